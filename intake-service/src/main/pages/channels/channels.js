import {html, nothing, poll, repeat} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/channels/account.js';
import '/channels/deliveries.js';
import '/channels/editor.js';

const REFRESH_MILLIS = 5000;

/** Staff connects the mailboxes that customers write to, tries them, and sees what did not reach its customer. */
class Channels extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Channels';
  static about = 'Connect the mailboxes that customers write to, try them, and see what did not reach its customer.';
  static properties = {
    ...SignedInPage.properties,
    accounts: {state: true},
    problem: {state: true},
    connecting: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.accounts = null;
    this.problem = null;
    this.connecting = false;
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
      this.accounts = (await this.api.get('/v1/channels')).items;
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  content() {
    return html`<div class="stack loose">
      <h1>Channels</h1>
      <section class="card stack" aria-labelledby="accounts">
        <div class="row apart"><h2 id="accounts" tabindex="-1">Mailboxes</h2>
          ${this.connecting ? nothing : html`<button class="first" id="connect" @click=${() => this.#connect(true)}>Connect a mailbox</button>`}</div>
        <p class="hint">What customers write to a mailbox becomes requests; what helpers say goes back as mail.</p>
        ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>` : nothing}
        ${this.connecting ? html`<cl-channel-editor .api=${this.api} @saved=${this.#saved} @cancelled=${() => this.#connect(false)}></cl-channel-editor>` : nothing}
        ${this.accounts === null ? (this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`) : this.#list()}
      </section>
      <cl-deliveries .api=${this.api}></cl-deliveries>
    </div>`;
  }

  #list() {
    if (this.accounts.length === 0) {
      return this.connecting ? nothing : html`<cl-empty heading="No mailbox yet" text="Until one is connected, customers ask by REST and by the public form."></cl-empty>`;
    }
    return repeat(this.accounts, ({id}) => id, (account) => html`<cl-channel .api=${this.api} .account=${account} @changed=${this.#load}></cl-channel>`);
  }

  /** The keyboard goes where something opens, and comes back. */
  async #connect(connecting) {
    this.connecting = connecting;
    await this.updateComplete;
    this.querySelector(connecting ? '#new-name' : '#connect')?.focus();
  }

  #saved = async () => {
    await this.#load();
    await this.#connect(false);
  };
}
customElements.define('cl-channels', Channels);
