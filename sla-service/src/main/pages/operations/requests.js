import {PageElement, ago, clockWord, duration, html, nothing, now, poll, priorityWord, repeat, statusWord} from '/kit/kit.js';
import {sliceWords, sliced} from '/operations/slices.js';

const REFRESH_MILLIS = 5000;
const TOPICS_MILLIS = 60_000;
const STEP = 20;
const MOST_A_PAGE = 200;
/** What is answered or over is late no more, whatever was heard a moment ago. */
const WANT_HELP = ['OPEN', 'IN_WORK'];
const FILTERS = [
  {name: 'status', title: 'Status', values: ['OPEN', 'IN_WORK', 'ANSWERED', 'RESOLVED', 'CANCELLED'], words: statusWord},
  {name: 'priority', title: 'Priority', values: ['URGENT', 'HIGH', 'NORMAL', 'LOW'], words: priorityWord},
  {name: 'channel', title: 'Channel', values: ['api', 'web'], words: (value) => value},
];

/**
 * The community's requests, newest first, filtered; or those behind a number of the page. Fires `open` with a request's
 * id, `act` with {request}, and `all` when the number does not matter any more.
 */
class Requests extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the number whose requests are shown; null for all */
    slice: {attribute: false},
    items: {state: true},
    /** whether there are more */
    more: {state: true},
    /** what is near its target or past it, by request: {clock, dueAt, breached} */
    late: {state: true},
    problem: {state: true},
    filter: {state: true},
    /** names of those that can be filtered by */
    topics: {state: true},
  };

  #stops = [];
  #asked = 0;
  /** Who is called as the filter says, the surest first; null until they are looked for. */
  #customers = null;
  /** How many are shown, if there are so many. */
  #wanted = STEP;

  constructor() {
    super();
    this.slice = null;
    this.items = null;
    this.more = false;
    this.late = new Map();
    this.problem = null;
    this.filter = {};
    this.topics = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stops = [poll(this.refresh, REFRESH_MILLIS), poll(this.#lateness, REFRESH_MILLIS), poll(this.#nameTopics, TOPICS_MILLIS)];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stops.forEach((stop) => stop());
  }

  /** Another number has other requests; who chose it goes on here. */
  updated(changed) {
    if (changed.has('slice') && changed.get('slice') !== undefined) {
      this.items = null;
      this.#wanted = STEP;
      this.refresh();
      this.querySelector('h2').focus();
    }
  }

  /** Asks for all that is shown, again. */
  refresh = async () => {
    const asked = ++this.#asked;
    const items = [];
    let cursor = null;
    try {
      do {
        const limit = Math.min(MOST_A_PAGE, this.#wanted - items.length);
        const page = this.slice
          ? await sliced(this.api, this.slice, {limit, cursor})
          : await this.#found({limit, cursor});
        items.push(...page.items);
        cursor = page.next ?? null;
      } while (cursor && items.length < this.#wanted);
    } catch (error) {
      if (asked === this.#asked) {
        this.problem = error;
      }
      return false;
    }
    if (asked === this.#asked) {
      this.items = items;
      this.more = cursor !== null;
      this.problem = null;
    }
    return true;
  };

  /** A customer is looked for by name first, which stays out of addresses. */
  async #found(page) {
    const {customer, ...filter} = this.filter;
    if (!customer) {
      return this.api.get('/v1/requests', {...filter, ...page});
    }
    if (!this.#customers?.length) {
      this.#customers = (await this.api.post('/v1/customers/lookup', {identifier: customer})).items;
    }
    return this.#customers.length ? this.api.get('/v1/requests', {...filter, ...page, customerId: this.#customers[0].id}) : {items: []};
  }

  #nameTopics = async () => {
    try {
      this.topics = (await this.api.get('/v1/topics')).items.map((topic) => topic.name);
      return true;
    } catch {
      // The list is of use without them.
      return false;
    }
  };

  /** The most pressing come first, so those that are left out are the least late. */
  #lateness = async () => {
    try {
      const {items} = await this.api.get('/v1/overdue', {limit: MOST_A_PAGE});
      this.late = new Map(items.map((each) => [each.requestId, each]));
      return true;
    } catch {
      // What was heard stays until the service answers again.
      return false;
    }
  };

  render() {
    return html`<section class="card stack" aria-labelledby="requests">
      <h2 id="requests" tabindex="-1">Requests</h2>
      ${this.slice ? this.#only() : this.#filters()}
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.refresh}></cl-error>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="6"></cl-loading>`) : this.#list()}
    </section>`;
  }

  #only() {
    return html`<div class="row"><span class="chip accent">Only: ${sliceWords(this.slice)}</span>
      <button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('all'))}>Show all requests</button></div>`;
  }

  #filters() {
    return html`<form class="filters" @change=${this.#filtered} @submit=${this.#find}>
        ${FILTERS.map((filter) => html`<div class="field">
          <label for="filter-${filter.name}">${filter.title}</label>
          <select id="filter-${filter.name}" name=${filter.name}>
            <option value="">any</option>
            ${filter.values.map((value) => html`<option value=${value}>${filter.words(value)}</option>`)}
          </select>
        </div>`)}
        <div class="field"><label for="filter-topic">Topic</label>
          <select id="filter-topic" name="topic">
            <option value="">any</option>
            ${this.topics.map((topic) => html`<option value=${topic}>${topic}</option>`)}
          </select>
        </div>
        <div class="field"><label for="filter-words">Words of the conversation</label><input id="filter-words" name="words" type="search" maxlength="200" autocomplete="off"></div>
        <div class="field"><label for="filter-customer">Customer</label><input id="filter-customer" name="customer" type="search" maxlength="254" autocomplete="off" spellcheck="false" placeholder="reference, e-mail or phone"></div>
        <div class="field"><label for="filter-since">Asked since</label><input id="filter-since" name="createdAfter" type="datetime-local"></div>
        <div class="field"><label for="filter-id">Request id</label><input id="filter-id" name="id" autocomplete="off" spellcheck="false" placeholder="open one by its id"></div>
      </form>`;
  }

  #list() {
    if (this.items.length === 0) {
      return html`<cl-empty heading="No request" text=${this.slice || Object.values(this.filter).some(Boolean)
        ? 'None fits now.'
        : 'Post one with an API key, and it appears here within seconds.'}></cl-empty>`;
    }
    return html`<ul class="lines">${repeat(this.items, (item) => item.id, (item) => html`
        <li class="request"><button class="line" @click=${() => this.#open(item.id)}>
          <span class="clip">${item.text}</span>
          <span class="soft small">${ago(item.createdAt)}</span>
          <span class="row">
            <cl-status value=${item.status}></cl-status>
            ${item.priority === 'NORMAL' ? nothing : html`<cl-status value=${item.priority}></cl-status>`}
            ${this.#late(item)}
            ${item.understood === false ? html`<span class="chip warn">not understood</span>` : nothing}
            <span class="soft small">${item.alias}${item.channel ? `, by ${item.channel.toLowerCase()}` : ''}${item.round > 1 ? `, round ${item.round}` : ''}</span>
          </span>
        </button>
        <button class="quiet" aria-label="Act on: ${item.text.slice(0, 60)}" @click=${() => this.dispatchEvent(new CustomEvent('act', {detail: {request: item}}))}>Act</button></li>`)}</ul>
      ${this.more ? html`<div><button @click=${this.#showMore}>Show more</button></div>` : nothing}`;
  }

  #late({id, status}) {
    const late = this.late.get(id);
    if (!late || !WANT_HELP.includes(status)) {
      return nothing;
    }
    const seconds = (now() - Date.parse(late.dueAt)) / 1000;
    return seconds > 0
      ? html`<span class="chip bad">${duration(seconds)} late: ${clockWord(late.clock)}</span>`
      : html`<span class="chip warn">${clockWord(late.clock)} due in ${duration(-seconds)}</span>`;
  }

  #showMore = () => {
    this.#wanted += STEP;
    return this.refresh();
  };

  #open(id) {
    this.dispatchEvent(new CustomEvent('open', {detail: id}));
  }

  #filtered = (event) => {
    if (event.target.name === 'id') {
      return;
    }
    this.#read(event.currentTarget);
  };

  #read(form) {
    const {id: _, createdAfter, ...others} = Object.fromEntries(new FormData(form));
    this.filter = {...others, createdAfter: createdAfter ? new Date(createdAfter).toISOString() : ''};
    this.#customers = null;
    this.items = null;
    this.#wanted = STEP;
    this.refresh();
  }

  #find = (event) => {
    event.preventDefault();
    const id = new FormData(event.target).get('id').trim();
    if (id) {
      this.#open(id);
    } else {
      this.#read(event.target);
    }
  };
}
customElements.define('cl-requests', Requests);
