import {PageElement, ago, html, nothing, repeat, toast, toastError} from '/kit/kit.js';
import '/kit/columns.js';

const SHOWN = 20;
const OPEN = ['OPEN', 'IN_WORK', 'ANSWERED'];
const BOUNDS = ['area', 'product', 'device'];

/** One incident: what it is, who reports it, how they came; and the ways out of it. Fires `changed`. */
class Incident extends PageElement {
  static properties = {
    api: {attribute: false},
    incident: {attribute: false},
    /** what is loaded when it is looked into: {incident, reporters, more} */
    inside: {state: true},
    problem: {state: true},
    busy: {state: true},
    closing: {state: true},
  };

  constructor() {
    super();
    this.inside = null;
    this.problem = null;
    this.busy = false;
    this.closing = false;
  }

  /** What is open follows what the list says. */
  updated(changed) {
    const before = changed.get('incident');
    if (this.inside && before && (before.reporters !== this.incident.reporters || before.version !== this.incident.version || before.told !== this.incident.told)) {
      this.#look();
    }
  }

  render() {
    const {id, title, status, openedAt, openedBy, reporters, told, split, helper, minimumTier, attributes} = this.incident;
    const bounds = BOUNDS.filter((name) => attributes[name]).map((name) => `${name} ${attributes[name]}`).join(', ');
    return html`<article class="card stack" aria-labelledby="incident-${id}">
      <div class="row apart"><h2 id="incident-${id}" dir="auto">${title}</h2><cl-status value=${status}></cl-status></div>
      <p class="soft">${openedBy === 'DETECTOR' ? 'Noticed by itself' : 'Opened by staff'} ${ago(openedAt)}${bounds ? html`; <span dir="auto">${bounds}</span>` : nothing}.
        ${helper ? html`${status === 'IN_WORK' ? 'In work by' : 'Answered by'} <span dir="auto">${helper}</span>.` : `For ${minimumTier.toLowerCase()}s${minimumTier === 'SPECIALIST' ? ' only' : ' and above'}.`}</p>
      <p><b>${reporters.toLocaleString()}</b> ${reporters === 1 ? 'reporter' : 'reporters'}, <b>${told.toLocaleString()}</b> told the answer${split ? html`, <b>${split.toLocaleString()}</b> split out` : nothing}.</p>
      <details @toggle=${this.#toggle}><summary>Reporters and how they came</summary>${this.#inside()}</details>
      <div class="row">
        <a class="button" href="/operations/#request=${id}">Its conversation</a>
        ${OPEN.includes(status) ? this.#close() : nothing}
      </div>
    </article>`;
  }

  #close() {
    const means = this.incident.status === 'ANSWERED' ? 'Its answer is confirmed.' : 'It ends without an answer: every reporter gets a route of the own again.';
    return this.closing
      ? html`<span>${means}</span><button class="bad" ?disabled=${this.busy} @click=${this.#reallyClose}>Close it</button><button class="quiet" @click=${() => (this.closing = false)}>Back</button>`
      : html`<button @click=${() => (this.closing = true)}>Close…</button>`;
  }

  #toggle = (event) => {
    if (event.target.open) {
      this.#look();
    } else {
      this.inside = null;
    }
  };

  #look = async () => {
    try {
      const path = `/v1/incidents/${this.incident.id}`;
      const [incident, {items, next}] = await Promise.all([this.api.get(path), this.api.get(`${path}/reporters`, {limit: SHOWN})]);
      this.inside = {incident, reporters: items, more: Boolean(next)};
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  #inside() {
    if (this.problem) {
      return html`<cl-error .error=${this.problem} retry @retry=${this.#look}></cl-error>`;
    }
    if (!this.inside) {
      return html`<cl-loading lines="4"></cl-loading>`;
    }
    const {incident, reporters, more} = this.inside;
    if (reporters.length === 0) {
      return html`<p>Nobody is linked to it.</p>`;
    }
    return html`<div class="stack">
      ${incident.arrivals?.length > 1 ? html`<cl-columns by="Time" .series=${['reporters in 10 s']} .columns=${rate(incident.arrivals)}></cl-columns>` : nothing}
      <ul class="reporters" aria-label="Reporters, the newest first">${repeat(reporters, ({id}) => id, (request) => html`
        <li><div><p dir="auto">${request.text}</p><p class="soft small"><a href="/operations/#request=${request.id}">${request.alias}</a>, ${ago(request.createdAt)}, ${request.toldAt ? 'told' : 'not told yet'}</p></div>
          ${['RESOLVED', 'CANCELLED'].includes(request.status)
            ? html`<cl-status value=${request.status}></cl-status>`
            : html`<button class="small" ?disabled=${this.busy} @click=${() => this.#split(request)} aria-label="Split out: ${request.text.slice(0, 60)}">Split out</button>`}</li>`)}</ul>
      ${more ? html`<p class="hint">The ${SHOWN} newest of ${incident.reporters.toLocaleString()}.</p>` : nothing}
    </div>`;
  }

  async #split(request) {
    await this.#act(`/v1/requests/${request.id}/split`, undefined, 'It is on its own again, with a route of its own.');
  }

  #reallyClose = async () => {
    await this.#act(`/v1/incidents/${this.incident.id}/close`, {}, 'The incident is closed.');
    this.closing = false;
  };

  async #act(path, body, done) {
    this.busy = true;
    try {
      await this.api.post(path, body);
      toast(done, 'good');
      this.dispatchEvent(new Event('changed'));
      if (this.inside) {
        await this.#look();
      }
    } catch (error) {
      toastError(error);
    }
    this.busy = false;
  }
}
customElements.define('cl-incident', Incident);

const TIME = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});

/** Every ten seconds from the first to the last reporter, those without any as well; at most an hour. */
function rate(arrivals) {
  const counts = new Map(arrivals.map(({at, count}) => [Date.parse(at), count]));
  const first = Date.parse(arrivals[0].at);
  const steps = Math.min(360, (Date.parse(arrivals.at(-1).at) - first) / 10_000 + 1);
  return Array.from({length: steps}, (_, step) => {
    const at = first + step * 10_000;
    return {name: TIME.format(at), values: [counts.get(at) ?? 0]};
  });
}
