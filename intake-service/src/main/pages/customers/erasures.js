import {PageElement, ago, clockTime, html, nothing, poll, repeat} from '/kit/kit.js';

const REFRESH_MILLIS = 5000;
const SHOWN = 20;
const STATES = {
  CLEARING: ['being cleared', 'warn'],
  SPREADING: ['cleared here', 'warn'],
  FORGETTING: ['cleared everywhere', 'accent'],
  DONE: ['forgotten', 'good'],
};

/** The proof: what was cleared where, and until when the log of facts still has it. */
class Erasures extends PageElement {
  static properties = {
    api: {attribute: false},
    items: {state: true},
    next: {state: true},
    problem: {state: true},
  };

  #stop;

  constructor() {
    super();
    this.items = null;
    this.next = null;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.refresh, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  refresh = async () => {
    try {
      const {items, next} = await this.api.get('/v1/erasures', {limit: SHOWN});
      const fresh = new Set(items.map(({id}) => id));
      const older = (this.items ?? []).filter(({id}) => !fresh.has(id));
      this.items = [...items, ...older];
      this.next = older.length ? this.next : next ?? null;
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  render() {
    return html`<section class="card stack" aria-labelledby="erasures">
      <h2 id="erasures" tabindex="-1">Erasures</h2>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.refresh}></cl-error>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`) : this.#list()}
    </section>`;
  }

  #list() {
    if (this.items.length === 0) {
      return html`<cl-empty heading="Nobody was forgotten yet" text="Each erasure stands here with what was cleared where."></cl-empty>`;
    }
    return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="erasures"><table>
        <thead><tr><th scope="col">Of</th><th scope="col">Asked by</th><th scope="col">When</th><th scope="col">Cleared</th><th scope="col">State</th></tr></thead>
        <tbody>${repeat(this.items, ({id}) => id, (each) => this.#erasure(each))}</tbody></table></div>
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more</button></div>` : nothing}`;
  }

  #erasure({why, askedBy, askedAt, state, services, forgottenAt}) {
    const [word, tone] = STATES[state] ?? [state.toLowerCase(), ''];
    return html`<tr>
      <th scope="row">${why === 'CUSTOMER' ? 'a customer' : 'what is older than it is kept'}</th>
      <td>${askedBy}</td><td>${ago(askedAt)}</td>
      <td>${services.map(({name, requests, texts}) => html`<div>${name}: ${texts.toLocaleString()} ${texts === 1 ? 'text' : 'texts'} of ${requests.toLocaleString()} ${requests === 1 ? 'request' : 'requests'}</div>`)}</td>
      <td><span class="chip ${tone}">${word}</span>${state === 'FORGETTING' ? html`<div class="hint">the log of facts forgets on ${clockTime(forgottenAt)}</div>` : nothing}</td></tr>`;
  }

  #more = async () => {
    try {
      const {items, next} = await this.api.get('/v1/erasures', {limit: SHOWN, cursor: this.next});
      this.items = [...this.items, ...items];
      this.next = next ?? null;
    } catch (error) {
      this.problem = error;
    }
  };
}
customElements.define('cl-erasures', Erasures);
