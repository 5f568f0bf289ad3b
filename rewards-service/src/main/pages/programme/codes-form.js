import {PageElement, html, nothing, toast} from '/kit/kit.js';

const MOST_BYTES = 40_000;

/** Imports codes that an item hands out. Fires `imported`. */
class CodesForm extends PageElement {
  static properties = {
    api: {attribute: false},
    item: {state: true},
    text: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.item = null;
    this.text = '';
    this.busy = false;
    this.problem = null;
  }

  async open(item) {
    this.#clear();
    this.item = item;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #close = () => this.querySelector('dialog').close();

  #file = async ({target}) => {
    const [file] = target.files;
    if (file && file.size > MOST_BYTES) {
      this.problem = {title: 'That file is too large', detail: 'At most 40 KB and 1,000 codes at once; send them in parts.'};
    } else if (file) {
      this.text = await file.text();
    }
  };

  #import = async (event) => {
    event.preventDefault();
    this.busy = true;
    try {
      const {imported, known} = await this.api.post(`/v1/catalogue/items/${this.item.id}/codes`, {text: this.text});
      toast(`${imported.toLocaleString()} ${imported === 1 ? 'code' : 'codes'} imported${known ? `, ${known.toLocaleString()} known before` : ''}.`, 'good');
      this.dispatchEvent(new Event('imported'));
      this.#close();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  render() {
    return html`<dialog class="editing" aria-labelledby="importing" @close=${() => this.#clear()}>${this.item ? this.#form() : nothing}</dialog>`;
  }

  #form() {
    return html`<form class="stack" @submit=${this.#import}>
      <h2 id="importing" dir="auto">Import codes of “${this.item.name}”</h2>
      <div class="field"><label for="codes-text">The codes</label><textarea id="codes-text" class="mono" required rows="8" spellcheck="false" autocomplete="off" .value=${this.text} @input=${(event) => (this.text = event.target.value)}></textarea>
        <span class="hint">One a line, or a CSV file whose first column has them; at most 1,000 at once. They are kept encrypted, and each is shown to the member who gets it and to nobody else.</span></div>
      <div class="field"><label for="codes-file">Or a file</label><input id="codes-file" type="file" accept=".csv,.txt,text/csv,text/plain" @change=${this.#file}></div>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>Import</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }
}
customElements.define('cl-codes-form', CodesForm);
