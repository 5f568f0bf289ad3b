import {PageElement, ago, clockWord, html, nothing, poll, priorityWord, repeat} from '/kit/kit.js';
import {percent} from '/operations/overview.js';

const LEDGER_MILLIS = 30_000;
const MUCH_FOR_TEN = 0.5;
const SHOWN = 10;

/** What an operator should look at. Fires `open` with a request's id. */
class Alerts extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the overview's: {requestId, priority, kind, at, clock, step} */
    raised: {attribute: false},
    /** how much of the work the ten busiest members carry */
    topTen: {type: Number},
    ledger: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.raised = [];
    this.ledger = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.#check, LEDGER_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #check = async () => {
    this.ledger = await this.api.get('/v1/ledger/check').catch(() => null);
  };

  get #alerts() {
    const {ledger} = this;
    const standing = [];
    if (ledger && (ledger.sum !== 0 || ledger.negativeWallets > 0)) {
      standing.push({id: 'ledger', tone: 'bad', word: 'ledger', text: `The points do not add up: sum ${ledger.sum}, ${ledger.negativeWallets} wallets below zero.`});
    }
    if (this.topTen > MUCH_FOR_TEN) {
      standing.push({id: 'ten', tone: 'warn', word: 'risk', text: `Ten members carry ${percent(this.topTen)} of the work. If they stop, so does most of it.`});
    }
    return [...standing, ...this.raised.map(alertOf)];
  }

  render() {
    const alerts = this.#alerts;
    return html`<section class="card stack tight" aria-labelledby="alerts">
      <h2 id="alerts">Alerts${alerts.length ? ` (${alerts.length})` : ''}</h2>
      ${alerts.length === 0
        ? html`<cl-empty heading="Nothing needs you" text="What misses a target or has no step left appears here."></cl-empty>`
        : html`<ul class="lines">${repeat(alerts.slice(0, SHOWN), (alert) => alert.id, (alert) => html`
            <li class="alert"><span class="chip ${alert.tone}">${alert.word}</span>
              ${alert.request ? html`<button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('open', {detail: alert.request}))}>Look</button>` : nothing}
              <span class="text">${alert.text}</span></li>`)}</ul>`}
      ${alerts.length > SHOWN ? html`<p class="hint">The ${SHOWN} latest of ${alerts.length}; <a href="/overdue/">the overdue list</a> has all that is late.</p>` : nothing}
    </section>`;
  }
}
customElements.define('cl-alerts', Alerts);

function alertOf({requestId, priority, kind, at, clock, step}) {
  const common = {id: `${kind}${requestId}${clock ?? step ?? ''}`, request: requestId};
  const what = priority === 'NORMAL' ? 'A request' : `A request (${priorityWord(priority)})`;
  switch (kind) {
    case 'EXHAUSTED':
      return {...common, tone: 'bad', word: 'no step left', text: `${what} reached the end of its plan ${ago(at)}. It is offered again whenever somebody suitable comes online.`};
    case 'BREACHED':
      return {...common, tone: 'bad', word: 'missed', text: `${what} missed its target for ${clockWord(clock)} ${ago(at)}.`};
    default:
      return {...common, tone: 'warn', word: `step ${step}`, text: `${what} reached escalation step ${step} ${ago(at)}.`};
  }
}
