import {PageElement, ago, clockTime, clockWord, html, money, nothing, poll, priorityWord, repeat, toastError} from '/kit/kit.js';
import {percent} from '/operations/overview.js';

const CHECK_MILLIS = 10_000;
const MUCH_FOR_TEN = 0.5;

/** What an operator should look at: one line a request, grouped by what is worst about it. Fires `open` with a request's id. */
class Alerts extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the overview's: {requestId, priority, kind, at, clock, step, more, acknowledgement} */
    raised: {attribute: false},
    /** how much of the work the ten busiest members carry */
    topTen: {type: Number},
    ledger: {state: true},
    /** what contractors may cost today */
    day: {state: true},
    /** the requests whose acknowledgement is on its way */
    busy: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.raised = [];
    this.ledger = null;
    this.day = null;
    this.busy = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.#check, CHECK_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #check = async () => {
    [this.ledger, this.day] = await Promise.all(['/v1/ledger/sum', '/v1/contractor-days/current'].map((path) => this.api.get(path).catch(() => null)));
  };

  async #acknowledge(request) {
    this.busy = new Set([...this.busy, request]);
    try {
      const acknowledgement = await this.api.post(`/v1/overview/alerts/${request}/acknowledge`);
      this.raised = this.raised.map((alert) => (alert.requestId === request ? {...alert, acknowledgement} : alert));
    } catch (error) {
      toastError(error);
    } finally {
      this.busy = new Set([...this.busy].filter((each) => each !== request));
    }
  }

  get #standing() {
    const {ledger} = this;
    const standing = [];
    if (ledger && ledger.sum !== 0) {
      standing.push({id: 'ledger', tone: 'bad', word: 'ledger', text: html`The points do not add up: all balances together are ${ledger.sum.toLocaleString()} and not zero. <span class="mono">./crowdline ledger verify</span> names the first transfer that differs.`});
    }
    if (this.day?.usedUp && this.day.budgetCents > 0) {
      const {budgetCents, price, endsAt} = this.day;
      standing.push({id: 'contractors', tone: 'bad', word: 'contractors', text: `${money(budgetCents, price.currency)} for contractors are used up until ${clockTime(endsAt)}; specialists are asked instead.`});
    }
    if (this.topTen > MUCH_FOR_TEN) {
      standing.push({id: 'ten', tone: 'warn', word: 'risk', text: `Ten members carry ${percent(this.topTen)} of the work. If they stop, so does most of it.`});
    }
    return standing;
  }

  #line(alert) {
    const {request, acknowledgement} = alert;
    return html`<li class="alert">
      <span class="text">${alert.text}${acknowledgement ? html` <span class="hint">Seen by ${acknowledgement.by} ${ago(acknowledgement.at)}.</span>` : nothing}</span>
      ${request ? html`<span class="row">
        <button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('open', {detail: request}))}>Look</button>
        ${acknowledgement ? nothing : html`<button class="quiet" ?disabled=${this.busy.has(request)} @click=${() => this.#acknowledge(request)}>Acknowledge</button>`}
      </span>` : nothing}</li>`;
  }

  #group({word, tone, lines}) {
    return html`<li><h3 class="row"><span class="chip ${tone}">${word}</span> <span class="hint">${lines.length}</span></h3>
      <ul class="lines">${repeat(lines, (alert) => alert.id, (alert) => this.#line(alert))}</ul></li>`;
  }

  render() {
    const alerts = this.raised.map(alertOf);
    const news = [...this.#standing, ...alerts.filter((alert) => !alert.acknowledgement)];
    const seen = alerts.filter((alert) => alert.acknowledgement);
    return html`<section class="card stack tight" aria-labelledby="alerts">
      <h2 id="alerts">Alerts${news.length ? ` (${news.length})` : ''}</h2>
      ${news.length === 0
        ? html`<cl-empty heading="Nothing needs you" text="What misses a target or has no step left appears here."></cl-empty>`
        : html`<ul class="lines scroll" tabindex="0" aria-labelledby="alerts">${repeat(groups(news), (group) => group.word, (group) => this.#group(group))}</ul>`}
      ${seen.length > 0 ? html`<details><summary>Seen (${seen.length})</summary>
        <ul class="lines scroll" tabindex="0" aria-label="Seen alerts">${repeat(seen, (alert) => alert.id, (alert) => this.#line(alert))}</ul></details>` : nothing}
    </section>`;
  }
}
customElements.define('cl-alerts', Alerts);

/** Those with the same word together, in the order in which the words come first. */
function groups(alerts) {
  const byWord = new Map();
  for (const alert of alerts) {
    const {word, tone} = alert;
    byWord.set(word, byWord.get(word) ?? {word, tone, lines: []});
    byWord.get(word).lines.push(alert);
  }
  return [...byWord.values()];
}

function alertOf({requestId, priority, kind, at, clock, step, more, acknowledgement}) {
  const common = {id: requestId, request: requestId, acknowledgement};
  const what = priority === 'NORMAL' ? 'A request' : `A request (${priorityWord(priority)})`;
  const besides = more > 0 ? ` ${more} more of it.` : '';
  switch (kind) {
    case 'EXHAUSTED':
      return {...common, tone: 'bad', word: 'no step left', text: `${what} reached the end of its plan ${ago(at)}. It is offered again whenever somebody suitable comes online.${besides}`};
    case 'BREACHED':
      return {...common, tone: 'bad', word: 'missed', text: `${what} missed its target for ${clockWord(clock)} ${ago(at)}.${besides}`};
    default:
      return {...common, tone: 'warn', word: `step ${step}`, text: `${what} reached escalation step ${step} ${ago(at)}.${besides}`};
  }
}
