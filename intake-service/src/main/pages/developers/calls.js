import {PageElement, html, nothing, poll} from '/kit/kit.js';

const REFRESH_MILLIS = 2_000;
const timeOf = new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit'});

/** The last calls of an integration, as they come. */
class Calls extends PageElement {
  static properties = {
    api: {attribute: false},
    integration: {state: true},
    found: {state: true},
    problem: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.integration = '';
    this.found = null;
    this.problem = null;
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
    const {integration} = this;
    try {
      const found = await this.api.get('/v1/api-calls', integration ? {integration} : {});
      if (integration === this.integration) {
        this.found = found;
        this.problem = null;
      }
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  render() {
    return html`<section class="card stack" aria-labelledby="calls">
      <div class="row apart">
        <div><h2 id="calls">Your last calls</h2>
          <p class="hint">The last 100 to intake with the keys of an integration; what people try while signed in counts to the default one. Nothing that was sent or answered is kept.</p></div>
        ${this.found?.integrations.length > 1 ? html`<div class="field"><label for="integration">Integration</label>
          <select id="integration" @change=${this.#choose}>${this.found.integrations.map((name) => html`<option ?selected=${name === this.found.integration}>${name}</option>`)}</select></div>` : nothing}
      </div>
      <cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>
      ${this.found === null
        ? this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`
        : this.found.items.length ? this.#table() : html`<p class="soft" role="status">Nothing was called yet. A call is here within a second after its answer.</p>`}
    </section>`;
  }

  #table() {
    return html`<div class="scroll tall" tabindex="0" role="group" aria-label="Your last calls"><table class="calls">
      <thead><tr><th scope="col">When</th><th scope="col">Call</th><th scope="col">Answer</th><th scope="col">Took</th><th scope="col">By</th><th scope="col">Trace</th></tr></thead>
      <tbody>${this.found.items.map((call) => html`<tr>
        <td><time datetime=${call.at}>${timeOf.format(new Date(call.at))}</time></td>
        <th scope="row"><b>${call.method}</b> <code>${call.path}</code></th>
        <td><span class="chip ${call.status < 400 ? 'good' : 'bad'}">${call.status}</span>${call.problem ? html`<span class="hint">${call.problem}</span>` : nothing}</td>
        <td class="number">${call.durationMillis} ms</td>
        <td>${call.caller}</td>
        <td>${call.traceId ? html`<code>${call.traceId}</code>` : nothing}</td>
      </tr>`)}</tbody></table></div>`;
  }

  #choose = (event) => {
    this.integration = event.target.value;
    this.found = {...this.found, integration: this.integration, items: []};
    this.#load();
  };
}
customElements.define('cl-calls', Calls);
