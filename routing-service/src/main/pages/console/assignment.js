import {PageElement, clockTime, html, nothing, points, repeat, skillName, statusWord, toast} from '/kit/kit.js';

const DRAFT_MILLIS = 700;

/** Work that was taken: conversation, clocks, answer with its draft, message, hand back. Fires `changed` with the assignment. */
class Assignment extends PageElement {
  static properties = {
    assignment: {attribute: false},
    api: {attribute: false},
    /** its member earns no points */
    unpaid: {type: Boolean},
    /** answer or message */
    writing: {state: true},
    answer: {state: true},
    saved: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  #saving = 0;
  #savedText = '';
  #spoken = 0;

  constructor() {
    super();
    this.writing = 'answer';
    this.answer = null;
    this.saved = '';
    this.busy = false;
    this.problem = null;
  }

  willUpdate() {
    // The draft of whoever had it before is where this answer begins; from then on the field is the member's.
    if (this.answer === null && this.assignment) {
      this.#savedText = this.assignment.draft ?? '';
      // What was typed just before a reload comes first.
      this.answer = sessionStorage.getItem(this.#draftKey) ?? this.#savedText;
      this.#saveDraft();
    }
  }

  updated() {
    const count = this.assignment.conversation.length;
    if (count !== this.#spoken) {
      this.#spoken = count;
      const list = this.querySelector('.conversation');
      list.scrollTop = list.scrollHeight;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#saveDraft();
  }

  get #draftKey() {
    return `crowdline.draft.${this.assignment.id}`;
  }

  get #address() {
    return `/v1/assignments/${this.assignment.id}`;
  }

  async #act(call, done) {
    this.busy = true;
    this.problem = null;
    try {
      await done(await call());
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  }

  #changed(assignment) {
    this.dispatchEvent(new CustomEvent('changed', {detail: assignment}));
  }

  render() {
    const {assignment} = this;
    return html`
      <article class="card stack work" aria-label="Question of ${assignment.customerAlias}">
        <div class="row apart">
          <h3>${assignment.customerAlias}</h3>
          <div class="row">
            ${assignment.priority && assignment.priority !== 'NORMAL' ? html`<cl-status value=${assignment.priority}></cl-status>` : nothing}
            ${assignment.needs.map((need) => html`<span class="chip">${skillName(need.skill)}</span>`)}
            ${this.unpaid ? nothing : html`<span class="chip accent">+${points(assignment.reward)}</span>`}
          </div>
        </div>
        ${this.#clocks()}
        ${assignment.round > 1 ? html`<p class="note warn">Round ${assignment.round}: an earlier answer did not solve it. Read what was tried.</p>` : nothing}
        <ol class="conversation" aria-label="Conversation" tabindex="0">
          ${repeat(assignment.conversation, (message) => message.id, (message) => html`<li><cl-message .message=${message} viewer="member" language=${assignment.language ?? ''}></cl-message></li>`)}
        </ol>
        ${this.#composer()}
        <cl-error .error=${this.problem}></cl-error>
        ${this.#history()}
        ${this.#release()}
      </article>`;
  }

  #clocks() {
    const {assignment} = this;
    if (assignment.pausedAt) {
      return html`<p class="note accent">The clock stands still: you wait for the customer.</p>`;
    }
    return html`<div class="clocks">
      ${assignment.firstActionAt
        ? nothing
        : html`<div class="row top">
            <cl-countdown class="grow" label="Begin within" .from=${assignment.acceptedAt} .until=${assignment.firstActionDueAt}></cl-countdown>
            <button class="first" ?disabled=${this.busy} @click=${() => this.#act(() => this.api.post(`${this.#address}/start`), (now) => this.#changed(now))}>Start</button>
          </div>`}
      <cl-countdown label="Answer within" .from=${assignment.acceptedAt} .until=${assignment.completionDueAt}></cl-countdown>
    </div>`;
  }

