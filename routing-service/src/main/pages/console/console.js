import {html, nothing, poll, repeat, toast, toastError} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {show} from '/kit/calling.js';
import {Offering} from '/kit/offering.js';
import '/console/answers.js';
import '/console/assignment.js';
import '/console/pieces.js';
import '/console/profile.js';
import '/console/register.js';
import '/console/terms.js';
import '/console/wallet.js';

const REFRESH_MILLIS = 5000;
/** The ledger hears of an answer a moment after it was given. */
const POINTS_MILLIS = 1000;
const ENDED = {
  COMPLETED: ['Your answer is sent.', 'good'],
  RELEASED: ['Handed back. Whoever takes it next sees your draft.', ''],
  TIMED_OUT: ['The time was over, so the work was taken back. Whoever takes it next sees your draft.', 'warn'],
  CANCELLED: ['The customer no longer needs this.', ''],
};

/** Specialists and contractors are paid by the company, not in points. */
const earnsPoints = (member) => member?.tier === 'COMMUNITY';

/** The contributor's page: offers come by themselves, what was taken is worked on, and the points are explained. */
class Console extends SignedInPage {
  static roles = ['contributor', 'specialist'];
  static purpose = 'Help others, earn points';
  static about = 'While you are online, questions that fit your skills are offered to you. You take what you like; what you let pass costs you nothing.';
  static properties = {
    ...SignedInPage.properties,
    /** loading, register, terms, work */
    step: {state: true},
    member: {state: true},
    terms: {state: true},
    assignments: {state: true},
    chosen: {state: true},
    pausing: {state: true},
    /** of a piece, to a contractor */
    price: {state: true},
    problem: {state: true},
  };

