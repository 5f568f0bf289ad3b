import {PageElement, ago, html, nothing, poll, repeat, toast} from '/kit/kit.js';
import {short} from '/webhooks/words.js';

const REFRESH_MILLIS = 5000;
const SHOWN = 20;
const STATES = [['', 'All'], ['WAITING', 'Tried again'], ['FAILED', 'Given up'], ['DELIVERED', 'Arrived']];
const WORDS = {WAITING: ['tried again', 'warn'], FAILED: ['given up', 'bad'], DELIVERED: ['arrived', 'good']};

/** What became of events at one program: each can be told again, or all from one on. Fires `changed`. */
class Deliveries extends PageElement {
  static properties = {
    api: {attribute: false},
    hook: {attribute: false},
    state: {state: true},
    items: {state: true},
    next: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  #stop;

  constructor() {
    super();
    this.state = '';
    this.items = null;
    this.next = null;
    this.problem = null;
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.refresh, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  get #path() {
    return `/v1/webhooks/${this.hook.id}/deliveries`;
  }

  #page(cursor) {
    return this.api.get(this.#path, {limit: SHOWN, ...(this.state ? {state: this.state} : {}), ...(cursor ? {cursor} : {})});
  }

  refresh = async () => {
    try {
      const {items, next} = await this.#page();
      if ((this.items?.length ?? 0) <= SHOWN) {
        this.items = items;
        this.next = next ?? null;
      }
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  render() {
    const id = `deliveries-${this.hook.id}`;
    return html`<div class="stack tight">
      <div class="row apart"><h4 id=${id} tabindex="-1">Deliveries of ${this.hook.description}</h4>
        <div class="field"><label for="${id}-state">Shown</label>
          <select id="${id}-state" @change=${this.#choose}>${STATES.map(([value, word]) => html`<option value=${value} ?selected=${value === this.state}>${word}</option>`)}</select></div></div>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.refresh}></cl-error>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`) : this.#list(id)}
    </div>`;
  }

  #list(id) {
    if (this.items.length === 0) {
      return html`<cl-empty heading="None" text="What is told from now on stands here for 14 days."></cl-empty>`;
    }
    return html`<div class="scroll" tabindex="0" role="group" aria-labelledby=${id}><table>
        <thead><tr><th scope="col">Event</th><th scope="col">Told</th><th scope="col">State</th><th scope="col">Answer</th><th scope="col">Request</th><th scope="col"><span class="unseen">Tell again</span></th></tr></thead>
        <tbody>${repeat(this.items, ({sequence}) => sequence, (each) => this.#one(each))}</tbody></table></div>
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more</button></div>` : nothing}`;
  }

  #one({sequence, type, requestId, state, attempts, lastAt, nextAt, status, millis, problem}) {
    const [word, tone] = WORDS[state];
    return html`<tr>
      <th scope="row">${short(type)}<div class="hint">${sequence}</div></th>
      <td>${ago(lastAt)}${attempts > 1 ? html`<div class="hint">${attempts} attempts</div>` : nothing}</td>
      <td><span class="chip ${tone}">${word}</span>${nextAt ? html`<div class="hint">${ago(nextAt)}</div>` : nothing}</td>
      <td>${problem ?? `${status} in ${millis} ms`}</td>
      <td><a href="/operations/#request=${requestId}">open<span class="unseen"> the request of event ${sequence}</span></a></td>
      <td><button class="small" ?disabled=${this.busy} @click=${() => this.#again(sequence)}>Tell again<span class="unseen"> event ${sequence}</span></button>
        <button class="small" ?disabled=${this.busy} @click=${() => this.#replay(sequence)}>and all after<span class="unseen"> event ${sequence}</span></button></td></tr>`;
  }

  #choose = async (event) => {
    this.state = event.target.value;
    this.items = null;
    await this.refresh();
  };

  #again = (sequence) => this.#doing(async () => {
    await this.api.post(`${this.#path}/${sequence}/redelivery`);
    toast(`Event ${sequence} is told again.`, 'good');
  });

  #replay = (sequence) => this.#doing(async () => {
    await this.api.post(`/v1/webhooks/${this.hook.id}/replay`, {after: String(BigInt(sequence) - 1n)});
    toast(`All from event ${sequence} on is told again.`, 'good');
    this.dispatchEvent(new Event('changed'));
  });

  async #doing(work) {
    this.busy = true;
    try {
      await work();
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  }

  #more = async () => {
    try {
      const {items, next} = await this.#page(this.next);
      this.items = [...this.items, ...items];
      this.next = next ?? null;
    } catch (error) {
      this.problem = error;
    }
  };
}
customElements.define('cl-webhook-deliveries', Deliveries);
