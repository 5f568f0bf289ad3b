import {PageElement, duration, html, languageName, points, priorityWord} from '/kit/kit.js';

const PRIORITIES = ['URGENT', 'HIGH', 'NORMAL', 'LOW'];

/** What a factor suits, in words. */
const suits = ({topic, language, level}) =>
  [topic, language ? languageName(language) : '', level ? `level ${level} or higher` : ''].filter(Boolean).join(', ');

/** Earning rules in words, for who earns by them. */
export const inWords = ({points: paid, factors, cap, promptAnswer, wellRated, royalty}) => [
  `A confirmed answer pays ${PRIORITIES.map((each) => `${points(paid[each])} (${priorityWord(each)})`).join(', ')}.`,
  ...factors.map((each) => `${suits(each)}: × ${each.percent / 100}.`),
  ...(promptAnswer ? [`${points(promptAnswer.points)} more for an answer within ${duration(promptAnswer.seconds)}.`] : []),
  ...(wellRated ? [`${points(wellRated.points)} more when the customer gives it ${wellRated.stars === 5 ? '5 stars' : `${wellRated.stars} stars or more`}.`] : []),
  ...(royalty ? [`${points(royalty.points)} each time that an article made of your answer solves another question.`] : []),
  ...(cap ? [`Who has taken work for ${points(cap.points)} in a day (UTC) is offered ${cap.percent} % of it for the rest of the day.`] : []),
];

/** How points are earned, for a member to read. */
class Earning extends PageElement {
  static properties = {
    api: {attribute: false},
    rules: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.rules = null;
    this.problem = null;
  }

  #load = async () => {
    try {
      this.rules = (await this.api.get('/v1/earning-rules/current')).rules;
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    return html`<details @toggle=${(event) => event.target.open && !this.rules && this.#load()}>
      <summary>How points are earned</summary>
      ${this.rules ? html`<ul>${inWords(this.rules).map((line) => html`<li dir="auto">${line}</li>`)}</ul><p class="hint">An offer shows what it pays, and never pays less.</p>`
        : this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>` : html`<cl-loading lines="3"></cl-loading>`}
    </details>`;
  }
}
customElements.define('cl-earning', Earning);
