import {PageElement, html, nothing, toast} from '/kit/kit.js';

/** When points expire, in a sentence. */
export const inWords = ({afterDays, noticeDays}) =>
  afterDays ? `Points expire ${afterDays} days after they came, the oldest first; members are told ${noticeDays === 1 ? 'a day' : `${noticeDays} days`} before` : 'Points do not expire';

/** Says when points expire. Fires `saved`. */
class ExpiryForm extends PageElement {
  static properties = {
    api: {attribute: false},
    /** as it is; null while the form is closed */
    rule: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.rule = null;
    this.busy = false;
    this.problem = null;
  }

  async open(rule) {
    this.#clear();
    this.rule = rule;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #close = () => this.querySelector('dialog').close();

  #save = async (event) => {
    event.preventDefault();
    const {after, notice} = event.target.elements;
    this.busy = true;
    try {
      const afterDays = after.value === '' ? undefined : Number(after.value);
      await this.api.put('/v1/programme/expiry', {afterDays, noticeDays: Number(notice.value)}, {version: this.rule.version});
      toast(afterDays ? 'Members are told before anything expires.' : 'Points do not expire.');
      this.dispatchEvent(new Event('saved'));
      this.#close();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  render() {
    return html`<dialog class="editing" aria-labelledby="expiring" @close=${() => this.#clear()}>${this.rule ? this.#form(this.rule) : nothing}</dialog>`;
  }

  #form({afterDays, noticeDays}) {
    return html`<form class="stack" @submit=${this.#save}>
      <h2 id="expiring">When points expire</h2>
      <p class="hint">The oldest are spent first. Points that are old already have the whole notice; what was announced by another rule is announced anew.</p>
      <div class="two">
        <div class="field"><label for="after">Days after they came</label><input id="after" name="after" type="number" min="2" max="3660" placeholder="never" .value=${`${afterDays ?? ''}`}></div>
        <div class="field"><label for="notice">Days of notice</label><input id="notice" name="notice" type="number" min="1" max="366" required .value=${`${noticeDays}`}></div>
      </div>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>Save</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }
}
customElements.define('cl-expiry-form', ExpiryForm);
