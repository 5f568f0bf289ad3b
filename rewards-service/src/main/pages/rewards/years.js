import {PageElement, html, repeat, toastError} from '/kit/kit.js';
import {saveAnswer} from '/kit/saving.js';
import {money} from '/programme/money.js';

/** What one's years came to, read when somebody looks, each to save as a file. */
class Years extends PageElement {
  static properties = {
    api: {attribute: false},
    /** async function giving the headers that authenticate */
    headers: {attribute: false},
    /** null before anybody looked */
    years: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.years = null;
    this.problem = null;
  }

  #read = async ({target}) => {
    if (!target.open) {
      return;
    }
    try {
      this.years = await this.api.get('/v1/wallets/me/years');
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  #save = async (year) => {
    try {
      await saveAnswer(`/v1/wallets/me/statement.csv?year=${year}`, await this.headers(), `points-${year}.csv`);
    } catch (error) {
      toastError(error);
    }
  };

  render() {
    return html`<details @toggle=${this.#read}><summary>By year, and as a file</summary>
      ${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : this.years ? this.#table(this.years) : html`<cl-loading lines="2"></cl-loading>`}
    </details>`;
  }

  #table({items, currency}) {
    return items.length === 0
      ? html`<p class="soft">Nothing was booked yet.</p>`
      : html`<div class="scroll" tabindex="0" role="group" aria-label="What your years came to"><table class="items">
          <thead><tr><th scope="col">Year</th><th scope="col" class="number">Earned</th><th scope="col" class="number">Taken back</th><th scope="col" class="number">Spent</th><th scope="col" class="number">Corrected</th><th scope="col" class="number">Expired</th><th scope="col" class="number">Worth of what you took</th><th scope="col"><span class="unseen">Save</span></th></tr></thead>
          <tbody>${repeat(items, (each) => each.year, (each) => html`<tr><th scope="row">${each.year}</th><td class="number">${each.earned.toLocaleString()}</td><td class="number">${each.takenBack.toLocaleString()}</td><td class="number">${each.spent.toLocaleString()}</td><td class="number">${each.corrected.toLocaleString()}</td><td class="number">${each.expired.toLocaleString()}</td><td class="number">${money(each.valueMinor, currency)}</td>
            <td><button @click=${() => this.#save(each.year)}>CSV<span class="unseen"> of ${each.year}</span></button></td></tr>`)}</tbody></table></div>
        <p class="hint">Years of UTC, by when points moved; one that is over does not change. Ask your tax office whether it wants to know.</p>`;
  }
}
customElements.define('cl-years', Years);
