import {PageElement, clockTime, html, nothing, poll, repeat, toast} from '/kit/kit.js';

const REFRESH_MILLIS = 20_000;
const VERDICTS = {
  PENDING: ['Waits for the customer', ''],
  CONFIRMED: ['It helped', 'good'],
  REFUSED: ['It did not help', 'warn'],
  UNJUDGED: ['Ended without a verdict', ''],
};
const TAKEN_BACK = {
  FIRST_ACTION: 'Taken back: nothing was begun in time.',
  COMPLETION: 'Taken back: the time for the answer was over.',
  REQUEST_ENDED: 'Ended: the customer needed no answer any more.',
  TIER_RAISED: 'Passed on: the customer asked for the company’s own people.',
};

/** Work that has ended: what was answered and what the customer said of it, or why it was taken back. */
class Answers extends PageElement {
  static properties = {
    api: {attribute: false},
    items: {state: true},
    next: {state: true},
    busy: {state: true},
    /** {id, error} of the answer whose command failed */
    refused: {state: true},
    problem: {state: true},
  };

  #stop = null;
  /** How often an answer has changed here: a list that was asked for before the last change is older than it. */
  #changes = 0;

  constructor() {
    super();
    this.items = null;
    this.next = null;
    this.busy = false;
    this.refused = null;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(() => this.refresh(), REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  /** The socket told of it: the customer wrote after the answer, or judged it. */
  heard(assignment) {
    const before = this.items?.find((each) => each.id === assignment.id);
    if (assignment.waitingOn === 'HELPERS' && assignment.conversation.length > (before?.conversation.length ?? 0)) {
      toast(`${assignment.customerAlias} wrote after your answer.`, 'warn');
    } else if (assignment.outcome.stars && assignment.outcome.stars !== before?.outcome.stars) {
      toast(`${assignment.customerAlias} gave your answer ${stars(assignment.outcome.stars)}${assignment.outcome.thanks ? ' and thanks you' : ''}.`, 'good');
    }
    this.#is(assignment);
  }

  #is(assignment) {
    this.#changes++;
    this.items = (this.items ?? []).map((each) => (each.id === assignment.id ? assignment : each));
  }

  async refresh() {
    const before = this.#changes;
    try {
      const page = await this.api.get('/v1/assignments', {state: 'ENDED', limit: 5});
      if (this.items && before !== this.#changes) {
        return true;
      }
      // What was unfolded stays; what is new comes on top.
      const fresh = new Set(page.items.map((each) => each.id));
      const older = (this.items ?? []).filter((each) => !fresh.has(each.id));
      this.items = [...page.items, ...older];
      if (older.length === 0) {
        this.next = page.next ?? null;
      }
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  }

  #more = async () => {
    try {
      const page = await this.api.get('/v1/assignments', {state: 'ENDED', limit: 20, cursor: this.next});
      const known = new Set(this.items.map((each) => each.id));
      this.items = [...this.items, ...page.items.filter((each) => !known.has(each.id))];
      this.next = page.next ?? null;
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    return html`<section class="card stack" aria-labelledby="answers">
      <h2 id="answers" tabindex="-1">My answers</h2>
      ${this.items === null && !this.problem ? html`<cl-loading lines="3"></cl-loading>` : nothing}
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${() => this.refresh()}></cl-error>` : nothing}
      ${this.items?.length === 0 ? html`<p class="soft">Nothing yet. What you have answered stays here, with what the customer says of it.</p>` : nothing}
      ${this.items?.length
        ? html`<ol class="answers" aria-label="My answers">${repeat(this.items, (each) => each.id, (each) => html`<li class="stack tight">${this.#one(each)}</li>`)}</ol>`
        : nothing}
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more answers</button></div>` : nothing}
    </section>`;
  }

  #one(each) {
    const {outcome} = each;
    const [verdict, tone] = each.waitingOn === 'HELPERS' ? ['Waits for you', 'warn'] : VERDICTS[outcome.verdict] ?? [each.state === 'RELEASED' ? 'Handed back' : 'Taken back', ''];
    return html`
      <div class="row apart top">
        <h3 class="asked" dir="auto" lang=${each.language || nothing}>${each.question ?? 'A question that is not yours to read any more'}</h3>
        <span class="chip ${tone}">${verdict}</span>
      </div>
      <p class="small soft">${each.customerAlias}, <time datetime=${each.endedAt}>${clockTime(each.endedAt)}</time>${each.round > 1 ? html`, round ${each.round}` : nothing}
        ${outcome.takenBack ? html`<br>${TAKEN_BACK[outcome.takenBack] ?? nothing}` : nothing}
        ${outcome.reason ? html`<br>You said why: <q dir="auto">${outcome.reason}</q>` : nothing}</p>
      ${outcome.stars ? html`<p class="given"><span aria-hidden="true">${'★'.repeat(outcome.stars)}${'☆'.repeat(5 - outcome.stars)}</span> ${stars(outcome.stars)}</p>` : nothing}
      ${outcome.thanks ? html`<blockquote class="said" dir="auto" lang=${each.language || nothing}>“${outcome.thanks}”</blockquote>` : nothing}
      ${outcome.answer ? html`<details><summary>Your answer</summary><p class="said" dir="auto">${outcome.answer}</p></details>` : nothing}
      ${each.waitingOn === 'HELPERS' ? this.#followUp(each) : nothing}`;
  }

  /** The customer wrote on: a follow-up or a mark of thanks, neither of which is work. */
  #followUp(each) {
    const since = each.conversation.filter((message) => message.author === 'CUSTOMER' && message.at > each.endedAt);
    return html`<div class="note warn stack tight">
      <b>${each.customerAlias} wrote after your answer</b>
      ${since.map((message) => html`<p class="said" dir="auto" lang=${each.language || nothing}>${message.text}</p>`)}
      <form class="stack tight" @submit=${(event) => this.#send(event, each)}>
        <div class="field">
          <label for="follow-${each.id}">Follow-up</label>
          <textarea id="follow-${each.id}" name="text" required maxlength="8000" dir="auto"></textarea>
        </div>
        <cl-error .error=${this.refused?.id === each.id ? this.refused.error : null}></cl-error>
        <div class="row">
          <button class="first" ?disabled=${this.busy}>Send follow-up</button>
          <button type="button" ?disabled=${this.busy} @click=${() => this.#act(each, 'thanks', {}, 'Marked as thanks.')}>These are thanks</button>
        </div>
      </form>
    </div>`;
  }

  #send(event, each) {
    event.preventDefault();
    const text = event.target.text.value.trim();
    if (text) {
      this.#act(each, 'follow-up', {text}, 'Your follow-up is sent.');
    }
  }

  async #act(each, what, body, done) {
    this.busy = true;
    this.refused = null;
    try {
      this.#is(await this.api.post(`/v1/assignments/${each.id}/${what}`, body));
      toast(done, 'good');
      await this.updateComplete;
      this.querySelector('#answers').focus();
    } catch (error) {
      this.refused = {id: each.id, error};
    }
    this.busy = false;
  }
}
customElements.define('cl-answers', Answers);

const stars = (count) => `${count} of 5 stars`;
