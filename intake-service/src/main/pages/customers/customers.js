import {html, nothing} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/customers/customer.js';
import '/customers/erasures.js';
import '/customers/retention.js';

/** Staff finds a customer, hands out what is kept of one, forgets one, and says for how long words are kept. */
class Customers extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Customers';
  static about = 'Find a customer, hand out what is kept of one, and forget one.';
  static properties = {
    ...SignedInPage.properties,
    /** null before anything was looked for */
    found: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.found = null;
    this.problem = null;
    this.busy = false;
  }

  leave() {
    this.#forget();
  }

  content() {
    return html`<div class="stack loose">
      <h1>Customers</h1>
      <section class="card stack" aria-labelledby="find">
        <h2 id="find">Find a customer</h2>
        <form class="asked" @submit=${this.#find}>
          <div class="field"><label for="identifier">Reference, e-mail address or phone number</label>
            <input id="identifier" name="identifier" required maxlength="254" autocomplete="off" autocapitalize="none" spellcheck="false"></div>
          <div><button class="first" ?disabled=${this.busy}>Find</button></div>
        </form>
        <cl-error .error=${this.problem}></cl-error>
        <div role="status">${this.found?.length === 0 ? html`<p>Nobody is known by that. Who was forgotten is not found any more.</p>` : nothing}</div>
      </section>
      ${this.found?.map((customer) => html`<cl-customer .api=${this.api} .customer=${customer} @forgotten=${this.#forgotten}></cl-customer>`)}
      <cl-retention .api=${this.api}></cl-retention>
      <cl-erasures .api=${this.api}></cl-erasures>
    </div>`;
  }

  #find = async (event) => {
    event.preventDefault();
    const identifier = event.target.elements.identifier.value.trim();
    this.busy = true;
    this.problem = null;
    try {
      this.found = (await this.api.post('/v1/customers/lookup', {identifier})).items;
    } catch (error) {
      this.found = null;
      this.problem = error;
    }
    this.busy = false;
  };

  #forgotten = (event) => {
    const left = this.found.filter(({id}) => id !== event.detail);
    this.found = left.length ? left : null;
    this.querySelector('cl-erasures').refresh();
    this.querySelector('#erasures').focus();
  };
}
customElements.define('cl-customers', Customers);
