import {html, nothing, poll, repeat} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/webhooks/editor.js';
import '/webhooks/webhook.js';

const REFRESH_MILLIS = 5000;

/** Staff names the programs that are told what happens, tries them, and sees what did not reach them. */
class Webhooks extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Webhooks';
  static about = 'Name the programs that are told what happens to requests, try them, and see what did not reach them.';
  static properties = {
    ...SignedInPage.properties,
    hooks: {state: true},
    types: {state: true},
    problem: {state: true},
    adding: {state: true},
    /** the one whose secret is shown, once */
    made: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.hooks = null;
    this.types = [];
    this.problem = null;
    this.adding = false;
    this.made = null;
  }

  enter() {
    this.#stop = poll(this.#load, REFRESH_MILLIS);
  }

  leave() {
    this.#stop?.();
    this.#forget();
  }

  #load = async () => {
    try {
      const {items, types} = await this.api.get('/v1/webhooks');
      this.hooks = items;
      this.types = types;
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  content() {
    return html`<div class="stack loose">
      <h1>Webhooks</h1>
      <section class="card stack" aria-labelledby="programs">
        <div class="row apart"><h2 id="programs" tabindex="-1">Programs that are told</h2>
          ${this.adding || this.hooks === null ? nothing : html`<button class="first" id="add" @click=${() => this.#add(true)}>Add a program</button>`}</div>
        <p class="hint">Each event is one signed message, as Standard Webhooks says; a program without an address reads the same from <code>GET /v1/events</code>.</p>
        ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>` : nothing}
        ${this.adding ? html`<cl-webhook-editor .api=${this.api} .types=${this.types} @saved=${this.#saved} @cancelled=${() => this.#add(false)}></cl-webhook-editor>` : nothing}
        <div role="status">${this.made ? this.#secret() : nothing}</div>
        ${this.hooks === null ? (this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`) : this.#list()}
      </section>
    </div>`;
  }

  #secret() {
    const {description, secret, publicKey} = this.made;
    return html`<div class="note warn stack tight">
      <b>${secret ? `The secret of ${description}` : `The public key of ${description}`}</b>
      <p>${secret ? 'It is shown this once. The program verifies each message with it.' : 'The program verifies each message with it.'}</p>
      <code class="secret">${secret ?? publicKey}</code>
      <div><button class="small" @click=${() => { this.made = null; }}>I have it</button></div></div>`;
  }

  #list() {
    if (this.hooks.length === 0) {
      return this.adding ? nothing : html`<cl-empty heading="No program yet" text="From the moment at which the first is added, what happens to requests is kept for 14 days and told."></cl-empty>`;
    }
    return repeat(this.hooks, ({id}) => id, (hook) => html`<cl-webhook .api=${this.api} .hook=${hook} .types=${this.types} @changed=${this.#load} @renewed=${this.#renewed}></cl-webhook>`);
  }

  /** The keyboard goes where something opens, and comes back. */
  async #add(adding) {
    this.adding = adding;
    await this.updateComplete;
    this.querySelector(adding ? '#new-description' : '#add')?.focus();
  }

  #saved = async (event) => {
    this.made = event.detail;
    await this.#load();
    await this.#add(false);
  };

  #renewed = async (event) => {
    this.made = event.detail;
    await this.#load();
    this.querySelector('#programs').focus();
  };
}
customElements.define('cl-webhooks', Webhooks);
