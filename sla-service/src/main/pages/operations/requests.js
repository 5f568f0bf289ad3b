import {PageElement, ago, html, nothing, poll, priorityWord, repeat, statusWord} from '/kit/kit.js';

const REFRESH_MILLIS = 5000;
const FILTERS = [
  {name: 'status', title: 'Status', values: ['OPEN', 'IN_WORK', 'ANSWERED', 'RESOLVED', 'CANCELLED'], words: statusWord},
  {name: 'priority', title: 'Priority', values: ['URGENT', 'HIGH', 'NORMAL', 'LOW'], words: priorityWord},
  {name: 'channel', title: 'Channel', values: ['api', 'web'], words: (value) => value},
];

/** The community's requests, newest first, filtered. Fires `open` with a request's id. */
class Requests extends PageElement {
  static properties = {
    api: {attribute: false},
    items: {state: true},
    next: {state: true},
    problem: {state: true},
    filter: {state: true},
  };

  #stop = null;
  #asked = 0;

  constructor() {
    super();
    this.items = null;
    this.next = null;
    this.problem = null;
    this.filter = {};
  }

  connectedCallback() {
    super.connectedCallback();
    // Only the first page follows by itself: what one has unfolded should not jump.
    this.#stop = poll(() => (this.items?.length ?? 0) > 20 || this.#load(), REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #load = async (cursor = null) => {
    const asked = ++this.#asked;
    try {
      const page = await this.api.get('/v1/requests', {...this.filter, limit: 20, cursor});
      if (asked === this.#asked) {
        this.items = cursor ? [...this.items, ...page.items] : page.items;
        this.next = page.next ?? null;
        this.problem = null;
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.problem = error;
      }
      return false;
    }
    return true;
  };

  render() {
    return html`<section class="card stack" aria-labelledby="requests">
      <h2 id="requests">Requests</h2>
      <form class="filters" @change=${this.#filtered} @submit=${this.#find}>
        ${FILTERS.map((filter) => html`<div class="field">
          <label for="filter-${filter.name}">${filter.title}</label>
          <select id="filter-${filter.name}" name=${filter.name}>
            <option value="">any</option>
            ${filter.values.map((value) => html`<option value=${value}>${filter.words(value)}</option>`)}
          </select>
        </div>`)}
        <div class="field"><label for="filter-since">Asked since</label><input id="filter-since" name="createdAfter" type="datetime-local"></div>
        <div class="field"><label for="filter-id">Request id</label><input id="filter-id" name="id" autocomplete="off" spellcheck="false" placeholder="open one by its id"></div>
      </form>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${() => this.#load()}></cl-error>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="6"></cl-loading>`) : this.#list()}
    </section>`;
  }

  #list() {
    if (this.items.length === 0) {
      return html`<cl-empty heading="No request" text=${Object.values(this.filter).some(Boolean)
        ? 'None fits these filters.'
        : 'Post one with an API key, and it appears here within seconds.'}></cl-empty>`;
    }
    return html`<ul class="lines">${repeat(this.items, (item) => item.id, (item) => html`
        <li><button class="line" @click=${() => this.#open(item.id)}>
          <span class="clip">${item.text}</span>
          <span class="soft small">${ago(item.createdAt)}</span>
          <span class="row">
            <cl-status value=${item.status}></cl-status>
            ${item.priority === 'NORMAL' ? nothing : html`<cl-status value=${item.priority}></cl-status>`}
            ${item.understood === false ? html`<span class="chip warn">not understood</span>` : nothing}
            <span class="soft small">${item.alias}, by ${item.channel}${item.round > 1 ? `, round ${item.round}` : ''}</span>
          </span>
        </button></li>`)}</ul>
      ${this.next ? html`<div><button @click=${() => this.#load(this.next)}>Show more</button></div>` : nothing}`;
  }

  #open(id) {
    this.dispatchEvent(new CustomEvent('open', {detail: id}));
  }

  #filtered = (event) => {
    if (event.target.name === 'id') {
      return;
    }
    const {status, priority, channel, createdAfter} = Object.fromEntries(new FormData(event.currentTarget));
    this.filter = {status, priority, channel, createdAfter: createdAfter ? new Date(createdAfter).toISOString() : ''};
    this.items = null;
    this.#load();
  };

  #find = (event) => {
    event.preventDefault();
    const id = new FormData(event.target).get('id').trim();
    if (id) {
      this.#open(id);
    }
  };
}
customElements.define('cl-requests', Requests);
