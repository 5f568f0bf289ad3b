import {PageElement, html, nothing} from '/kit/kit.js';

const FIELDS = [
  ['reviewsADay', 'Reviews a day at most', 10_000, 'When reviews of seven days wait, no more are drawn.'],
  ['twicePercent', 'Of a hundred, done by two reviewers', 100, 'Neither sees what the other says; when they differ, a third decides.'],
  ['newcomerAnswers', 'First answers of a member that are drawn more often', 100, ''],
];

/** An operator says how much is reviewed. */
class BudgetForm extends PageElement {
  static properties = {
    api: {attribute: false},
    settings: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.settings = null;
    this.busy = false;
    this.problem = null;
  }

  async open() {
    this.#clear();
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    await this.#read();
  }

  #read = async () => {
    try {
      this.settings = await this.api.get('/v1/programme/reviews');
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  #close = () => this.querySelector('dialog').close();

  #save = async (event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    this.busy = true;
    try {
      await this.api.put('/v1/programme/reviews', Object.fromEntries(FIELDS.map(([name]) => [name, Number(given.get(name))])), {version: this.settings.version});
      this.#close();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  render() {
    return html`<dialog class="editing" aria-labelledby="budget" @close=${() => this.#clear()}><form class="stack" @submit=${this.#save}>
      <h2 id="budget">How much is reviewed</h2>
      ${this.settings ? FIELDS.map(([name, label, most, hint]) => html`<div class="field"><label for="budget-${name}">${label}</label>
          <input id="budget-${name}" name=${name} type="number" required min="0" max=${most} .value=${String(this.settings[name])}>
          ${hint ? html`<span class="hint">${hint}</span>` : nothing}</div>`)
        : this.problem ? nothing : html`<cl-loading lines="4"></cl-loading>`}
      <cl-error .error=${this.problem} ?retry=${!this.settings} @retry=${this.#read}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy || !this.settings}>Save</button><button type="button" @click=${this.#close}>Back</button></div>
    </form></dialog>`;
  }
}
customElements.define('cl-budget-form', BudgetForm);
