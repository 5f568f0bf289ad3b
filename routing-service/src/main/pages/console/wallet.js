import {PageElement, clockTime, html, nothing, points, poll, repeat} from '/kit/kit.js';

const REFRESH_MILLIS = 10_000;
const STATES = {
  HELD: ['Held', ''], PAID: ['Paid', 'good'], VOID: ['Not paid', 'warn'],
  RESERVED: ['Reserved', ''], SPENT: ['Spent', ''], REFUNDED: ['Refunded', 'warn'],
  ADDED: ['Added', 'good'], TAKEN_OFF: ['Taken off', 'warn'], EXPIRED: ['Expired', 'warn'],
};
const SIGNS = {PAID: '+', ADDED: '+', SPENT: '−', TAKEN_OFF: '−', EXPIRED: '−'};
const TITLES = {redemption: 'Your choice from the shop', correction: 'A correction', expiry: 'Points that grew old', royalty: 'An article made of your answer helped'};
/** One answer has a line for each rule that paid it. */
const idOf = (line) => `${line.assignmentId ?? line.redemptionId ?? line.correctionId ?? line.expiryId ?? line.requestId}/${line.rule}`;

/** The member's points, and where each came from. */
class Wallet extends PageElement {
  static properties = {
    api: {attribute: false},
    wallet: {state: true},
    lines: {state: true},
    /** what was asked, by assignment; rewards keeps no text */
    questions: {state: true},
    next: {state: true},
    problem: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.wallet = null;
    this.lines = [];
    this.questions = {};
    this.next = null;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(() => this.refresh(), REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  async refresh() {
    try {
      const [wallet, statement] = await Promise.all([this.api.get('/v1/wallets/me'), this.api.get('/v1/wallets/me/statement', {limit: 5})]);
      this.wallet = wallet;
      // What was unfolded stays; new lines come on top.
      const fresh = new Set(statement.items.map(idOf));
      const older = this.lines.filter((line) => !fresh.has(idOf(line)));
      this.lines = [...statement.items, ...older];
      if (older.length === 0) {
        this.next = statement.next ?? null;
      }
      this.problem = null;
      this.#name(this.lines);
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  }

  #more = async () => {
    try {
      const page = await this.api.get('/v1/wallets/me/statement', {cursor: this.next, limit: 20});
      const known = new Set(this.lines.map(idOf));
      this.lines = [...this.lines, ...page.items.filter((line) => !known.has(idOf(line)))];
      this.next = page.next ?? null;
      this.#name(page.items);
    } catch (error) {
      this.problem = error;
    }
  };

  /** Asks routing once for each question; one that is not told leaves its line without a name. */
  async #name(lines) {
    const unnamed = lines.map((line) => line.assignmentId).filter((id) => id && !(id in this.questions));
    const told = await Promise.all(unnamed.map((id) => this.api.get(`/v1/assignments/${id}`).catch(() => null)));
    const named = unnamed.map((id, index) => [id, told[index]]).filter(([, assignment]) => assignment);
    if (named.length > 0) {
      this.questions = {...this.questions, ...Object.fromEntries(named.map(([id, {question}]) => [id, question ?? null]))};
    }
  }

  render() {
    return html`<section class="card stack" aria-labelledby="wallet">
      <h2 id="wallet">Your points</h2>
      ${this.wallet ? this.#figures() : this.problem ? html`<cl-error .error=${this.problem} retry @retry=${() => this.refresh()}></cl-error>` : html`<cl-loading lines="3"></cl-loading>`}
    </section>`;
  }

  #figures() {
    const {balance, held, debt, earnedTotal} = this.wallet;
    return html`
      <div class="tiles">
        <div class="tile"><span class="figure">${balance.toLocaleString()}</span><span class="hint">yours to spend</span></div>
        <div class="tile"><span class="figure">${held.toLocaleString()}</span><span class="hint">held until confirmed</span></div>
      </div>
      ${debt > 0 ? html`<p class="note warn">${points(debt)} were paid for answers that were reopened later; they come off what you earn next.</p>` : nothing}
      ${earnedTotal == null ? nothing : html`<p class="hint">Earned in all: ${points(earnedTotal)}</p>`}
      ${this.lines.length === 0
        ? html`<p class="soft">Nothing yet. Each answer that a customer confirms pays points.</p>`
        : html`<ol class="statement" aria-label="Statement">${repeat(this.lines, idOf, (line) => this.#line(line))}</ol>`}
      <p><a href="/rewards/">What your points buy</a></p>
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more</button></div>` : nothing}`;
  }

  #line(line) {
    const [word, tone] = STATES[line.state] ?? [line.state, ''];
    return html`<li>
      <span class="asked" dir="auto">${TITLES[line.rule] ?? this.questions[line.assignmentId] ?? 'An answer of yours'}</span>
      <span class="row"><b class=${SIGNS[line.state] === '+' ? 'plus' : 'soft'}>${SIGNS[line.state] ?? ''}${line.points.toLocaleString()}</b><span class="chip ${tone}">${word}</span></span>
      <span class="small soft">${line.explanation} <time datetime=${line.changedAt}>${clockTime(line.changedAt)}</time></span></li>`;
  }
}
customElements.define('cl-wallet', Wallet);