  #stopRefreshing = null;
  /** How often the pieces of work have changed here: a list that was asked for before the last change is older than it. */
  #changes = 0;
  #offering = new Offering(this, 'console', {
    heard: (message) => this.#heard(message),
    refused: () => this.enter(),
    live: () => this.#refresh(),
    accepted: (assignment) => this.#accepted(assignment),
    unpaid: () => !earnsPoints(this.member),
    gone: () => this.#focusSomething(),
  });

  constructor() {
    super();
    this.#forget();
    addEventListener('hashchange', () => this.#chooseFromAddress());
    addEventListener('keydown', this.#key);
  }

  #forget() {
    this.step = 'loading';
    this.member = null;
    this.terms = null;
    this.assignments = [];
    this.chosen = null;
    this.pausing = false;
    this.price = null;
    this.problem = null;
  }

  get online() {
    return this.#offering.online;
  }

  get connection() {
    return this.#offering.connection;
  }

  get offers() {
    return this.#offering.offers;
  }

  async enter() {
    this.problem = null;
    try {
      this.member = await this.api.get('/v1/members/me');
    } catch (error) {
      if (error.status === 404) {
        this.step = 'register';
      } else {
        this.problem = error;
      }
      return;
    }
    await this.#memberKnown();
  }

  leave() {
    this.#offering.close();
    this.#stopRefreshing?.();
    this.#forget();
  }

  async #memberKnown() {
    try {
      this.terms ??= (await this.api.get(`/v1/communities/${encodeURIComponent(this.member.community)}`)).terms;
    } catch (error) {
      this.problem = error;
      return;
    }
    if ((this.member.termsAccepted ?? 0) < (this.terms?.version ?? 1)) {
      this.step = 'terms';
    } else if (this.step !== 'work') {
      this.step = 'work';
      await this.#refresh();
      this.#stopRefreshing?.();
      this.#stopRefreshing = poll(this.#refresh, REFRESH_MILLIS);
      this.#chooseFromAddress();
      this.#offering.resume();
    }
  }

  /** What the socket may not have brought: everything while it is away, and the load and the lists now and then. */
  #refresh = async () => {
    const before = this.#changes;
    try {
      const [member, assignments] = await Promise.all([
        this.api.get('/v1/members/me'),
        this.api.get('/v1/assignments'),
        this.#offering.reload(),
      ]);
      this.member = member;
      if (before === this.#changes) {
        this.#assignmentsAre(assignments.items);
      }
      return true;
    } catch {
      // The chip in the header says that there is no connection; what is on screen stays.
      return false;
    }
  };

  #heard(message) {
    switch (message.type) {
      case 'assignment':
        this.#assignmentIs(message.assignment);
        break;
      case 'assignment-ended':
        this.#assignmentEnded(message.assignmentId ?? message.assignment?.id, message.state ?? message.assignment?.state);
        break;
      case 'answer':
        this.querySelector('cl-answers')?.heard(message.assignment);
        break;
      case 'warning':
        toast(message.clock === 'FIRST_ACTION' ? 'Please begin soon, or the work is taken back.' : 'Your time for the answer is nearly over.', 'warn');
        break;
      default:
    }
  }

  /** Where the keyboard goes when what it was on is gone: never to the page's body. */
  async #focusSomething() {
    await this.updateComplete;
    const next = this.querySelector('.offer') ?? this.querySelector('.work textarea') ?? this.querySelector('#work-heading') ?? document.querySelector('main');
    next.focus({preventScroll: true});
  }

  /** A and D act on an offer, J and K move, wherever the focus is but in a field. */
  #key = (event) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
    if (event.defaultPrevented || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || this.step !== 'work') {
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'j' || key === 'k') {
      event.preventDefault();
      this.#move(key === 'j' ? 1 : -1);
    } else if ((key === 'a' || key === 'd') && this.offers.length > 0 && !this.offers[0].deciding) {
      event.preventDefault();
      (key === 'a' ? this.#offering.accept : this.#offering.decline)(this.offers[0]);
    }
  };

  #move(by) {
    const stops = [...this.querySelectorAll('.offer, .pick')];
    const at = stops.findIndex((stop) => stop.contains(document.activeElement));
    const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length];
    if (next?.matches('.pick')) {
      this.chosen = next.value;
    }
    next?.focus();
  }

  #accepted(assignment) {
    this.#assignmentIs(assignment);
    this.#choose(assignment.id);
  }

  #assignmentIs(assignment) {
    this.#changes++;
    this.#assignmentsAre([...this.assignments.filter((each) => each.id !== assignment.id), assignment]);
  }

  #assignmentsAre(items) {
    items.forEach((each) => this.#sayIfReplied(each));
    this.assignments = items.filter((each) => each.state === 'ACTIVE').sort((a, b) => a.acceptedAt.localeCompare(b.acceptedAt));
    if (!this.assignments.some((each) => each.id === this.chosen)) {
      this.chosen = this.assignments[0]?.id ?? null;
    }
  }

  #sayIfReplied(assignment) {
    const before = this.assignments.find((each) => each.id === assignment.id);
    const last = assignment.conversation.at(-1);
    if (before && assignment.conversation.length > before.conversation.length && last?.author === 'CUSTOMER') {
      toast(`${assignment.customerAlias} has replied.`, 'good');
    }
  }

  #assignmentEnded(id, state) {
    this.#changes++;
    if (this.assignments.some((each) => each.id === id)) {
      const hadFocus = this.querySelector('.split')?.contains(document.activeElement);
      this.#assignmentsAre(this.assignments.filter((each) => each.id !== id));
      if (hadFocus) {
        this.#focusSomething();
      }
      const [text, kind] = ENDED[state] ?? ['This piece of work has ended.', ''];
      toast(state === 'COMPLETED' && earnsPoints(this.member) ? `${text} The points are held until the customer confirms.` : text, kind);
    }
    this.querySelector('cl-answers')?.refresh();
    setTimeout(() => this.querySelector('cl-wallet, cl-pieces')?.refresh(), POINTS_MILLIS);
  }

  #chooseFromAddress() {
    const id = new URLSearchParams(location.hash.slice(1)).get('assignment');
    if (id && this.assignments.some((each) => each.id === id)) {
      this.#choose(id);
    }
  }

  async #choose(id) {
    this.chosen = id;
    await this.updateComplete;
    // On a phone the field is a sheet at the foot: what it is about is moved above it.
    const sheet = matchMedia('(max-width: 719px)').matches;
    if (sheet) {
      this.querySelector('.split')?.scrollIntoView();
    }
    (this.querySelector('.work textarea') ?? this.querySelector('#work-heading'))?.focus({preventScroll: sheet});
  }

  content() {
    show(this.offers.length, 'Console');
    if (this.problem) {
      return html`<div class="card"><cl-error .error=${this.problem} retry @retry=${() => this.enter()}></cl-error></div>`;
    }
    switch (this.step) {
      case 'register':
        return html`<cl-register .api=${this.api} .user=${this.user} @done=${this.#memberIs}></cl-register>`;
      case 'terms':
        return html`<cl-terms .api=${this.api} .terms=${this.terms} @done=${this.#memberIs}></cl-terms>`;
      case 'work':
        return this.#work();
      default:
        return html`<cl-loading lines="8"></cl-loading>`;
    }
  }

  #memberIs = (event) => {
    this.member = event.detail;
    this.#memberKnown();
  };

  #pause = async () => {
    this.pausing = true;
    try {
      this.member = await this.api.patch(`/v1/members/${this.member.id}`, {paused: !this.member.paused});
    } catch (error) {
      toastError(error);
    }
    this.pausing = false;
  };

  #work() {
    const held = this.assignments.length;
    const {capacity, limit, paused} = this.member;
    const most = Math.min(limit ?? capacity, capacity);
    const full = held >= most;
    return html`
      <h1 class="unseen">Console</h1>
      <div class="stack">
        <section class="row presence" aria-label="Presence">
          <button class="switch" role="switch" aria-checked=${this.online} @click=${() => (this.online ? this.#offering.goOffline() : this.#offering.goOnline())}>
            ${this.online ? 'Online' : 'Offline'}
          </button>
          ${this.online || paused ? html`<button ?disabled=${this.pausing} @click=${this.#pause}>${paused ? 'Go on' : 'Pause'}</button>` : nothing}
          <cl-calling></cl-calling>
          <p class="soft grow">${this.#present(full)}</p>
          <span class="chip ${full || paused ? 'warn' : ''}">${paused ? 'Paused: ' : full ? 'You are full: ' : ''}${held} of ${most} in work</span>
        </section>
        ${this.online ? this.#offers() : nothing}
        ${this.#assignments()}
        <aside class="columns even" aria-label="You">
          <cl-answers .api=${this.api}></cl-answers>
          ${earnsPoints(this.member) ? html`<cl-wallet .api=${this.api}></cl-wallet>` : nothing}
          ${this.member.tier === 'CONTRACTOR' ? html`<cl-pieces .api=${this.api} .headers=${this.headers} @price=${(event) => (this.price = event.detail)}></cl-pieces>` : nothing}
          <cl-profile .api=${this.api} .member=${this.member} @changed=${this.#memberIs}></cl-profile>
        </aside>
      </div>`;
  }

  #present(full) {
    if (!this.online) {
      return 'Go online to be offered questions. Being away costs nothing.';
    }
    if (this.member.paused) {
      return 'You have paused: nothing new is offered to you until you go on. What you have in work stays yours.';
    }
    if (full) {
      return 'New questions are offered to you when you have finished something.';
    }
    return this.offers.length > 0 ? '' : this.connection === 'live' ? 'Nothing for you just now. Questions that fit you appear here by themselves.' : 'Connecting…';
  }

  #offers() {
    return html`<section class="stack tight" aria-labelledby="offers" ?hidden=${this.offers.length === 0}>
      <h2 id="offers" tabindex="-1">Offers${this.offers.length ? ` (${this.offers.length})` : ''}</h2>
      <span class="unseen" aria-live="polite">${this.offers.length === 0 ? '' : `${this.offers.length} ${this.offers.length === 1 ? 'offer' : 'offers'}`}</span>
      <ul class="dock">${repeat(this.offers, (offer) => offer.id, (offer) => html`
        <li><cl-offer .offer=${offer} .api=${this.api} .price=${this.price} .skills=${this.member.skills} ?unpaid=${!earnsPoints(this.member)}
          @accept=${() => this.#offering.accept(offer)} @decline=${() => this.#offering.decline(offer)}
          @over=${() => this.#offering.ended(offer.id, 'EXPIRED')}></cl-offer></li>`)}</ul>
      <p class="hint keys">On a keyboard, outside a field: <kbd>A</kbd> accepts, <kbd>D</kbd> declines, <kbd>J</kbd> and <kbd>K</kbd> move.</p>
    </section>`;
  }

  #assignments() {
    const assignment = this.assignments.find((each) => each.id === this.chosen);
    return html`<section class="stack tight" aria-labelledby="work-heading">
      <h2 id="work-heading" tabindex="-1">Your work</h2>
      ${assignment
        ? html`<div class="split ${this.assignments.length > 1 ? 'two' : ''}">
            ${this.assignments.length > 1 ? this.#picks(assignment) : nothing}
            ${repeat([assignment], (each) => each.id, (each) => html`<cl-assignment .assignment=${each} .api=${this.api} ?unpaid=${!earnsPoints(this.member)}
              @changed=${(event) => this.#assignmentChanged(event.detail)}></cl-assignment>`)}
          </div>`
        : html`<p class="soft">You have nothing in work. What you accept appears here.</p>`}
    </section>`;
  }

  /** Each piece of work with the clock that runs out first. */
  #picks(chosen) {
    return html`<ul class="picks stack tight" aria-label="Pieces of work">${this.assignments.map((each) => html`<li>
      <button class="pick" value=${each.id} aria-pressed=${each === chosen} @click=${() => this.#choose(each.id)}>
        <span class="row apart"><b>${each.customerAlias}</b>${each.conversation.at(-1)?.author === 'CUSTOMER' && each.conversation.length > 1 ? html`<span class="chip accent">replied</span>` : nothing}</span>
        <cl-countdown label=${each.firstActionAt ? 'Answer' : 'Begin'} .from=${each.acceptedAt} .until=${each.firstActionAt ? each.completionDueAt : each.firstActionDueAt} .paused=${each.pausedAt ?? null}></cl-countdown>
      </button></li>`)}</ul>`;
  }

  #assignmentChanged(assignment) {
    if (assignment.state === 'ACTIVE') {
      this.#assignmentIs(assignment);
    } else {
      this.#assignmentEnded(assignment.id, assignment.state);
    }
  }
}
customElements.define('cl-console', Console);
