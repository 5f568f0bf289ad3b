import {clockTime, html, nothing, points, poll, repeat, toastError} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {KINDS} from '/rewards/kinds.js';
import '/kit/days.js';
import '/rewards/board.js';
import '/rewards/rank.js';
import '/rewards/taking.js';
import '/rewards/earning.js';
import '/rewards/reviewed.js';
import '/rewards/years.js';

const REFRESH_MILLIS = 10_000;
const LINES = 20;
/** What the chart is drawn from; the most that one page of a statement has. */
const DRAWN = 200;
const DAYS = 30;
const DAY_MILLIS = 86_400_000;

const LINE_STATES = {
  HELD: ['Held', ''], PAID: ['Paid', 'good'], VOID: ['Not paid', 'warn'],
  RESERVED: ['Reserved', ''], SPENT: ['Spent', ''], REFUNDED: ['Refunded', 'warn'],
  ADDED: ['Added', 'good'], TAKEN_OFF: ['Taken off', 'warn'], EXPIRED: ['Expired', 'warn'],
};
const TAKEN_STATES = {RESERVED: ['On its way', 'accent'], FULFILLED: ['Yours', 'good'], REFUNDED: ['Refunded', 'warn']};
const SIGNS = {PAID: '+', ADDED: '+', SPENT: '−', RESERVED: '−', TAKEN_OFF: '−', EXPIRED: '−'};
const idOf = (line) => `${line.assignmentId ?? line.redemptionId ?? line.correctionId ?? line.expiryId ?? line.requestId}/${line.rule}`;

/** A member's points: what there is, what it buys, what was taken, and how it came about. */
class Rewards extends SignedInPage {
  static roles = ['contributor', 'specialist'];
  static purpose = 'Your points, and what they buy';
  static about = 'Each answer that a customer confirms earns points. Here you see them, and take something for them.';
  static properties = {
    ...SignedInPage.properties,
    wallet: {state: true},
    /** what expires when */
    expiry: {state: true},
    items: {state: true},
    taken: {state: true},
    moreTaken: {state: true},
    lines: {state: true},
    moreLines: {state: true},
    drawn: {state: true},
    rank: {state: true},
    /** codes that were shown again, by redemption; gone with the page */
    revealed: {state: true},
    problem: {state: true},
  };

