import {PageElement, html, nothing, readable, skillName} from '/kit/kit.js';

const NAMES = {
  proficiency: 'How well you know it',
  idle: 'Your turn',
  room: 'Your room',
  lastContributor: 'You and this customer',
  tier: 'Your tier',
};

/** Why this member was asked and what happens next: fetched when it is opened. */
class Why extends PageElement {
  static properties = {
    api: {attribute: false},
    offer: {},
    explanation: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.explanation = null;
    this.problem = null;
  }

  render() {
    return html`<details @toggle=${this.#open}>
      <summary>Why me?</summary>
      ${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
      ${this.explanation ? this.#parts() : this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`}
    </details>`;
  }

  #open = async (event) => {
    if (event.target.open && !this.explanation) {
      this.problem = null;
      try {
        this.explanation = await this.api.get(`/v1/offers/${this.offer}/explanation`);
      } catch (error) {
        this.problem = error;
      }
    }
  };

  #parts() {
    const {parts = [], considered, score, whatHappensNext = []} = this.explanation;
    const most = Math.max(0.0001, ...parts.map((part) => Math.abs(part.contribution)));
    return html`<div class="stack tight">
      <p class="small">You were chosen from ${considered} ${considered === 1 ? 'member' : 'members'} who could help. Your score: <b>${format(score)}</b>, made of</p>
      <ul class="stack tight">${parts.map((part) => html`<li class="measure small">
        <span>${NAMES[part.name] ?? skillName(part.name)}</span>
        <b title="value ${format(part.value)} × weight ${format(part.weight)}">${format(part.contribution)}</b>
        <cl-bar share=${Math.abs(part.contribution) / most} tone=${part.contribution < 0 ? 'soon' : ''}></cl-bar>
        <span class="hint">${readable(part.because)}</span>
      </li>`)}</ul>
      ${whatHappensNext.length ? html`<h4 class="small">What happens next</h4>
        <ul class="stack tight small">${whatHappensNext.map((line) => html`<li>${readable(line)}</li>`)}</ul>` : nothing}
    </div>`;
  }
}
customElements.define('cl-why', Why);

const format = (value) => Number(value).toFixed(2);
