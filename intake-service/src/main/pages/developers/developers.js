import {Api, PageElement, html, nothing} from '/kit/kit.js';
import {SignIn} from '/kit/sign-in.js';
import {allows, matching, operationsOf, rowsOf, schemaOf, typeOf} from '/developers/document.js';
import '/developers/calls.js';

// The committed documents themselves: each is fetched when somebody looks at it.
const DOCUMENTS = {
  intake: () => import('/reference/openapi-intake.json'),
  routing: () => import('/reference/openapi-routing.json'),
  sla: () => import('/reference/openapi-sla.json'),
  rewards: () => import('/reference/openapi-rewards.json'),
};

/** The API's reference: one service at a time, its operations by subject, each with what it takes and gives. */
class Developers extends PageElement {
  static properties = {
    service: {state: true},
    document: {state: true},
    sought: {state: true},
    problem: {state: true},
    user: {state: true},
    signInProblem: {state: true},
  };

  #signIn = new SignIn();
  #api = new Api({headers: async () => ({Authorization: `Bearer ${await this.#signIn.token()}`}), renew: () => this.#signIn.renew()});

  constructor() {
    super();
    this.service = '';
    this.document = null;
    this.sought = '';
    this.problem = null;
    this.user = null;
    this.signInProblem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    const shell = document.querySelector('cl-shell');
    const show = () => (this.user = shell.user = this.#signIn.user);
    shell.addEventListener('sign-out', () => this.#signIn.out());
    this.#signIn.addEventListener('changed', show);
    this.#signIn.begin().then(show, show);
    this.#choose(DOCUMENTS[location.hash.slice(1)] ? location.hash.slice(1) : 'intake');
  }

  async #choose(service) {
    this.service = service;
    this.problem = null;
    try {
      const {default: found} = await DOCUMENTS[service]();
      if (service === this.service) {
        this.document = found;
      }
    } catch {
      this.problem = {title: 'The reference cannot be loaded just now', detail: 'Crowdline may have been updated. Please load this page again.'};
    }
  }

  render() {
    return html`<div class="stack loose">
      <div><h1>API reference</h1><p class="hint">From the documents that the services are tested against. Refusals are problems (RFC 9457): what, where, and what to do.</p></div>
      <section class="card stack" aria-labelledby="begin">
        <h2 id="begin">To begin</h2>
        <p>Send the API key of your community in the header <code>X-API-Key</code>, and an <code>Idempotency-Key</code> of your own with every POST: a repeated call is answered as the first.</p>
        <pre class="note scroll" tabindex="0"><code>curl ${location.origin}/v1/requests -H 'X-API-Key: …' -H 'Idempotency-Key: order-17' \\
  -H 'Content-Type: application/json' -d '{"text": "My bill is too high"}'</code></pre>
      </section>
      ${this.#calls()}
      <div class="row apart">
        <div class="segments" role="group" aria-label="Service">${Object.keys(DOCUMENTS).map((name) => html`
          <label><input type="radio" name="service" value=${name} .checked=${name === this.service} @change=${() => this.#choose(name)}><span>${name}</span></label>`)}</div>
        <div class="field"><label for="sought">Find</label><input id="sought" type="search" .value=${this.sought} @input=${(event) => (this.sought = event.target.value)}></div>
      </div>
      <cl-error .error=${this.problem}></cl-error>
      ${this.document ? this.#operations() : this.problem ? nothing : html`<cl-loading lines="12"></cl-loading>`}
    </div>`;
  }

  #calls() {
    if (this.user?.roles.includes('integrator')) {
      return html`<cl-calls .api=${this.#api}></cl-calls>`;
    }
    return this.user ? nothing : html`<section class="card stack" aria-labelledby="calls">
      <h2 id="calls">Your last calls</h2>
      <p>Integrators who sign in see here what their integration called last, and what came of it.</p>
      <cl-error .error=${this.signInProblem}></cl-error>
      <div><button @click=${this.#go}>Sign in</button></div>
    </section>`;
  }

  #go = async () => {
    this.signInProblem = null;
    try {
      await this.#signIn.go();
    } catch (error) {
      this.signInProblem = error.title ? error : {title: 'Signing in is not possible just now', detail: 'The sign-in service cannot be reached. Please try again in a moment.'};
    }
  };

  #operations() {
    const groups = operationsOf(this.document)
      .map(([subject, operations]) => [subject, operations.filter((operation) => matching(operation, this.sought))])
      .filter(([, operations]) => operations.length > 0);
    return html`<p>${this.document.info.description}</p>
      ${groups.map(([subject, operations]) => html`<section class="card stack" aria-label=${subject}>
        <h2>${subject}</h2>
        ${operations.map((operation) => this.#operation(operation))}
      </section>`)}
      ${groups.length ? nothing : html`<div class="card"><cl-empty heading="Nothing is called so" text="Another service may have it."></cl-empty></div>`}`;
  }

  #operation({method, path, operation}) {
    const {summary, description, parameters = [], requestBody, responses = {}} = operation;
    const body = requestBody?.content?.['application/json']?.schema;
    return html`<details class="operation">
      <summary><b>${method.toUpperCase()}</b><code>${path}</code><span class="hint">${summary}</span></summary>
      <div class="stack">
        ${description ? html`<p>${description}</p>` : nothing}
        <p class="hint">${allows(operation)}</p>
        ${parameters.length ? this.#table('Parameters', parameters.map((each) => ({
          name: each.name, where: each.in, required: each.required, type: typeOf(this.document, each.schema), text: each.description})), true) : nothing}
        ${body ? this.#table('Body', rowsOf(this.document, body)) : nothing}
        ${Object.entries(responses).filter(([status]) => status.startsWith('2')).map(([status, response]) => {
          const schema = schemaOf(response);
          return html`<p><b>${status}</b> ${response.description}${schema ? html` <code>${typeOf(this.document, schema)}</code>` : nothing}</p>
            ${schema ? this.#table(`Answer ${status}`, rowsOf(this.document, schema)) : nothing}`;
        })}
      </div>
    </details>`;
  }

  #table(title, rows, placed = false) {
    return rows.length === 0 ? nothing : html`<h3>${title}</h3>
      <div class="scroll" tabindex="0" role="group" aria-label=${title}><table>
        <thead><tr><th scope="col">Name</th>${placed ? html`<th scope="col">In</th>` : nothing}<th scope="col">What</th></tr></thead>
        <tbody>${rows.map((row) => html`<tr><th scope="row"><code>${row.name}</code>${row.required ? html`<span class="hint">required</span>` : nothing}</th>
          ${placed ? html`<td>${row.where}</td>` : nothing}
          <td>${row.type}${row.text ? html`<span class="hint">${row.text}</span>` : nothing}</td></tr>`)}</tbody></table></div>`;
  }
}
customElements.define('cl-developers', Developers);
