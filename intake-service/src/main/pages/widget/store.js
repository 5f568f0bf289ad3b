/** A service forgets a key after a day: what could not be sent until then is not sent by itself any more. */
const KEPT_MILLIS = 23 * 3_600_000;

/**
 * What this site's visitor has with one community, in the storage of the site: the link of the question, and what was
 * written and is not answered yet, each with its key. All tabs see the same.
 */
export class Store {
  #name;
  /** Where a browser keeps nothing it is kept as long as the page. */
  #memory = null;

  constructor(community) {
    this.#name = `crowdline.widget.${community}`;
  }

  get name() {
    return this.#name;
  }

  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.#name) ?? 'null') ?? this.#memory ?? {};
    } catch {
      return this.#memory ?? {};
    }
  }

  #write(change) {
    this.#memory = {...this.#read(), ...change};
    try {
      localStorage.setItem(this.#name, JSON.stringify(this.#memory));
    } catch {
      // Private windows and full storages; the page goes on.
    }
  }

  /** The token of the question's link, or nothing. */
  get link() {
    return this.#read().link ?? null;
  }

  set link(link) {
    this.#write({link});
  }

  /** How much of what others said was on screen. */
  get seen() {
    return this.#read().seen ?? 0;
  }

  set seen(seen) {
    if (seen !== this.seen) {
      this.#write({seen});
    }
  }

  /** What is to be sent, the first one first: {action, body, key, at, link, request}. */
  get unsent() {
    return (this.#read().unsent ?? []).filter(({at}) => Date.now() - at < KEPT_MILLIS);
  }

  /** The question that is too old to be sent by itself, for its sender to decide. */
  overdue() {
    const all = this.#read().unsent ?? [];
    const old = all.filter(({at}) => Date.now() - at >= KEPT_MILLIS);
    if (old.length > 0) {
      this.#write({unsent: all.filter((each) => !old.includes(each))});
    }
    return old.findLast(({body}) => body?.text)?.body.text ?? '';
  }

  keep(command) {
    this.#write({unsent: [...this.unsent, command]});
  }

  /** It was answered. */
  done(key) {
    this.#write({unsent: this.unsent.filter((each) => each.key !== key)});
  }

  /** What is half-written, of this tab. */
  get draft() {
    try {
      return sessionStorage.getItem(this.#name) ?? '';
    } catch {
      return '';
    }
  }

  set draft(text) {
    try {
      sessionStorage.setItem(this.#name, text);
    } catch {
      // As above.
    }
  }
}
