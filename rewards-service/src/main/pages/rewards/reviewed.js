import {PageElement, clockTime, html, nothing, repeat, toast} from '/kit/kit.js';
import {verdictTone, verdictWord} from '/reviews/verdicts.js';

const SHOWN = 10;

/** What reviewers said of the member's answers, and the way to say that they are wrong. */
class Reviewed extends PageElement {
  static properties = {
    api: {attribute: false},
    items: {state: true},
    next: {state: true},
    /** the one that is appealed now */
    appealed: {state: true},
    busy: {state: true},
    problem: {state: true},
    refused: {state: true},
  };

  constructor() {
    super();
    this.items = null;
    this.next = null;
    this.appealed = null;
    this.busy = false;
    this.problem = null;
    this.refused = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  #load = async () => {
    await this.#read({limit: SHOWN}, []);
  };

  #more = () => this.#read({limit: SHOWN, cursor: this.next}, this.items);

  async #read(asked, before) {
    try {
      const {items, next} = await this.api.get('/v1/reviews/me', asked);
      this.items = [...before, ...items];
      this.next = next ?? null;
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  }

  async #open(review) {
    this.appealed = review;
    this.refused = null;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #close = () => this.querySelector('dialog').close();

  #send = async (event) => {
    event.preventDefault();
    this.busy = true;
    try {
      const after = await this.api.post(`/v1/reviews/me/${this.appealed.id}/appeal`, {reason: event.target.elements.reason.value.trim()});
      this.items = this.items.map((each) => (each.id === after.id ? after : each));
      toast('Somebody else judges your answer, and decides.');
      this.#close();
    } catch (error) {
      this.refused = error;
    }
    this.busy = false;
  };

  render() {
    if (!this.problem && !this.items?.length) {
      return nothing;
    }
    return html`<section class="card stack" aria-labelledby="reviewed">
      <h2 id="reviewed">What reviewers said of your answers</h2>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>` : nothing}
      <ol class="entries">${repeat(this.items ?? [], ({id}) => id, (each) => this.#item(each))}</ol>
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more</button></div>` : nothing}
      <dialog aria-labelledby="appealing" @close=${() => (this.appealed = null)}>${this.appealed ? this.#form(this.appealed) : nothing}</dialog>
    </section>`;
  }

  #item(review) {
    const {topic, verdict, settledAt, notes, appeal, appealUntil} = review;
    return html`<li>
      <span dir="auto">${topic ? `About “${topic}”` : 'A question that nobody understood'}</span>
      <span class="row"><span class="chip ${verdictTone(verdict)}">${verdictWord(verdict)}</span>${appealUntil ? html`<button class="quiet small" @click=${() => this.#open(review)}>Appeal<span class="unseen"> ${topic ?? ''}</span></button>` : nothing}</span>
      ${notes.map((note) => html`<span class="whole" dir="auto">“${note}”</span>`)}
      <span class="whole hint">${settledAt ? html`<time datetime=${settledAt}>${clockTime(settledAt)}</time>` : nothing}${appeal ? (appeal.decided ? ' · decided on your appeal' : ' · you appealed; somebody else judges it') : ''}${appealUntil ? ` · appeal until ${clockTime(appealUntil)}` : ''}</span></li>`;
  }

  #form({verdict}) {
    return html`<form class="stack" @submit=${this.#send}>
      <h2 id="appealing">Appeal</h2>
      <p class="hint">Your answer was judged ${verdictWord(verdict).toLowerCase()}. Somebody who has not judged it reads it again, with what you say and without your name, and decides for good.</p>
      <div class="field"><label for="reason">Why it is right</label><textarea id="reason" name="reason" rows="4" maxlength="1000" required></textarea></div>
      <cl-error .error=${this.refused}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>Appeal</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }
}
customElements.define('cl-reviewed', Reviewed);
