import {PageElement, ago, html, nothing, poll, repeat, toast} from '/kit/kit.js';

const REFRESH_MILLIS = 5000;
const SHOWN = 20;

/** What was given up: each can be tried again, for a day. */
class Deliveries extends PageElement {
  static properties = {
    api: {attribute: false},
    items: {state: true},
    next: {state: true},
    waiting: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  #stop;

  constructor() {
    super();
    this.items = null;
    this.next = null;
    this.waiting = [];
    this.problem = null;
    this.busy = '';
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
      const [failed, waiting] = await Promise.all([
        this.api.get('/v1/deliveries', {state: 'FAILED', limit: SHOWN}),
        this.api.get('/v1/deliveries', {state: 'WAITING', limit: SHOWN})]);
      const fresh = new Set(failed.items.map(({id}) => id));
      const older = this.items === null || this.items.length <= SHOWN ? [] : this.items.slice(SHOWN).filter(({id}) => !fresh.has(id));
      this.items = [...failed.items, ...older];
      this.next = older.length ? this.next : failed.next ?? null;
      this.waiting = waiting.items.filter(({problem}) => problem);
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  render() {
    return html`<section class="card stack" aria-labelledby="failed">
      <h2 id="failed" tabindex="-1">Failed sends</h2>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.refresh}></cl-error>` : nothing}
      ${this.waiting.length ? html`<p class="note warn">${this.waiting.length === SHOWN ? `${SHOWN} messages or more wait` : this.waiting.length === 1 ? 'One message waits' : `${this.waiting.length} messages wait`} for another try: ${this.waiting[0].problem}.</p>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`) : this.#list()}
    </section>`;
  }

  #list() {
    if (this.items.length === 0) {
      return html`<cl-empty heading="Nothing was given up" text="What a mail server does not take is tried again for a day, and then stands here."></cl-empty>`;
    }
    return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="failed"><table>
        <thead><tr><th scope="col">Written</th><th scope="col">Why it did not arrive</th><th scope="col">Attempts</th><th scope="col">Request</th><th scope="col"><span class="unseen">Try again</span></th></tr></thead>
        <tbody>${repeat(this.items, ({id}) => id, (each) => this.#one(each))}</tbody></table></div>
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more</button></div>` : nothing}`;
  }

  #one({id, createdAt, problem, attempts, unsure, requestId}) {
    return html`<tr>
      <th scope="row">${ago(createdAt)}</th>
      <td>${problem}${unsure ? html`<div class="hint">it may have arrived nevertheless</div>` : nothing}</td>
      <td class="number">${attempts}</td>
      <td><a href="/operations/#request=${requestId}">open<span class="unseen"> the request of ${ago(createdAt)}</span></a></td>
      <td><button ?disabled=${this.busy !== ''} @click=${() => this.#retry(id)}>Try again<span class="unseen"> what was written ${ago(createdAt)}</span></button></td></tr>`;
  }

  async #retry(id) {
    this.busy = id;
    try {
      await this.api.post(`/v1/deliveries/${id}/retry`);
      this.items = this.items.filter((each) => each.id !== id);
      toast('It is being sent again.', 'good');
      this.querySelector('#failed').focus();
    } catch (error) {
      this.problem = error;
    }
    this.busy = '';
  }

  #more = async () => {
    try {
      const {items, next} = await this.api.get('/v1/deliveries', {state: 'FAILED', limit: SHOWN, cursor: this.next});
      this.items = [...this.items, ...items];
      this.next = next ?? null;
    } catch (error) {
      this.problem = error;
    }
  };
}
customElements.define('cl-deliveries', Deliveries);
