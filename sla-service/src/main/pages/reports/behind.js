import {PageElement, clockTime, html, nothing, points, priorityWord, repeat, statusWord, tierWord} from '/kit/kit.js';
import {periodName, topicName} from '/reports/words.js';

const SHOWN = 50;
const TITLES = {
  submitted: 'Requests that were asked',
  resolved_by_community: 'Resolved by the community',
  resolved_by_contractor: 'Resolved by contractors',
  resolved_by_specialist: 'Resolved by specialists',
  resolved_by_article: 'Solved by an article, before anybody had to answer',
  cancelled: 'Cancelled requests',
  paid: 'Requests that paid points',
};

/** The requests behind a number of a report, in a drawer. */
class Behind extends PageElement {
  static properties = {
    api: {attribute: false},
    asked: {state: true},
    items: {state: true},
    next: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#forget(null);
  }

  #forget(asked) {
    this.asked = asked;
    this.items = null;
    this.next = null;
    this.problem = null;
  }

  /** @param asked {period, topic, figure} */
  open(asked) {
    this.#forget(asked);
    this.querySelector('dialog').showModal();
    this.#further();
  }

  #further = async () => {
    const {asked} = this;
    this.problem = null;
    try {
      const {items, next} = await this.api.get('/v1/reports/requests', {...asked, limit: SHOWN, cursor: this.next});
      if (asked === this.asked) {
        this.items = [...(this.items ?? []), ...items];
        this.next = next ?? null;
      }
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    const {asked} = this;
    return html`<dialog class="side" aria-labelledby="behind" @close=${() => this.#forget(null)} @click=${this.#outside}>
      <div class="stack">
        <div class="row apart close"><h2 id="behind">${asked ? TITLES[asked.figure] : 'Requests'}</h2>
          <button class="quiet" @click=${() => this.querySelector('dialog').close()}>Close</button></div>
        ${asked ? html`<p class="hint">${periodName(asked.period)}${asked.topic === null ? nothing : `, ${topicName(asked.topic)}`}</p>` : nothing}
        ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#further}></cl-error>` : nothing}
        ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="6"></cl-loading>`) : this.#list()}
      </div></dialog>`;
  }

  #list() {
    return html`${this.items.length === 0
      ? html`<cl-empty heading="No request"></cl-empty>`
      : html`<ul class="behind">${repeat(this.items, (each) => each.requestId, (each) => html`<li>
          <a href="/operations/#request=${each.requestId}">${clockTime(each.submittedAt)}, ${topicName(each.topic)}</a>
          <span class="chip">${priorityWord(each.priority)}</span><span class="chip">${statusWord(each.status)}</span>
          ${each.resolvedBy ? html`<span class="chip good">${tierWord(each.resolvedBy)}</span>` : nothing}
          ${each.points ? html`<span>${points(each.points)}</span>` : nothing}</li>`)}</ul>`}
      ${this.next ? html`<div><button class="quiet" @click=${this.#further}>Show more</button></div>` : nothing}`;
  }

  #outside = (event) => {
    if (event.target === this.querySelector('dialog')) {
      event.target.close();
    }
  };
}
customElements.define('cl-behind', Behind);