  #stop = null;
  /** the statement as it was read last, further than is shown */
  #whole = [];

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.wallet = null;
    this.expiry = {items: []};
    this.items = [];
    this.taken = [];
    this.moreTaken = null;
    this.lines = [];
    this.moreLines = null;
    this.drawn = [];
    this.rank = null;
    this.#whole = [];
    this.revealed = {};
    this.problem = null;
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
      const [wallet, expiry, rank, {items}, taken, statement] = await Promise.all([
        this.api.get('/v1/wallets/me'),
        this.api.get('/v1/wallets/me/expiry'),
        this.api.get('/v1/ranks/me'),
        this.api.get('/v1/catalogue'),
        this.api.get('/v1/redemptions', {limit: LINES}),
        this.api.get('/v1/wallets/me/statement', {limit: DRAWN}),
      ]);
      this.wallet = wallet;
      this.expiry = expiry;
      this.rank = rank;
      this.items = items;
      [this.taken, this.moreTaken] = onTop(taken, this.taken, (each) => each.id, this.moreTaken);
      this.drawn = byDay(statement);
      const shown = Math.max(LINES, this.lines.length);
      const known = {items: statement.items.slice(0, shown), next: statement.next};
      [this.lines, this.moreLines] = onTop(known, this.lines, idOf, this.moreLines);
      this.#whole = statement.items;
      this.problem = null;
      this.shell.connection = 'live';
      return true;
    } catch (error) {
      this.problem = error;
      this.shell.connection = error.status === 404 ? 'live' : 'offline';
      return false;
    }
  };

  #showMoreTaken = async () => {
    try {
      const {items, next} = await this.api.get('/v1/redemptions', {limit: LINES, cursor: this.moreTaken});
      this.taken = [...this.taken, ...items];
      this.moreTaken = next ?? null;
    } catch (error) {
      toastError(error);
    }
  };

  #showMoreLines = async () => {
    const here = this.#whole.length > this.lines.length;
    if (here) {
      this.lines = this.#whole.slice(0, this.lines.length + LINES);
      return;
    }
    try {
      const {items, next} = await this.api.get('/v1/wallets/me/statement', {limit: LINES, cursor: this.moreLines});
      this.lines = [...this.lines, ...items];
      this.moreLines = next ?? null;
    } catch (error) {
      toastError(error);
    }
  };

  #reveal = async ({id}) => {
    try {
      const {code} = await this.api.post(`/v1/redemptions/${id}/reveal`);
      this.revealed = {...this.revealed, [id]: code};
      this.load();
    } catch (error) {
      toastError(error);
    }
  };

  #take = (item) => this.querySelector('cl-taking').ask(item, this.wallet.balance);

  content() {
    if (!this.wallet) {
      return this.problem?.status === 404
        ? html`<cl-empty heading="You are no member yet" text="Join the community first; your points are here from your first answer on."><a class="button first" href="/console/">Join in the console</a></cl-empty>`
        : this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.load}></cl-error>` : html`<cl-loading lines="12"></cl-loading>`;
    }
    return html`<div class="stack loose">
      <h1>Rewards</h1>
      ${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
      ${this.#points()}
      <cl-rank .rank=${this.rank}></cl-rank>
      ${this.#shop()}
      <div class="columns">${this.#statement()}${this.#mine()}</div>
      <cl-reviewed .api=${this.api}></cl-reviewed>
      <cl-board .api=${this.api}></cl-board>
      <cl-taking .api=${this.api} @taken=${this.load}></cl-taking>
    </div>`;
  }

  #points() {
    const {balance, held, reserved, debt, earnedTotal} = this.wallet;
    return html`<section class="card stack" aria-labelledby="points">
      <h2 id="points">Your points</h2>
      <div class="tiles">
        <div class="tile good"><span class="figure">${balance.toLocaleString()}</span><span class="hint">to spend</span></div>
        <div class="tile"><span class="figure">${held.toLocaleString()}</span><span class="hint">held until a customer confirms</span></div>
        ${reserved > 0 ? html`<div class="tile"><span class="figure">${reserved.toLocaleString()}</span><span class="hint">set aside for what is on its way</span></div>` : nothing}
        <div class="tile"><span class="figure">${earnedTotal.toLocaleString()}</span><span class="hint">earned in all</span></div>
      </div>
      ${debt > 0 ? html`<p class="note warn">${points(debt)} were paid for answers that were reopened later; they come off what you earn next.</p>` : nothing}
      ${this.expiry.items.map((each) => html`<p class="note warn">${points(each.points)} ${each.points === 1 ? 'expires' : 'expire'} on <time datetime=${each.expiresAt}>${dayOf(each.expiresAt)}</time> if you do not spend ${each.points === 1 ? 'it' : 'them'} before. The oldest are spent first.</p>`)}
      ${this.drawn.some((day) => day.came || day.went) ? html`<cl-days .days=${this.drawn}></cl-days>` : nothing}
    </section>`;
  }

  #shop() {
    return html`<section class="card stack" aria-labelledby="shop">
      <h2 id="shop">Shop</h2>
      ${this.items.length === 0
        ? html`<cl-empty heading="Nothing is on offer just now" text="Your points stay yours; look in again."></cl-empty>`
        : html`<ul class="shop">${repeat(this.items, (item) => item.id, (item) => this.#item(item))}</ul>`}
    </section>`;
  }

  #item(item) {
    const soldOut = item.remaining === 0;
    const missing = item.price - this.wallet.balance;
    const from = item.fromRung > this.rank.rung ? this.rank.ladder.find((step) => step.rung === item.fromRung)?.name : null;
    return html`<li>
      <div class="row apart"><h3 dir="auto">${item.name}</h3><span class="chip">${KINDS[item.kind] ?? item.kind.toLowerCase()}</span></div>
      <div class="stack tight">
        ${item.description ? html`<p class="said small" dir="auto">${item.description}</p>` : nothing}
        <p class="hint">${[
          soldOut || item.remaining == null ? '' : `${item.remaining.toLocaleString()} left`,
          item.region ? `For ${item.region}` : '',
          item.validTo ? `Until ${clockTime(item.validTo)}` : '',
        ].filter(Boolean).join(' · ')}</p>
      </div>
      <div class="row apart"><b class="price">${points(item.price)}</b>
        ${soldOut ? html`<span class="chip warn">Sold out</span>`
          : from ? html`<span class="chip" dir="auto">From rank ${from}</span>`
          : missing > 0 ? html`<span class="hint">${points(missing)} to go</span>`
          : html`<button class="first" @click=${() => this.#take(item)}>Take it<span class="unseen"> ${item.name}</span></button>`}
      </div></li>`;
  }

  #statement() {
    const more = this.#whole.length > this.lines.length || this.moreLines;
    return html`<section class="card stack" aria-labelledby="statement">
      <h2 id="statement">Statement</h2>
      ${this.lines.length === 0
        ? html`<p class="soft">Nothing yet. Each answer that a customer confirms pays points.</p>`
        : html`<ol class="entries">${repeat(this.lines, idOf, (line) => {
          const [word, tone] = LINE_STATES[line.state] ?? [line.state.toLowerCase(), ''];
          return html`<li>
            <span dir="auto">${line.explanation}</span>
            <span class="row"><b class=${SIGNS[line.state] === '+' ? 'plus' : 'soft'}>${SIGNS[line.state] ?? ''}${line.points.toLocaleString()}</b><span class="chip ${tone}">${word}</span></span>
            <span class="whole hint"><time datetime=${line.changedAt}>${clockTime(line.changedAt)}</time></span></li>`;
        })}</ol>`}
      ${more ? html`<div><button class="quiet" @click=${this.#showMoreLines}>Show more of the statement</button></div>` : nothing}
      <cl-earning .api=${this.api}></cl-earning>
      <cl-years .api=${this.api} .headers=${this.headers}></cl-years>
    </section>`;
  }

  #mine() {
    return html`<section class="card stack" aria-labelledby="mine">
      <h2 id="mine">What you took</h2>
      ${this.taken.length === 0
        ? html`<p class="soft">Nothing yet.</p>`
        : html`<ol class="entries">${repeat(this.taken, (each) => each.id, (each) => this.#one(each))}</ol>`}
      ${this.moreTaken ? html`<div><button class="quiet" @click=${this.#showMoreTaken}>Show more of what you took</button></div>` : nothing}
    </section>`;
  }

  #one(each) {
    const [word, tone] = TAKEN_STATES[each.state] ?? [each.state.toLowerCase(), ''];
    const code = this.revealed[each.id];
    return html`<li>
      <b dir="auto">${each.item}</b><span class="chip ${tone}">${word}</span>
      <span class="whole hint">${points(each.points)} · <time datetime=${each.requestedAt}>${clockTime(each.requestedAt)}</time>${each.reveals ? html` · shown again ${each.reveals === 1 ? 'once' : `${each.reveals} times`}` : nothing}</span>
      ${each.state === 'REFUNDED' ? html`<span class="whole small">It could not be handed out; your points are back.</span>` : nothing}
      ${!each.hasCode ? nothing
        : code ? html`<code class="secret whole">${code}</code>`
        : html`<span class="whole"><button @click=${() => this.#reveal(each)}>Show the code again<span class="unseen"> ${each.item}</span></button></span>`}
    </li>`;
  }
}
customElements.define('cl-rewards', Rewards);

const dayOf = (at) => new Date(at).toLocaleDateString(undefined, {day: 'numeric', month: 'long', year: 'numeric'});

/** New ones come on top, what was unfolded stays; the cursor is the one behind the last that is shown. */
function onTop({items, next}, shown, idOf, more) {
  const fresh = new Set(items.map(idOf));
  const older = shown.filter((each) => !fresh.has(idOf(each)));
  return [[...items, ...older], older.length ? more : next ?? null];
}

/** What came and went on each of the last days; fewer days where the lines do not reach as far back. */
function byDay({items, next}) {
  const today = Date.parse(new Date().toISOString().slice(0, 10));
  const reach = next ? Date.parse(items.at(-1).beganAt.slice(0, 10)) + DAY_MILLIS : 0;
  const days = new Map();
  for (let at = today - (DAYS - 1) * DAY_MILLIS; at <= today; at += DAY_MILLIS) {
    if (at >= reach) {
      days.set(new Date(at).toISOString().slice(0, 10), {came: 0, went: 0});
    }
  }
  for (const {state, points: count, changedAt} of items) {
    const day = days.get(changedAt.slice(0, 10));
    if (day && ['PAID', 'ADDED'].includes(state)) {
      day.came += count;
    } else if (day && ['SPENT', 'TAKEN_OFF', 'EXPIRED'].includes(state)) {
      day.went += count;
    }
  }
  return [...days].map(([day, both]) => ({day, ...both}));
}
