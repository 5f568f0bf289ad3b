import {call} from '/kit/calling.js';
import {PageElement, clockTime, html, money, nothing, poll, toast} from '/kit/kit.js';

const REFRESH_MILLIS = 5000;
const RUNG = 'crowdline.contractor-day';

/**
 * What contractors may cost today, and what they were promised: nothing where there is no limit and nothing was
 * promised. With `rings` it calls out once, on the day on which one piece more did not fit for the first time.
 */
class ContractorDay extends PageElement {
  static properties = {
    api: {attribute: false},
    rings: {type: Boolean},
    day: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.day = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.#load, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #load = async () => {
    const day = await this.api.get('/v1/contractor-days/current').catch(() => null);
    this.day = day ?? this.day;
    if (day?.usedUpAt && this.rings) {
      this.#callOut(day);
    }
    return day !== null;
  };

  #callOut({day, budgetCents, price, usedUpAt}) {
    if (budgetCents == null || localStorage.getItem(RUNG) === usedUpAt) {
      return;
    }
    localStorage.setItem(RUNG, usedUpAt);
    const text = `${money(budgetCents, price.currency)} for contractors are used up.`;
    toast(text, 'bad');
    call({title: 'Contractors', body: text, tag: `contractors-${day}`});
  }

  render() {
    const {day} = this;
    if (!day || (day.budgetCents == null && day.promisedCents === 0)) {
      return nothing;
    }
    const {budgetCents, promisedCents, price, usedUp, usedUpAt, endsAt} = day;
    const spent = money(promisedCents, price.currency);
    if (budgetCents == null) {
      return html`<p class="small">Contractors today: ${spent} promised, without a limit.</p>`;
    }
    const share = budgetCents ? Math.min(1, promisedCents / budgetCents) : 1;
    return html`<div class="stack tight" role="group" aria-label="Contractors today">
      <p>Contractors today: <b>${spent} of ${money(budgetCents, price.currency)}</b> promised, ${money(price.cents, price.currency)} a piece.</p>
      <cl-bar share=${share} tone=${usedUp ? 'late' : share >= 0.75 ? 'soon' : ''}></cl-bar>
      <div role="status">${usedUp
        ? html`<p class="note bad"><b>Used up${usedUpAt ? ` since ${clockTime(usedUpAt)}` : ''}.</b> Contractors are offered nothing and can take nothing until ${clockTime(endsAt)}, unless a piece comes back or the budget is raised; specialists are asked instead.</p>`
        : nothing}</div></div>`;
  }
}
customElements.define('cl-contractor-day', ContractorDay);
