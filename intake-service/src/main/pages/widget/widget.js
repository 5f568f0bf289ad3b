import {Problem} from '/kit/api.js';
import {listen} from '/kit/sse.js';
import {Spoken, speak} from '/kit/speech.js';
import {readLink} from '/help/link.js';
import {Conversation} from '/widget/conversation.js';
import {icon, make, say} from '/widget/dom.js';
import english from '/widget/english.js';
import {Question} from '/widget/question.js';
import {Sending, call} from '/widget/sending.js';
import {Store} from '/widget/store.js';
import {colours, style} from '/widget/style.js';

const SERVER = new URL(import.meta.url).origin;
/** Loaded when they are spoken. By name each: what is found by a pattern costs one more file. */
const WORDS = {
  ar: () => import('/widget/words/ar.js'),
  de: () => import('/widget/words/de.js'),
  es: () => import('/widget/words/es.js'),
  fr: () => import('/widget/words/fr.js'),
  it: () => import('/widget/words/it.js'),
};
const AGAIN_MILLIS = 10_000;
const PHONE = '(max-width: 640px)';
const FINISHED = ['RESOLVED', 'CANCELLED'];
const BUBBLE = 'M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z';
const CROSS = 'M6 6l12 12M18 6L6 18';

/**
 * `<crowdline-widget community="…">`: a community is asked on a page of another origin. It needs nothing of the page but
 * that its policy lets scripts and calls of this address pass, and takes nothing of it but its language.
 *
 * Fires crowdline-open, crowdline-close, crowdline-asked, crowdline-answered and crowdline-finished; `open()` and
 * `close()` do what the button does.
 */
class Widget extends HTMLElement {
  #root = this.attachShadow({mode: 'open'});
  #words = english;
  #spoken = new Spoken('en');
  #tag = 'en';
  #store;
  #sending;
  #launcher;
  #dot;
  #dialog;
  #title;
  #notes;
  #problem;
  #view = null;
  #viewed = '';
  #link = null;
  #conversation = null;
  #wait = null;
  #listening = null;
  #connection = '';
  /** Why nothing can be asked here: refused, closed, over, or nothing. */
  #gone = '';
  #name = '';
  #came = '';
  #begun = false;

