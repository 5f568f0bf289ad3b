import {html, nothing, poll} from '/kit/kit.js';
import {keysAreOn} from '/kit/keys.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {verdictTone, verdictWord} from '/reviews/verdicts.js';
import '/reviews/agreement.js';
import '/reviews/budget-form.js';
import '/reviews/judging.js';

const REFRESH_MILLIS = 15_000;
/** With fewer at hand, more are asked for. */
const FEW = 3;

const KEYS = [
  ['J', 'next answer'],
  ['K', 'answer before'],
  ['1', 'good'],
  ['2', 'acceptable'],
  ['3', 'wrong'],
  ['4', 'harmful'],
  ['N', 'write why; Escape ends it, Ctrl and Enter sends'],
  ['Enter', 'say so, and next'],
  ['?', 'this list'],
];

const CUSTOMER = {
  PENDING: ' has not said yet whether it helped',
  CONFIRMED: ', or silence, confirmed it',
  REFUSED: ' said that it did not help',
  CONFIRMED_AFTER_ALL: ' refused it, and confirmed it after all',
};

/** Answers that wait to be judged, one by one, by the keyboard. */
class Reviews extends SignedInPage {
  static roles = ['specialist', 'operator'];
  static purpose = 'Judge answers of the community';
  static about = 'Some answers are drawn to be read again by somebody who does not know whose they are. What you say decides whether they are paid.';
  static properties = {
    ...SignedInPage.properties,
    items: {state: true},
    waiting: {state: true},
    current: {state: true},
    /** what came of the one before */
    last: {state: true},
    problem: {state: true},
    keysOn: {state: true},
  };

  #stop = null;
  #done = new Set();

  constructor() {
    super();
    this.#forget();
    this.keysOn = keysAreOn();
    addEventListener('keydown', this.#key);
  }

  #forget() {
    this.items = null;
    this.waiting = 0;
    this.current = '';
    this.last = null;
    this.problem = null;
    this.#done.clear();
  }

  enter() {
    this.#stop = poll(this.load, REFRESH_MILLIS);
  }

  leave() {
    this.#stop();
    this.#forget();
  }

  load = async () => {
    try {
      const {items, waiting} = await this.api.get('/v1/reviews/queue');
      // Asked for before it was judged, and answered after.
      const fresh = items.filter((each) => !this.#done.has(each.id));
      const shown = this.items?.find((each) => each.id === this.current);
      this.items = shown && !fresh.some((each) => each.id === shown.id) && waiting > fresh.length ? [shown, ...fresh] : fresh;
      this.waiting = Math.max(waiting - (items.length - fresh.length), this.items.length);
      if (!this.items.some((each) => each.id === this.current)) {
        this.current = this.items[0]?.id ?? '';
      }
      this.problem = null;
      this.shell.connection = 'live';
      return true;
    } catch (error) {
      this.problem = error;
      this.shell.connection = error.status === 403 ? 'live' : 'offline';
      return false;
    }
  };

  get #at() {
    return this.items?.findIndex((each) => each.id === this.current) ?? -1;
  }

  #move(by) {
    const next = this.items[this.#at + by];
    if (next) {
      this.current = next.id;
    }
  }

  #judged = ({detail}) => {
    this.last = detail;
    this.#done.add(detail.id);
    const at = this.#at;
    this.items = this.items.filter((each) => each.id !== detail.id);
    this.waiting = Math.max(this.waiting - 1, this.items.length);
    this.current = (this.items[at] ?? this.items.at(-1))?.id ?? '';
    if (this.items.length < FEW) {
      this.load();
    }
  };

  #key = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const typing = target?.closest('textarea, select, input:not([type=radio])');
    if (!this.keysOn || !this.items || event.defaultPrevented || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector('dialog[open]')) {
      return;
    }
    const judging = this.querySelector('cl-judging');
    const does = {
      j: () => this.#move(1),
      k: () => this.#move(-1),
      1: () => judging?.choose(0),
      2: () => judging?.choose(1),
      3: () => judging?.choose(2),
      4: () => judging?.choose(3),
      n: () => judging?.write(),
      '?': () => this.querySelector('cl-keys').open(),
      // A button or a link that has the focus does what it says.
      enter: () => (target?.closest('button, a, summary') ? false : judging?.send()),
    }[event.key.toLowerCase()];
    if (does && does() !== false) {
      event.preventDefault();
    }
  };

  content() {
    return html`<div class="stack loose">
      <div class="row apart"><h1>Reviews</h1>
        <div class="row">
          ${this.user.roles.includes('operator') ? html`<button class="quiet small" @click=${() => this.querySelector('cl-budget-form').open()}>How much is reviewed</button>` : nothing}
          <button class="quiet small" @click=${() => this.querySelector('cl-keys').open()}>Keys</button></div></div>
      ${this.last ? this.#outcome() : nothing}
      ${this.problem && !this.items ? html`<cl-error .error=${this.problem} retry @retry=${this.load}></cl-error>` : this.items ? this.#queue() : html`<cl-loading lines="10"></cl-loading>`}
      ${this.user.roles.includes('operator') ? html`<cl-agreement .api=${this.api}></cl-agreement>` : nothing}
      <cl-keys .keys=${KEYS} about="They act on the answer that is shown." @switched=${(event) => (this.keysOn = event.detail)}></cl-keys>
      <cl-budget-form .api=${this.api}></cl-budget-form>
    </div>`;
  }

  #queue() {
    if (this.items.length === 0) {
      return html`<cl-empty heading="Nothing waits for you" text="Answers are drawn as they come, and never your own or those to requests that you worked on."></cl-empty>`;
    }
    const at = this.#at;
    return html`
      ${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
      <div class="row apart"><p role="status"><b>${this.waiting.toLocaleString()}</b> ${this.waiting === 1 ? 'answer waits' : 'answers wait'} for you. <span class="hint">This is ${at + 1} of the next ${this.items.length}.</span></p>
        <div class="row"><button class="small" ?disabled=${at <= 0} @click=${() => this.#move(-1)}>Before</button><button class="small" ?disabled=${at >= this.items.length - 1} @click=${() => this.#move(1)}>Next</button></div></div>
      <cl-judging .api=${this.api} .review=${this.items[at]} @judged=${this.#judged}></cl-judging>`;
  }

  #outcome() {
    const {gone, mine, revealed} = this.last;
    if (gone) {
      return html`<p class="note warn" role="status">${gone.detail || gone.title}</p>`;
    }
    const verdict = revealed.verdict;
    return html`<section class="card stack tight" role="status" aria-label="The one before">
      <p class="row"><span>You said</span><span class="chip ${verdictTone(mine.verdict)}">${verdictWord(mine.verdict)}</span>
        <span>${verdict ? (verdict === mine.verdict ? 'and that is what counts.' : html`and it counts as ${verdictWord(verdict).toLowerCase()}.`) : 'and somebody else judges it as well.'}</span></p>
      <p class="hint">The customer${CUSTOMER[revealed.customer] ?? ''}${revealed.stars ? `, with ${revealed.stars} of 5 stars` : ''}.</p>
    </section>`;
  }
}
customElements.define('cl-reviews', Reviews);
