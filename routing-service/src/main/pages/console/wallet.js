import {PageElement, clockTime, html, nothing, points, poll} from '/kit/kit.js';

const REFRESH_MILLIS = 10_000;
const KINDS = {HELD: 'Held', RELEASED: 'Paid out', VOIDED: 'Hold ended', CLAWED_BACK: 'Taken back', DEBT_REPAID: 'Set against debt', REDEEMED: 'Spent'};
/** Only what moves the points one can spend has a colour. */
const TONES = {RELEASED: 'plus', CLAWED_BACK: 'minus', REDEEMED: 'minus'};

/** The member's points, and where each came from. */
class Wallet extends PageElement {
  static properties = {
    api: {attribute: false},
    wallet: {state: true},
    lines: {state: true},
    next: {state: true},
    problem: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.wallet = null;
    this.lines = [];
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
      const fresh = new Set(statement.items.map((line) => line.transferId));
      const older = this.lines.filter((line) => !fresh.has(line.transferId));
      this.lines = [...statement.items, ...older];
      if (older.length === 0) {
        this.next = statement.next ?? null;
      }
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  }

  #more = async () => {
    try {
      const page = await this.api.get('/v1/wallets/me/statement', {cursor: this.next, limit: 20});
      const known = new Set(this.lines.map((line) => line.transferId));
      this.lines = [...this.lines, ...page.items.filter((line) => !known.has(line.transferId))];
      this.next = page.next ?? null;
    } catch (error) {
      this.problem = error;
    }
  };

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
        : html`<ol class="statement" aria-label="Statement">${this.lines.map((line) => html`
            <li><span>${KINDS[line.kind] ?? line.kind}</span>
              <b class=${TONES[line.kind] ?? 'soft'}>${line.amount > 0 ? '+' : ''}${line.amount.toLocaleString()}</b>
              <span class="small soft">${line.explanation} · <time datetime=${line.at}>${clockTime(line.at)}</time></span></li>`)}</ol>`}
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more</button></div>` : nothing}`;
  }
}
customElements.define('cl-wallet', Wallet);
