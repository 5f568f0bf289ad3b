import {PageElement, clockTime, html, nothing, repeat} from '/kit/kit.js';
import {VERDICTS} from '/reviews/verdicts.js';

/**
 * One answer with its question, and what the visitor says of it. Fires `judged` with what came of it. What is chosen
 * and noted stays with the answer until it is sent.
 */
class Judging extends PageElement {
  static properties = {
    api: {attribute: false},
    review: {attribute: false},
    conversation: {state: true},
    problem: {state: true},
    refused: {state: true},
    busy: {state: true},
    verdict: {state: true},
    note: {state: true},
  };

  /** read, chosen and noted, by review */
  #drafts = new Map();

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.conversation = null;
    this.problem = null;
    this.refused = null;
    this.busy = false;
    this.verdict = '';
    this.note = '';
  }

  willUpdate(changed) {
    const before = changed.get('review');
    if (changed.has('review') && before?.id !== this.review?.id) {
      if (before) {
        this.#drafts.set(before.id, {conversation: this.conversation, verdict: this.verdict, note: this.note});
      }
      this.#clear();
      Object.assign(this, this.#drafts.get(this.review.id));
      if (!this.conversation) {
        this.#read();
      }
    }
  }

  #read = async () => {
    const {id, requestId, answerId} = this.review;
    try {
      const read = await this.api.get(`/v1/routes/${requestId}/answers/${answerId}`);
      if (id === this.review.id) {
        this.conversation = read;
        this.problem = null;
        await this.updateComplete;
        this.querySelector('.conversation').lastElementChild?.scrollIntoView({block: 'nearest'});
      }
    } catch (error) {
      if (id === this.review.id) {
        this.problem = error;
      }
    }
  };

  /** Chooses the verdict of that place, from 0. */
  choose(place) {
    if (this.conversation && !this.busy) {
      this.verdict = VERDICTS[place][0];
    }
  }

  /** The caret into the note. */
  write() {
    this.querySelector('textarea')?.focus();
  }

  /** Sends what is chosen. */
  send = async (event) => {
    event?.preventDefault();
    if (!this.verdict || this.busy || !this.conversation) {
      return;
    }
    const {review, verdict, note} = this;
    this.busy = true;
    this.refused = null;
    try {
      const after = await this.api.post(`/v1/reviews/${review.id}/judgement`, {verdict, note: note.trim()});
      this.#said(after);
    } catch (error) {
      if ([404, 409, 410].includes(error.status)) {
        this.#said({...review, gone: error});
      } else {
        this.refused = error;
      }
    }
    this.busy = false;
  };

  /** What was chosen and noted goes with its answer. */
  #said(detail) {
    this.verdict = '';
    this.note = '';
    this.dispatchEvent(new CustomEvent('judged', {detail}));
  }

  #typed = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      this.send(event);
    } else if (event.key === 'Escape') {
      event.target.blur();
    }
  };

  render() {
    const {topic, openedAt, appeal} = this.review;
    return html`<article class="card stack judged" aria-labelledby="judged">
      <div class="row apart"><h2 id="judged">${topic ? html`About “<span dir="auto">${topic}</span>”` : 'A question that nobody understood'}</h2>
        <span class="hint">drawn <time datetime=${openedAt}>${clockTime(openedAt)}</time></span></div>
      ${appeal ? html`<p class="note warn"><b>On appeal.</b> It was judged wrong or harmful, and its author says: <span dir="auto">“${appeal}”</span> What you say decides.</p>` : nothing}
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#read}></cl-error>` : this.conversation ? this.#text() : html`<cl-loading lines="6"></cl-loading>`}
    </article>`;
  }

  #text() {
    const {language, conversation} = this.conversation;
    return html`
      <div class="conversation" tabindex="0" role="region" aria-label="Conversation">${repeat(conversation, (each) => each.id, (each) => html`<cl-message .message=${each} viewer="reviewer" language=${language}></cl-message>`)}</div>
      <form class="stack" @submit=${this.send}>
        <fieldset class="verdicts"><legend>The answer is</legend>
          ${VERDICTS.map(([verdict, word, means], place) => html`<label>
            <input type="radio" name="verdict" value=${verdict} .checked=${this.verdict === verdict} @change=${() => (this.verdict = verdict)}>
            <b>${word}</b><kbd>${place + 1}</kbd><span class="hint">${means}</span></label>`)}
        </fieldset>
        <div class="field"><label for="judging-note">Why <span class="hint">(you need not say; the author and operators read it)</span></label>
          <textarea id="judging-note" rows="2" maxlength="1000" .value=${this.note} @input=${(event) => (this.note = event.target.value)} @keydown=${this.#typed}></textarea></div>
        <cl-error .error=${this.refused}></cl-error>
        <div class="row"><button class="first" ?disabled=${!this.verdict || this.busy}>Say so, and next</button>
          <span class="hint keys"><kbd>Enter</kbd> sends, <kbd>N</kbd> writes a note</span></div>
      </form>`;
  }
}
customElements.define('cl-judging', Judging);
