import {PageElement, ago, html, nothing, poll, toast} from '/kit/kit.js';

const SERVICES = ['intake', 'routing', 'sla', 'rewards'];
const REFRESH_MILLIS = 10_000;
const MOST_LISTED = 200;

/** What a service could not apply waits here, with all later facts of its key, until somebody has mended the cause. */
class Parked extends PageElement {
  static properties = {
    api: {attribute: false},
    records: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.records = null;
    this.problem = null;
    this.busy = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.#load, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #load = async () => {
    try {
      this.records = Object.fromEntries(await Promise.all(
        SERVICES.map(async (service) => [service, (await this.api.get(`/v1/${service}/parked-records`)).items])));
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  render() {
    const waiting = this.records === null ? [] : SERVICES.filter((service) => this.records[service].length > 0);
    return html`<section class="card stack" aria-labelledby="parked">
      <div><h2 id="parked">Parked records</h2>
        <p class="hint">Facts that a service could not apply three times, and what came after them for the same key. Mend the cause, then apply them again: in order, until one fails.</p></div>
      <cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>
      ${this.records === null
        ? this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`
        : waiting.length ? waiting.map((service) => this.#service(service)) : html`<p role="status">Nothing is parked in any service.</p>`}
    </section>`;
  }

  #service(service) {
    const records = this.records[service];
    const byKey = Map.groupBy(records, (record) => record.key);
    return html`<h3>${service}</h3>
      ${records.length >= MOST_LISTED ? html`<p class="note warn">These are the oldest ${MOST_LISTED}; there may be more.</p>` : nothing}
      <div class="scroll" tabindex="0" role="group" aria-label="Parked records of ${service}"><table>
        <thead><tr><th scope="col">Key</th><th scope="col">Records</th><th scope="col">The first and its reason</th><th scope="col">Since</th><th scope="col"><span class="unseen">Apply again</span></th></tr></thead>
        <tbody>${[...byKey].map(([key, [first, ...others]]) => html`<tr>
          <th scope="row"><code>${key}</code></th><td class="number">${others.length + 1}</td>
          <td class="reason"><b>${first.type ?? 'no type'}</b><br>${first.reason}<br><span class="hint">${first.topic}, partition ${first.partition}, offset ${first.offset}</span></td>
          <td>${ago(first.parkedAt)}</td>
          <td><button ?disabled=${this.busy !== ''} @click=${() => this.#replay(service, key)}>Apply again<span class="unseen"> ${key}</span></button></td>
        </tr>`)}</tbody></table></div>`;
  }

  async #replay(service, key) {
    this.busy = key;
    try {
      const {replayed, stillParked} = await this.api.post(`/v1/${service}/parked-records/${encodeURIComponent(key)}/replay`);
      toast(`${replayed} applied; ${stillParked} still parked in ${service}.`, stillParked ? 'warn' : 'good');
    } catch (error) {
      this.problem = error;
    }
    this.busy = '';
    await this.#load();
  }
}
customElements.define('cl-parked', Parked);
