import {PageElement, ago, html, nothing, repeat, toast} from '/kit/kit.js';
import {save} from '/kit/saving.js';

const SHOWN = 10;
const PAGE = 50;

/** One customer: what was asked, all that is kept as a file, and the way out. Fires `forgotten` with the id. */
class Customer extends PageElement {
  static properties = {
    api: {attribute: false},
    customer: {attribute: false},
    requests: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.requests = null;
    this.problem = null;
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#list();
  }

  render() {
    const {alias, createdAt, requests, unfinished} = this.customer;
    return html`<section class="card stack" aria-labelledby="customer-${this.customer.id}">
      <h2 id="customer-${this.customer.id}">${alias}</h2>
      <p class="soft">${requests.toLocaleString()} ${requests === 1 ? 'request' : 'requests'}, ${unfinished.toLocaleString()} not finished; first asked ${ago(createdAt)}. Members know this customer by that alias.</p>
      ${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
      ${this.requests === null ? (this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`) : this.#requests()}
      <div class="row">
        <button ?disabled=${this.busy} @click=${this.#download}>Download all that is kept</button>
        <button class="bad" ?disabled=${this.busy} @click=${this.#erase}>Forget this customer</button>
      </div>
    </section>`;
  }

  #requests() {
    return html`<ul class="requests" aria-label="Requests of ${this.customer.alias}">${repeat(this.requests, ({id}) => id, (request) => html`
      <li><a href="/operations/#request=${request.id}" dir="auto">${request.text}</a><span class="row"><cl-status value=${request.status}></cl-status><span class="soft small">${ago(request.createdAt)}</span></span></li>`)}</ul>`;
  }

  #list = async () => {
    try {
      this.requests = (await this.api.get('/v1/requests', {customerId: this.customer.id, limit: SHOWN})).items;
    } catch (error) {
      this.problem = error;
    }
  };

  /** A page of conversations after the other; that it was asked for stands in the audit. */
  #download = async () => {
    this.busy = true;
    this.problem = null;
    try {
      const conversations = [];
      let kept;
      let cursor = null;
      do {
        kept = await this.api.get(`/v1/customers/${this.customer.id}/data`, {limit: PAGE, cursor});
        conversations.push(...kept.conversations.items);
        cursor = kept.conversations.next ?? null;
      } while (cursor);
      const all = {customer: kept.customer, contact: kept.contact, conversations};
      save(new Blob([JSON.stringify(all, null, 2)], {type: 'application/json'}), `customer-${this.customer.id}.json`);
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  #erase = async () => {
    const {alias, unfinished, id} = this.customer;
    const ends = unfinished === 0 ? '' : ` ${unfinished === 1 ? 'One request that is not finished is' : `${unfinished} requests that are not finished are`} cancelled.`;
    if (!confirm(`Forget ${alias} for good? Name, address and all that was written in the requests are cleared in all services, and nothing brings them back.${ends}`)) {
      return;
    }
    this.busy = true;
    try {
      await this.api.post(`/v1/customers/${id}/erase`);
      toast(`${alias} is being forgotten.`);
      this.dispatchEvent(new CustomEvent('forgotten', {detail: id}));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-customer', Customer);
