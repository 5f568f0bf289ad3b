import {PageElement, html, nothing} from '/kit/kit.js';

/** What a kappa is called, by Landis and Koch (Biometrics 33, 1977). */
const WORDS = [[0.8, 'almost perfect'], [0.6, 'substantial'], [0.4, 'moderate'], [0.2, 'fair'], [0, 'slight']];
const word = (kappa) => WORDS.find(([above]) => kappa > above)?.[1] ?? 'none';

/** How far reviewers agree, for operators to read. */
class Agreement extends PageElement {
  static properties = {
    api: {attribute: false},
    found: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.found = null;
    this.problem = null;
  }

  #load = async () => {
    try {
      this.found = await this.api.get('/v1/reviews/agreement');
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    return html`<details class="card" @toggle=${(event) => event.target.open && this.#load()}>
      <summary>How far reviewers agree</summary>
      ${this.found ? this.#table(this.found) : this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>` : html`<cl-loading lines="4"></cl-loading>`}
    </details>`;
  }

  #table({all, topics, reviewers, days, least}) {
    return html`<div class="stack">
      <p class="hint">Cohen’s kappa of verdicts on the same answer, of those drawn in the last ${days} days: 1 is always of one mind, 0 no more than by chance. With fewer than ${least} pairs nothing is said.</p>
      ${all.pairs === 0 ? html`<p class="soft">Nothing was judged by two yet.</p>` : html`<div class="scroll" tabindex="0" role="group" aria-label="Agreement"><table>
        <thead><tr><th scope="col">Of</th><th scope="col" class="number">Pairs</th><th scope="col" class="number">Kappa</th><th scope="col">Agreement</th></tr></thead>
        <tbody>
          ${this.#row('All reviewers', all)}
          ${topics.map(({topic, agreement}) => this.#row(topic ? `About “${topic}”` : 'Not understood', agreement))}
          ${reviewers.map(({reviewer, agreement, topics: own}) => html`${this.#row(reviewer, agreement)}${own.length > 1 ? own.filter((each) => each.agreement.kappa !== undefined).map((each) => this.#row(`${reviewer}, ${each.topic ? `about “${each.topic}”` : 'not understood'}`, each.agreement)) : nothing}`)}
        </tbody></table></div>`}
    </div>`;
  }

  #row(title, {pairs, kappa}) {
    return html`<tr><th scope="row" dir="auto">${title}</th><td class="number">${pairs.toLocaleString()}</td><td class="number">${kappa === undefined ? '–' : kappa.toFixed(2)}</td><td>${kappa === undefined ? html`<span class="hint">not enough yet</span>` : word(kappa)}</td></tr>`;
  }
}
customElements.define('cl-agreement', Agreement);
