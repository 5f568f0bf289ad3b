import {PageElement, clockTime, html, money, nothing, repeat} from '/kit/kit.js';
import {saveAnswer} from '/kit/saving.js';

const KINDS = {CONFIRMED: ['confirmed', 'good'], REFUSED: ['did not help', ''], WITHDRAWN: ['taken off again', 'bad'], REINSTATED: ['confirmed after all', 'good']};
const monthName = (month) => new Intl.DateTimeFormat(undefined, {month: 'long', year: 'numeric', timeZone: 'UTC'}).format(new Date(`${month}-01T00:00:00Z`));

/** A contractor's pieces: the price, what waits, each month with its lines and as a file. Fires `price` when it is known. */
class Pieces extends PageElement {
  static properties = {
    api: {attribute: false},
    /** async function giving the headers that authenticate */
    headers: {attribute: false},
    summary: {state: true},
    lines: {state: true},
    shown: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.summary = null;
    this.lines = null;
    this.shown = '';
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
  }

  refresh = async () => {
    try {
      this.summary = await this.api.get('/v1/pieces/me');
      this.problem = null;
      this.dispatchEvent(new CustomEvent('price', {detail: this.summary.price}));
      if (this.shown) {
        await this.#show(this.shown);
      }
    } catch (error) {
      this.problem = error;
    }
  };

  #show = async (month) => {
    this.shown = month;
    try {
      this.lines = (await this.api.get('/v1/pieces/me/statement', {month, limit: 200})).items;
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  #toggle = (month) => {
    if (this.shown === month) {
      this.shown = '';
      this.lines = null;
    } else {
      this.lines = null;
      this.#show(month);
    }
  };

  #save = async (month) => {
    try {
      await saveAnswer(`/v1/pieces/me/statement.csv?month=${month}`, await this.headers(), `pieces-${month}.csv`);
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    const {summary} = this;
    return html`<section class="card stack tight" aria-labelledby="pieces">
      <h2 id="pieces">Your pieces</h2>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.refresh}></cl-error>` : nothing}
      ${summary ? this.#content(summary) : this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`}
    </section>`;
  }

  #content({price, waiting, months}) {
    return html`
      <p>A piece that you take now pays <b>${money(price.cents, price.currency)}</b> once its answer is confirmed.</p>
      ${waiting.map((each) => html`<p class="soft">${each.pieces} ${each.pieces === 1 ? 'waits' : 'wait'} for the customer's verdict: ${money(each.cents, each.currency)}.</p>`)}
      ${months.length === 0
        ? html`<p class="soft">Nothing is confirmed yet. What is appears here by month, for your invoice.</p>`
        : html`<ul class="stack tight">${repeat(months, (each) => each.month + each.currency, (each) => html`<li class="stack tight">
            <div class="row apart"><span><b>${monthName(each.month)}</b>: ${each.pieces} ${each.pieces === 1 ? 'piece' : 'pieces'}, <b>${money(each.cents, each.currency)}</b></span>
              <span class="row"><button class="quiet small" aria-expanded=${this.shown === each.month} @click=${() => this.#toggle(each.month)}>Lines<span class="unseen"> of ${monthName(each.month)}</span></button>
                <button class="quiet small" @click=${() => this.#save(each.month)}>CSV<span class="unseen"> of ${monthName(each.month)}</span></button></span></div>
            ${this.shown === each.month ? this.#lines() : nothing}</li>`)}</ul>`}
      <p class="hint">Months are those of UTC. What is confirmed or taken off later counts in the month in which that happens.</p>`;
  }

  #lines() {
    return this.lines === null
      ? html`<cl-loading lines="2"></cl-loading>`
      : html`<ul class="stack tight small">${repeat(this.lines, (each) => each.assignmentId + each.kind, (each) => html`<li class="row apart">
          <span>${clockTime(each.at)} <span class="chip ${KINDS[each.kind]?.[1] ?? ''}">${KINDS[each.kind]?.[0] ?? each.kind}</span></span>
          <b class="number">${money(each.cents, each.currency)}</b></li>`)}</ul>`;
  }
}
customElements.define('cl-pieces', Pieces);