  #composer() {
    return html`
      <div class="stack tight">
        <fieldset class="segments">
          <legend class="unseen">What you write</legend>
          ${[['answer', 'Answer'], ['message', 'Message']].map(([value, name]) => html`
            <label><input type="radio" name="writing-${this.assignment.id}" value=${value} .checked=${this.writing === value} @change=${() => (this.writing = value)}><span>${name}</span></label>`)}
        </fieldset>
        ${this.writing === 'answer' ? this.#answerForm() : this.#messageForm()}
      </div>`;
  }

  #answerForm() {
    return html`<form class="stack tight" @submit=${this.#complete}>
      <div class="field">
        <label for="answer">Your answer</label>
        <textarea id="answer" required maxlength="8000" dir="auto" .value=${this.answer} @input=${this.#typed} @blur=${() => this.#saveDraft()}></textarea>
        <span class="hint" role="status">${this.saved || 'Saved as you write. It is sent when you finish.'}</span>
      </div>
      <div class="row"><button class="first" ?disabled=${this.busy}>Send answer and finish</button></div>
    </form>`;
  }

  #messageForm() {
    return html`<form class="stack tight" @submit=${this.#message}>
      <div class="field">
        <label for="message">Message to the customer</label>
        <textarea id="message" name="text" required maxlength="8000" dir="auto"></textarea>
      </div>
      <label class="check"><input type="checkbox" name="asks"><span>This asks the customer something
        <span class="hint">The clocks stand still until there is a reply.</span></span></label>
      <div><button class="first" ?disabled=${this.busy}>Send message</button></div>
    </form>`;
  }

  #typed = (event) => {
    this.answer = event.target.value;
    sessionStorage.setItem(this.#draftKey, this.answer);
    this.saved = 'Not saved yet';
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#saveDraft(), DRAFT_MILLIS);
  };

  async #saveDraft() {
    clearTimeout(this.#saving);
    const text = this.answer;
    if (text === null || text === this.#savedText) {
      return;
    }
    try {
      await this.api.put(`${this.#address}/draft`, {text});
      this.#savedText = text;
      if (this.answer === text) {
        sessionStorage.removeItem(this.#draftKey);
      }
      this.saved = `Draft saved ${clockTime(new Date().toISOString())}`;
    } catch (error) {
      this.saved = error.status === 409 ? '' : 'The draft is not saved; we keep trying while you write.';
    }
  }

  #complete = (event) => {
    event.preventDefault();
    const answer = this.answer.trim();
    if (answer) {
      clearTimeout(this.#saving);
      this.#savedText = this.answer;
      this.#act(() => this.api.post(`${this.#address}/complete`, {answer}), (done) => {
        sessionStorage.removeItem(this.#draftKey);
        this.#changed({...done, state: 'COMPLETED'});
      });
    }
  };

  #message = (event) => {
    event.preventDefault();
    const form = event.target;
    const text = form.text.value.trim();
    if (text) {
      this.#act(() => this.api.post(`${this.#address}/messages`, {text, asksCustomer: form.asks.checked}), (now) => {
        form.reset();
        this.writing = 'answer';
        this.#changed(now);
        toast('Message sent.', 'good');
      });
    }
  };

  #history() {
    const history = this.assignment.history ?? [];
    return history.length < 2 ? nothing : html`<details>
      <summary>What happened before</summary>
      <ol class="stack tight small">${history.map((each) => html`<li><time class="soft" datetime=${each.at}>${clockTime(each.at)}</time>
        ${each.alias ? html`<b>${each.alias}</b>: ` : nothing}${statusWord(each.what)}${each.reason ? html`, ${each.reason}` : nothing}</li>`)}</ol>
    </details>`;
  }

  #release() {
    return html`<details>
      <summary>I cannot finish this</summary>
      <form class="stack tight" @submit=${this.#handBack}>
        <p class="small">It goes back to the others with your draft. You are not asked again for this round.</p>
        <div class="field"><label for="reason">Why <span class="hint">optional</span></label><input id="reason" name="reason" maxlength="500" autocomplete="off"></div>
        <div><button class="bad" ?disabled=${this.busy}>Hand it back</button></div>
      </form>
    </details>`;
  }

  #handBack = (event) => {
    event.preventDefault();
    const reason = event.target.reason.value.trim();
    this.#act(async () => {
      await this.#saveDraft();
      return this.api.post(`${this.#address}/release`, reason ? {reason} : {});
    }, (done) => this.#changed({...done, state: 'RELEASED'}));
  };
}
customElements.define('cl-assignment', Assignment);