  async connectedCallback() {
    if (this.#begun) {
      // It was moved to another place of the page.
      this.#dialog && this.#follow();
      return;
    }
    this.#begun = true;
    const community = this.getAttribute('community') ?? '';
    this.#store = new Store(community);
    this.#sending = new Sending(this.#store, ({action, request}) => (action === 'ask' ? `${this.#form}/requests` : `${SERVER}/v1/conversations/${request}/${action}`), this.#sent);
    const wanted = [this.closest('[lang]')?.lang, document.documentElement.lang, ...navigator.languages];
    const spoken = await speak(wanted, english, async (tag) => WORDS[tag]());
    this.#words = spoken.words;
    this.#tag = spoken.tag;
    this.#spoken = new Spoken(spoken.tag);
    this.#root.adoptedStyleSheets = [style];
    this.#build();
    this.#store.draft ||= this.#store.overdue();
    addEventListener('online', this.#online);
    addEventListener('offline', this.#update);
    addEventListener('storage', (event) => event.key === this.#store.name && this.#follow());
    setInterval(this.#ask, AGAIN_MILLIS);
    this.#follow();
    this.#sending.resume();
    await this.#look();
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#link = null;
  }

  get #form() {
    return `${SERVER}/v1/forms/${encodeURIComponent(this.getAttribute('community') ?? '')}`;
  }

  get #knowledge() {
    return `${SERVER}/v1/knowledge/${encodeURIComponent(this.getAttribute('community') ?? '')}`;
  }

  /** Tells what came of reading answers, for counting only; each once. */
  #visit(before, came) {
    if (this.#came === before) {
      this.#came = came;
      call(`${this.#knowledge}/visits`, {method: 'POST', body: JSON.stringify({came})}).catch(() => {});
    }
  }

  #build() {
    const words = this.#words;
    const {direction} = words;
    this.#dot = make('span', {'aria-live': 'polite'});
    this.#launcher = make('button', {class: 'launcher', type: 'button', dir: direction, lang: this.#tag, 'aria-haspopup': 'dialog', 'aria-expanded': 'false', onclick: () => this.open()}, icon(BUBBLE), words.launcher, this.#dot);
    this.#title = make('h2', {id: 'title', tabindex: '-1'}, words.title(''));
    this.#notes = make('p', {class: 'note warn', role: 'status', hidden: true});
    this.#problem = make('p', {class: 'note bad', role: 'alert', hidden: true});
    this.#dialog = make('dialog', {'aria-labelledby': 'title', dir: direction, lang: this.#tag, onclose: this.#closed, onkeydown: (event) => event.key === 'Escape' && this.close()},
      make('div', {class: 'head'}, this.#title, make('button', {type: 'button', 'aria-label': words.close, onclick: () => this.close()}, icon(CROSS))),
      make('div', {class: 'body'}, this.#notes, this.#problem));
    this.#root.replaceChildren(make('section', {'aria-label': words.launcher, lang: this.#tag}, this.#launcher), this.#dialog);
  }

  open() {
    if (this.#dialog && !this.#dialog.open) {
      // A sheet over the whole of a phone is all that there is; beside a page the page stays within reach.
      matchMedia(PHONE).matches ? this.#dialog.showModal() : this.#dialog.show();
      this.#launcher.setAttribute('aria-expanded', 'true');
      this.#launcher.hidden = true;
      this.#update();
      this.#focus();
      this.#ask();
      this.#tell('open');
    }
  }

  close() {
    this.#dialog?.close();
  }

  #closed = () => {
    this.#launcher.setAttribute('aria-expanded', 'false');
    this.#launcher.hidden = false;
    this.#launcher.focus();
    this.#update();
    this.#tell('close');
  };

  #focus() {
    (this.#view ?? this.#title).focus();
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`crowdline-${what}`, {bubbles: true, composed: true, detail}));
  }

  /** The name and the colours of the community, and whether it may be asked from here. */
  async #look() {
    try {
      const {name, look} = await call(this.#form);
      this.#name = name;
      this.#root.adoptedStyleSheets = [style, colours(look)];
      this.#gone = this.#gone === 'over' ? 'over' : '';
    } catch (error) {
      if (error instanceof Problem) {
        this.#gone = error.status === 404 ? 'closed' : this.#gone;
      } else if (await this.#reachable()) {
        // The browser keeps the reason back: the server answers, but not to this page.
        this.#gone = 'refused';
        console.warn(`crowdline-widget: ${english.refused(location.origin)}`);
      }
    }
    this.#update();
  }

  async #reachable() {
    try {
      return (await fetch(import.meta.url, {method: 'HEAD', cache: 'no-store', credentials: 'omit'})).ok;
    } catch {
      return false;
    }
  }

  #online = () => {
    if (!this.#name) {
      this.#look();
    }
    if (this.#link && this.#listening) {
      this.#listen();
    }
    this.#update();
  };

  /** Another tab, or this one, has come to another question. */
  #follow() {
    const token = this.#store.link;
    if (token !== (this.#link?.token ?? null)) {
      this.#listening?.abort();
      this.#listening = null;
      this.#conversation = null;
      this.#wait = null;
      this.#link = token && readLink(token);
      this.#gone = '';
      if (this.#link) {
        this.#listen();
      } else if (token) {
        this.#gone = 'over';
      }
    }
    this.#update();
  }

  get #address() {
    return `${SERVER}/v1/conversations/${this.#link.requestId}`;
  }

  #listen() {
    const {token} = this.#link;
    this.#listening?.abort();
    const ending = (this.#listening = new AbortController());
    this.#load();
    listen({
      path: `${this.#address}/events`,
      who: 'widget',
      headers: async () => ({'X-Customer-Link': token}),
      signal: ending.signal,
      heard: (event, data) => event === 'conversation' && !ending.signal.aborted && this.#heard(data),
      load: this.#load,
      state: (state) => {
        if (state === 'live' && this.#connection !== 'live' && this.#conversation) {
          this.#load();
        }
        this.#connection = state;
        this.#update();
      },
      refused: (problem) => this.#over(problem),
    });
  }

  #load = async () => {
    const link = this.#link;
    try {
      const conversation = await call(this.#address, {link: link.token});
      if (link === this.#link) {
        this.#heard(conversation);
      }
      return true;
    } catch (error) {
      if (link === this.#link && error instanceof Problem && error.status < 500 && error.status !== 429) {
        this.#over(error);
      }
      return false;
    }
  };

  #over() {
    this.#listening?.abort();
    this.#gone = 'over';
    this.#update();
  }

  #heard(conversation) {
    const before = this.#conversation?.request.status;
    const {status} = conversation.request;
    this.#conversation = conversation;
    this.#update();
    this.#view?.hear?.(conversation);
    this.#update();
    if (before && before !== status) {
      if (status === 'ANSWERED') {
        this.#tell('answered', {id: conversation.request.id});
      } else if (FINISHED.includes(status)) {
        this.#tell('finished', {id: conversation.request.id, status});
      }
    }
    if (!before) {
      this.#ask();
    }
  }

  /** How long it may take; while nobody answers it says nothing. */
  #ask = async () => {
    if (this.#dialog?.open && !document.hidden && this.#conversation?.request.status === 'OPEN') {
      const {requestId, token} = this.#link;
      this.#wait = await call(`${SERVER}/v1/routes/${requestId}/wait`, {link: token}).catch(() => null);
      this.#update();
    }
  };

  #send = (action, body) => {
    this.#fail('');
    const to = this.#link && action !== 'ask' ? {link: this.#link.token, request: this.#link.requestId} : {};
    this.#sending.send(action, body, to);
  };

  /** What was sent has an answer, or waits. */
  #sent = (command, answer, problem) => {
    if (problem) {
      this.#refused(command, problem);
    } else if (command?.action === 'ask') {
      this.#store.draft = '';
      this.#store.link = new URL(answer.page).hash.slice(1);
      this.#store.seen = 0;
      this.#follow();
      this.#tell('asked', {id: answer.id});
    } else if (command) {
      const next = answer.continuedIn;
      if (next) {
        this.#store.link = new URL(next.page).hash.slice(1);
      }
      this.#follow();
      if (this.#link) {
        this.#load();
      }
    }
    this.#update();
  };

  #refused({action, body}, problem) {
    const {failed} = this.#words;
    if (action === 'ask') {
      this.#store.draft = body.text;
      this.#look();
    } else if (action === 'messages') {
      this.#view?.restore?.(body.text);
    }
    if (problem.status === 409) {
      this.#load();
    }
    this.#fail(problem.status === 409 ? failed.state : problem.status === 429 ? failed.tooMany(Math.max(1, Math.ceil((problem.retryAfterSeconds ?? 60) / 60))) : failed.other);
  }

  #fail(text) {
    say(this.#problem, text);
    this.#problem.hidden = !text;
  }

  #anew = () => {
    this.#store.link = null;
    this.#store.seen = 0;
    this.#fail('');
    this.#follow();
    this.#focus();
  };

  #update = () => {
    if (!this.#dialog) {
      return;
    }
    const words = this.#words;
    say(this.#title, words.title(this.#name));
    const offline = !navigator.onLine || this.#connection === 'offline' || this.#sending.waits;
    say(this.#notes, offline ? words.offline : '');
    this.#notes.hidden = !offline;
    this.#arrange();
    this.#view?.refresh?.(this.#store.unsent, this.#wait);
    this.#news();
  };

  /** One of: why not, the question, its conversation. */
  #arrange() {
    const kind = this.#gone && !(this.#link && this.#gone === 'closed') ? this.#gone : this.#link ? (this.#conversation ? this.#link.token : 'loading') : 'question';
    if (kind === this.#viewed) {
      return;
    }
    const had = this.#view?.element.contains(this.#root.activeElement);
    this.#view?.element.remove();
    this.#viewed = kind;
    this.#view = this.#made(kind);
    this.#root.querySelector('.body').append(this.#view.element);
    this.#view.refresh?.(this.#store.unsent, this.#wait);
    if (had && this.#dialog.open) {
      this.#focus();
    }
  }

  #made(kind) {
    const words = this.#words;
    switch (kind) {
      case 'question':
        return new Question(words, this.#store, {
          send: (body) => {
            this.#visit('BEGAN', 'ASKED');
            this.#send('ask', {...body, language: this.#tag});
          },
          suggest: (text) => call(`${this.#knowledge}/suggestions?${new URLSearchParams({text, language: this.#tag})}`).then(({items}) => items, () => []),
          read: () => this.#visit('', 'BEGAN'),
        });
      case 'loading':
        return note('…');
      case 'refused':
        return note(words.refused(location.origin));
      case 'closed':
        return note(words.closed);
      case 'over':
        return note(words.over, make('button', {type: 'button', class: 'first', onclick: this.#anew}, words.anew));
      default: {
        const view = new Conversation(words, this.#spoken, {send: this.#send, anew: this.#anew, page: `${SERVER}/help/#${this.#link.token}`});
        view.hear(this.#conversation);
        return view;
      }
    }
  }

  /** Something was said while nobody looked. */
  #news() {
    const heard = this.#conversation?.messages.filter(({author}) => author !== 'CUSTOMER').length ?? 0;
    if (this.#dialog.open && this.#conversation) {
      this.#store.seen = heard;
    }
    const fresh = heard > this.#store.seen;
    if (fresh !== this.#dot.hasChildNodes()) {
      this.#dot.replaceChildren(...(fresh ? [make('span', {class: 'unseen'}, ` ${this.#words.news}`)] : []));
      this.#dot.className = fresh ? 'dot' : '';
    }
  }
}

function note(text, ...more) {
  const element = make('div', {class: 'stack', tabindex: '-1'}, make('p', {}, text), ...more);
  return {element, focus: () => element.focus()};
}

customElements.define('crowdline-widget', Widget);
