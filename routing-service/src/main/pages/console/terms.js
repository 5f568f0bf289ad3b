import {PageElement, html} from '/kit/kit.js';

/** The community's terms, before the first offer. Fires `done` with the member. */
class Terms extends PageElement {
  static properties = {
    api: {attribute: false},
    terms: {attribute: false},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.busy = false;
    this.problem = null;
  }

  render() {
    return html`<section class="card stack welcome" aria-labelledby="terms">
      <h1 id="terms">The community's terms</h1>
      <p>You are offered questions only after you have accepted them. This is version ${this.terms?.version ?? 1}.</p>
      <div class="terms said" tabindex="0" role="group" aria-label="Terms">${this.terms?.text || 'This community has written down no terms.'}</div>
      <cl-error .error=${this.problem}></cl-error>
      <div><button class="first" ?disabled=${this.busy} @click=${this.#accept}>I accept</button></div>
    </section>`;
  }

  #accept = async () => {
    this.busy = true;
    this.problem = null;
    try {
      const member = await this.api.post('/v1/members/me/terms', {version: this.terms?.version ?? 1});
      this.dispatchEvent(new CustomEvent('done', {detail: member}));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-terms', Terms);
