import {PageElement, html, nothing, points, toast} from '/kit/kit.js';

/** What an operator corrects alone as long as nothing else was said. */
export const ALONE = 1000;

/** Limits in a sentence. */
export const inWords = ({pointsPerDay, waitDays}) =>
  [
    pointsPerDay ? `A member takes items for ${points(pointsPerDay)} a day (UTC) at most` : '',
    waitDays ? `${pointsPerDay ? 'and' : 'Members take'} nothing in the first ${waitDays === 1 ? 'day' : `${waitDays} days`} after joining` : '',
  ].filter(Boolean).join(', ') || 'Members take as much as they have, from their first day on';

/** Says how much may be moved. Fires `saved`. */
class LimitsForm extends PageElement {
  static properties = {
    api: {attribute: false},
    /** as they are; null while the form is closed */
    limits: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.limits = null;
    this.busy = false;
    this.problem = null;
  }

  async open(limits) {
    this.#clear();
    this.limits = limits;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #close = () => this.querySelector('dialog').close();

  #save = async (event) => {
    event.preventDefault();
    const {perDay, wait, alone} = event.target.elements;
    this.busy = true;
    try {
      await this.api.put('/v1/programme/limits', {...given('pointsPerDay', perDay), ...given('waitDays', wait), ...given('correctAlone', alone)}, {version: this.limits.version});
      toast('They count from now on.');
      this.dispatchEvent(new Event('saved'));
      this.#close();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  render() {
    return html`<dialog class="editing" aria-labelledby="limiting" @close=${() => this.#clear()}>${this.limits ? this.#form(this.limits) : nothing}</dialog>`;
  }

  #form({pointsPerDay, waitDays, correctAlone}) {
    return html`<form class="stack" @submit=${this.#save}>
      <h2 id="limiting">How much may be moved</h2>
      <p class="hint">So that who steals an account cannot empty it at once. What is left empty is not limited.</p>
      <div class="two">
        <div class="field"><label for="per-day">Points in a day (UTC)</label><input id="per-day" name="perDay" type="number" min="1" max="100000000" .value=${`${pointsPerDay ?? ''}`}></div>
        <div class="field"><label for="wait">Days to wait after joining</label><input id="wait" name="wait" type="number" min="1" max="366" .value=${`${waitDays ?? ''}`}></div>
      </div>
      <div class="field"><label for="alone">Points that one operator may add or take off alone</label><input id="alone" name="alone" type="number" min="0" max="100000000" placeholder=${ALONE} .value=${`${correctAlone ?? ''}`}>
        <span class="hint">More takes another operator who agrees.</span></div>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>Save</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }
}
customElements.define('cl-limits-form', LimitsForm);

const given = (name, {value}) => (value === '' ? {} : {[name]: Number(value)});
