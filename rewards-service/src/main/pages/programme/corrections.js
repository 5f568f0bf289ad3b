import {PageElement, clockTime, html, nothing, points, poll, repeat, toast, toastError} from '/kit/kit.js';

const REFRESH_MILLIS = 10_000;
const SHOWN = 10;
const FOUND = 8;
const REASONS = {
  MISTAKE: 'A mistake is put right',
  GOODWILL: 'As a kindness',
  EXTRA_WORK: 'For work that no rule pays',
  ABUSE: 'Points were not obtained fairly',
};
const STATES = {PROPOSED: ['Waits for another operator', 'accent'], BOOKED: ['Booked', 'good'], REJECTED: ['Rejected', 'warn']};

/** Points that operators add and take off: what waits for a second one, the latest, and the form. */
class Corrections extends PageElement {
  static properties = {
    api: {attribute: false},
    /** what one operator may correct alone, in points */
    alone: {type: Number},
    items: {state: true},
    next: {state: true},
    /** aliases by member; rewards keeps none */
    names: {state: true},
    /** the form: null while it is closed; its member is null until one is chosen */
    draft: {state: true},
    found: {state: true},
    busy: {state: true},
    problem: {state: true},
    refused: {state: true},
  };

  #stop = null;
  #asked = 0;

  constructor() {
    super();
    this.alone = 0;
    this.items = null;
    this.next = null;
    this.names = {};
    this.#clear();
    this.problem = null;
  }

  #clear() {
    this.draft = null;
    this.found = [];
    this.busy = false;
    this.refused = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.load, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  load = async () => {
    try {
      const [waiting, latest] = await Promise.all([
        this.api.get('/v1/corrections', {state: 'PROPOSED', limit: 50}),
        this.api.get('/v1/corrections', {limit: SHOWN}),
      ]);
      const first = new Set(waiting.items.map((each) => each.id));
      const fresh = [...waiting.items, ...latest.items.filter((each) => !first.has(each.id))];
      const known = new Set(fresh.map((each) => each.id));
      const older = (this.items ?? []).filter((each) => !known.has(each.id));
      this.items = [...fresh, ...older];
      this.next = older.length ? this.next : latest.next ?? null;
      this.problem = null;
      this.#name(this.items);
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  #more = async () => {
    try {
      const {items, next} = await this.api.get('/v1/corrections', {limit: SHOWN, cursor: this.next});
      const known = new Set(this.items.map((each) => each.id));
      this.items = [...this.items, ...items.filter((each) => !known.has(each.id))];
      this.next = next ?? null;
      this.#name(items);
    } catch (error) {
      toastError(error);
    }
  };

  async #name(items) {
    const unnamed = [...new Set(items.map((each) => each.memberId))].filter((id) => !(id in this.names));
    this.names = {...this.names, ...Object.fromEntries(unnamed.map((id) => [id, null]))};
    const told = await Promise.all(unnamed.map((id) => this.api.get(`/v1/members/${id}`).catch(() => null)));
    this.names = {...this.names, ...Object.fromEntries(unnamed.map((id, at) => [id, told[at]?.alias ?? null]))};
  }

