import {PageElement, html, nothing} from '/kit/kit.js';

/** Says which server hands out items without codes, and shows the secret that it is given. Fires `saved`. */
class PartnerForm extends PageElement {
  static properties = {
    api: {attribute: false},
    /** as it is now; without a url when there is none */
    partner: {state: true},
    shown: {state: true},
    url: {state: true},
    secret: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.partner = {};
    this.shown = false;
    this.url = '';
    this.secret = null;
    this.busy = false;
    this.problem = null;
  }

  async open(partner) {
    this.#clear();
    this.partner = partner;
    this.url = partner.url ?? '';
    this.shown = true;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #close = () => this.querySelector('dialog').close();

  #save = async (event) => {
    event.preventDefault();
    this.busy = true;
    try {
      const saved = await this.api.put('/v1/programme/partner', {url: this.url.trim()}, {version: this.partner.version});
      this.secret = saved.secret;
      this.problem = null;
      this.dispatchEvent(new Event('saved'));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  render() {
    return html`<dialog class="editing" aria-labelledby="partnering" @close=${() => this.#clear()}>${this.shown ? (this.secret ? this.#done() : this.#form()) : nothing}</dialog>`;
  }

  #form() {
    return html`<form class="stack" @submit=${this.#save}>
      <h2 id="partnering">The partner who hands items out</h2>
      <p class="hint">A server of a shop or of your own is asked for each item that a member takes, by a call signed as Standard Webhooks says, and may answer with a code.</p>
      <div class="field"><label for="partner-url">Its address</label><input id="partner-url" type="url" required maxlength="500" placeholder="https://partner.example.org/redemptions" .value=${this.url} @input=${(event) => (this.url = event.target.value)}></div>
      ${this.partner.url ? html`<p class="hint">Saving makes a new secret; the one before signs no call any more.</p>` : nothing}
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>Save and show the secret</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }

  #done() {
    return html`<div class="stack">
      <h2 id="partnering">Give the partner this secret</h2>
      <p>It verifies with it that a call is yours. It is shown this once.</p>
      <div class="field"><label for="partner-secret">Secret</label><input id="partner-secret" class="mono" readonly .value=${this.secret} @focus=${(event) => event.target.select()}></div>
      <div class="row"><button class="first" @click=${this.#close}>I have it</button></div>
    </div>`;
  }
}
customElements.define('cl-partner-form', PartnerForm);
