import {PageElement, clockTime, html, nothing, poll, repeat, tierWord} from '/kit/kit.js';

const REFRESH_MILLIS = 5000;
const MOST_COLLEAGUES = 200;
const OCCASIONS = {HANDED_BACK: 'when handing back', HANDED_OVER: 'when handing over'};

/** Specialists and contractors, the first two hundred of them, by name. */
export async function colleagues(api) {
  const {items} = await api.get('/v1/members/colleagues', {limit: MOST_COLLEAGUES});
  return items.sort((one, other) => one.alias.localeCompare(other.alias));
}

/** Whom a text mentions: everybody whose name follows an at sign; of two that fit at one place the longer. */
export function mentioned(text, all) {
  const found = new Set();
  const byLength = [...all].sort((one, other) => other.alias.length - one.alias.length);
  const low = text.toLowerCase();
  for (let at = low.indexOf('@'); at >= 0; at = low.indexOf('@', at + 1)) {
    const meant = byLength.find(({alias}) => low.startsWith(alias.toLowerCase(), at + 1) && !/[\p{L}\p{N}]/u.test(low[at + 1 + alias.length] ?? ''));
    if (meant) {
      found.add(meant);
    }
  }
  return [...found];
}

/** What staff notes on a request, and a field for one more. Neither the customer nor the community sees it. */
class Notes extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the route's id */
    route: {},
    notes: {state: true},
    people: {state: true},
    text: {state: true},
    busy: {state: true},
    problem: {state: true},
    loading: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.notes = null;
    this.people = [];
    this.text = '';
    this.busy = false;
    this.problem = null;
    this.loading = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  updated(changed) {
    if (changed.has('route')) {
      this.#stop?.();
      this.notes = null;
      this.text = '';
      this.problem = null;
      this.#stop = this.route ? poll(this.#load, REFRESH_MILLIS) : null;
      colleagues(this.api).then((people) => (this.people = people), () => {});
    }
  }

  #load = async () => {
    const route = this.route;
    try {
      const {items} = await this.api.get(`/v1/routes/${route}/notes`, {limit: 50});
      if (route === this.route) {
        this.notes = items;
        this.loading = null;
      }
      return true;
    } catch (error) {
      this.loading = error;
      return false;
    }
  };

  render() {
    const meant = mentioned(this.text, this.people);
    return html`<div class="stack tight">
      <p class="hint">Only specialists, contractors and operators read this; the customer and the community never do.</p>
      ${this.notes === null
        ? this.loading ? html`<cl-error .error=${this.loading} retry @retry=${this.#load}></cl-error>` : html`<cl-loading lines="2"></cl-loading>`
        : this.notes.length === 0
          ? html`<p class="soft small">No notes yet.</p>`
          : html`<ol class="stack tight notes">${repeat(this.notes, (note) => note.id, (note) => html`<li class="note">
              <div class="said-by"><span><b>${note.author}</b>, ${note.tier ? tierWord(note.tier) : 'operator'}${OCCASIONS[note.kind] ? html`, ${OCCASIONS[note.kind]}` : nothing}</span>
                <time datetime=${note.at} title=${new Date(note.at).toLocaleString()}>${clockTime(note.at)}</time></div>
              <p class="said" dir="auto">${note.text}</p>
              ${note.mentions.length ? html`<p class="small soft">For ${note.mentions.map((id) => this.people.find((each) => each.id === id)?.alias ?? 'a member').join(', ')}.</p>` : nothing}
            </li>`)}</ol>`}
      <form class="stack tight" @submit=${this.#add}>
        <div class="field"><label for="note-text">Note for staff</label>
          <textarea id="note-text" maxlength="2000" .value=${this.text} @input=${(event) => (this.text = event.target.value)} aria-describedby="note-hint"></textarea>
          <span id="note-hint" class="hint">${meant.length ? `Mentions ${meant.map((each) => each.alias).join(', ')}: it is on their page.` : 'Write @ and a name to mention somebody.'}</span></div>
        ${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
        <div class="row">
          <button ?disabled=${this.busy || !this.text.trim()}>Add note</button>
          ${this.people.length ? html`<select class="small pick-one" aria-label="Mention somebody" @change=${this.#mention}>
            <option value="">Mention…</option>${this.people.map((each) => html`<option value=${each.alias}>${each.alias}, ${tierWord(each.tier)}</option>`)}</select>` : nothing}
        </div>
      </form>
    </div>`;
  }

  #mention = async (event) => {
    const {value} = event.target;
    event.target.value = '';
    if (value) {
      this.text = `${this.text}${this.text && !this.text.endsWith(' ') ? ' ' : ''}@${value} `;
      await this.updateComplete;
      this.querySelector('textarea').focus();
    }
  };

  #add = async (event) => {
    event.preventDefault();
    const mentions = mentioned(this.text, this.people).map((each) => each.id);
    this.busy = true;
    this.problem = null;
    try {
      const note = await this.api.post(`/v1/routes/${this.route}/notes`, {text: this.text.trim(), mentions});
      this.notes = [note, ...(this.notes ?? [])];
      this.text = '';
    } catch (error) {
      this.problem = error;
    } finally {
      this.busy = false;
    }
  };
}
customElements.define('cl-notes', Notes);