  #open = async () => {
    this.#clear();
    this.draft = {member: null};
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  };

  #close = () => this.querySelector('dialog').close();

  #search = async (event) => {
    const asked = ++this.#asked;
    const search = event.target.value.trim();
    this.draft = {...this.draft, member: null};
    if (search === '') {
      this.found = [];
      return;
    }
    try {
      const {items} = await this.api.get('/v1/members', {search, tier: 'COMMUNITY', limit: FOUND});
      if (asked === this.#asked) {
        this.found = items;
      }
    } catch (error) {
      this.refused = error;
    }
  };

  #choose = async (member) => {
    this.draft = {...this.draft, member};
    this.found = [];
    await this.updateComplete;
    this.querySelector('#correcting-points').focus();
  };

  #save = async (event) => {
    event.preventDefault();
    const {way, count, reason, note} = event.target.elements;
    this.busy = true;
    this.refused = null;
    try {
      const body = {
        memberId: this.draft.member.id,
        points: Number(way.value) * Number(count.value),
        reason: reason.value,
        note: note.value,
      };
      const {state} = await this.api.post('/v1/corrections', body);
      toast(state === 'BOOKED' ? 'It is booked; the member reads it on the statement.' : 'Another operator has to agree; nothing has moved yet.');
      this.#close();
      this.dispatchEvent(new Event('saved'));
      await this.load();
    } catch (error) {
      this.refused = error;
    }
    this.busy = false;
  };

  async #decide({id}, what) {
    this.busy = true;
    try {
      const decided = await this.api.post(`/v1/corrections/${id}/${what}`, {});
      this.items = this.items.map((each) => (each.id === id ? decided : each));
      toast(what === 'approve' ? 'The points have moved.' : 'It is dropped; nothing has moved.');
      this.dispatchEvent(new Event('saved'));
      await this.updateComplete;
      this.querySelector('#corrections').focus();
    } catch (error) {
      toastError(error);
      this.load();
    }
    this.busy = false;
  }

  render() {
    return html`<section class="card stack" aria-labelledby="corrections">
      <div class="row apart"><h2 id="corrections" tabindex="-1">Corrections</h2><button @click=${this.#open}>Correct a member’s points</button></div>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.load}></cl-error>` : nothing}
      ${this.items === null && !this.problem ? html`<cl-loading lines="2"></cl-loading>` : nothing}
      ${this.items?.length === 0 ? html`<p class="soft">Nobody has added points or taken any off.</p>` : nothing}
      ${this.items?.length ? html`<ol class="entries">${repeat(this.items, (each) => each.id, (each) => this.#one(each))}</ol>` : nothing}
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more corrections</button></div>` : nothing}
      <p class="hint">Up to ${points(this.alone)} an operator adds or takes off alone; more takes a second one.</p>
      <dialog class="editing" aria-labelledby="correcting" @close=${() => this.#clear()}>${this.draft ? this.#form(this.draft) : nothing}</dialog>
    </section>`;
  }

  #one(each) {
    const [word, tone] = STATES[each.state] ?? [each.state.toLowerCase(), ''];
    return html`<li>
      <span><b>${each.points > 0 ? '+' : '−'}${Math.abs(each.points).toLocaleString()}</b> <span dir="auto">${this.names[each.memberId] ?? '…'}</span></span><span class="chip ${tone}">${word}</span>
      <span class="whole small"><span>${REASONS[each.reason] ?? each.reason}</span>${each.note ? html`: <span dir="auto">“${each.note}”</span>` : nothing}</span>
      <span class="whole hint">${each.proposedBy}, <time datetime=${each.proposedAt}>${clockTime(each.proposedAt)}</time>${each.decidedBy && each.decidedBy !== each.proposedBy ? html`; ${each.decidedBy}, <time datetime=${each.decidedAt}>${clockTime(each.decidedAt)}</time>` : nothing}</span>
      ${each.state === 'PROPOSED' ? html`<span class="whole row">
        ${each.mine ? html`<span class="hint">You proposed it: another operator has to agree.</span>` : html`<button class="first" ?disabled=${this.busy} @click=${() => this.#decide(each, 'approve')}>Agree<span class="unseen"> to ${each.points} for ${this.names[each.memberId]}</span></button>`}
        <button ?disabled=${this.busy} @click=${() => this.#decide(each, 'reject')}>Drop it<span class="unseen">: ${each.points} for ${this.names[each.memberId]}</span></button></span>` : nothing}
    </li>`;
  }

  #form({member}) {
    return html`<form class="stack" @submit=${this.#save}>
      <h2 id="correcting">Correct a member’s points</h2>
      <p class="hint">The member reads reason and note on the statement. What the wallet does not have is owed, and the next points repay it.</p>
      <div class="field"><label for="correcting-member">Member</label>
        ${member
          ? html`<div class="row"><b dir="auto">${member.alias}</b><button type="button" class="quiet" @click=${() => (this.draft = {member: null})}>Somebody else</button></div>`
          : html`<input id="correcting-member" type="search" maxlength="60" autocomplete="off" placeholder="the beginning of the name" @input=${this.#search}>
            <ul class="stack tight" aria-label="Members found">${this.found.map((each) => html`<li><button type="button" @click=${() => this.#choose(each)}><span dir="auto">${each.alias}</span></button></li>`)}</ul>`}</div>
      <div class="two">
        <div class="field"><label for="correcting-way">What</label><select id="correcting-way" name="way"><option value="1">Add</option><option value="-1">Take off</option></select></div>
        <div class="field"><label for="correcting-points">Points</label><input id="correcting-points" name="count" type="number" min="1" max="100000000" required></div>
      </div>
      <div class="field"><label for="correcting-reason">Why</label><select id="correcting-reason" name="reason">${Object.entries(REASONS).map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select></div>
      <div class="field"><label for="correcting-note">Note to the member</label><textarea id="correcting-note" name="note" maxlength="300" required dir="auto"></textarea></div>
      <cl-error .error=${this.refused}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy || !member}>Save</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }
}
customElements.define('cl-corrections', Corrections);
