import {PageElement, clockTime, duration, html, money, nothing, points, repeat, skillName, statusWord, toast} from '/kit/kit.js';
import '/kit/notes.js';

/** While somebody types the draft is saved so often; work may be taken away at any moment. */
const DRAFT_MILLIS = 1500;
/** Beyond the clock, in case its end was moved while this page could not hear of it. */
const GRACE_MILLIS = 60_000;

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
  #version = 1;
  #putting = null;
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
    // From here on the field is the member's; what another tab writes meanwhile is refused, not merged.
    if (this.answer === null && this.assignment) {
      this.#savedText = this.assignment.draft ?? '';
      this.#version = this.assignment.draftVersion ?? 1;
      // What was typed just before a reload comes first.
      this.answer = sessionStorage.getItem(this.#draftKey) ?? this.#savedText;
      this.#saveDraft();
    }
  }

  updated() {
    const count = this.assignment.conversation.length;
    if (count !== this.#spoken) {
      this.#spoken = count;
      const list = this.querySelector('.work > .conversation');
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

  /** A command is repeated until the clock that it works against has ended. */
  #command(what, body) {
    const {completionDueAt, pausedAt} = this.assignment;
    const until = Math.max(pausedAt ? 0 : Date.parse(completionDueAt), Date.now()) + GRACE_MILLIS;
    return this.api.post(`${this.#address}/${what}`, body, {until});
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
            ${assignment.price ? html`<span class="chip good">pays ${money(assignment.price.cents, assignment.price.currency)}</span>` : nothing}
            ${this.unpaid ? nothing : html`<span class="chip accent">+${points(assignment.reward)}</span>`}
          </div>
        </div>
        <div class="clock">${this.#clocks()}</div>
        ${assignment.round > 1 ? html`<p class="note warn">Round ${assignment.round}: an earlier answer did not solve it. Read what was tried.</p>` : nothing}
        ${assignment.earlier?.length ? html`<details>
          <summary>It goes on from an earlier question: what was said there</summary>
          ${assignment.earlier.toReversed().map((each) => html`<p class="hint">${clockTime(each.submittedAt)}</p>${this.#said(each.conversation, 'Earlier conversation')}`)}
        </details>` : nothing}
        ${this.#said(assignment.conversation, 'Conversation')}
        ${this.#earlier()}
        ${this.#composer()}
        ${this.#history()}
        ${this.#release()}
        ${this.unpaid ? html`<section class="stack tight" aria-labelledby="staff-notes"><h3 id="staff-notes">Notes of staff</h3>
          <cl-notes .api=${this.api} route=${assignment.routeId}></cl-notes></section>` : nothing}
      </article>`;
  }

  #said(conversation, label) {
    return html`<ol class="conversation" aria-label=${label} tabindex="0">
      ${repeat(conversation, (message) => message.id, (message) => html`<li><cl-message .message=${message} viewer="member" language=${this.assignment.language ?? ''}></cl-message></li>`)}
    </ol>`;
  }

  #clocks() {
    const {assignment} = this;
    if (assignment.pausedAt) {
      return html`<p class="note accent">The clock stands still: you wait for the customer.</p>`;
    }
    return html`${assignment.moreTime ? html`<p class="note accent">Staff gave you more time: <span dir="auto">${assignment.moreTime}</span></p>` : nothing}<div class="clocks">
      ${assignment.firstActionAt
        ? nothing
        : html`<div class="row top">
            <cl-countdown class="grow" label="Begin within" .from=${assignment.acceptedAt} .until=${assignment.firstActionDueAt}></cl-countdown>
            <button class="first" ?disabled=${this.busy} @click=${() => this.#act(() => this.#command('start'), (now) => this.#changed(now))}>Start</button>
          </div>`}
      <div class="row top">
        <cl-countdown class="grow" label="Answer within" .from=${assignment.acceptedAt} .until=${assignment.completionDueAt}></cl-countdown>
        ${assignment.extensionsLeft > 0
          ? html`<button ?disabled=${this.busy} title="${assignment.extensionsLeft} left" @click=${() => this.#act(() => this.#command('extend'), (now) => this.#changed(now))}>+${duration(assignment.extensionSeconds)}</button>`
          : nothing}
      </div>
    </div>`;
  }

  #composer() {
    return html`
      <div class="stack tight composer" @keydown=${this.#send}>
        <fieldset class="segments">
          <legend class="unseen">What you write</legend>
          ${[['answer', 'Answer'], ['message', 'Message']].map(([value, name]) => html`
            <label><input type="radio" name="writing-${this.assignment.id}" value=${value} .checked=${this.writing === value} @change=${() => (this.writing = value)}><span>${name}</span></label>`)}
        </fieldset>
        <cl-error .error=${this.problem}></cl-error>
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
      <div class="row"><button class="first" ?disabled=${this.busy}>Send answer and finish</button><span class="hint keys"><kbd>Ctrl</kbd> <kbd>Enter</kbd></span></div>
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

  #send = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
      event.preventDefault();
      event.target.form?.requestSubmit();
    }
  };

  #typed = (event) => {
    this.answer = event.target.value;
    sessionStorage.setItem(this.#draftKey, this.answer);
    this.saved = 'Not saved yet';
    // Counted from the first key and not from the last: who never pauses is saved all the same.
    this.#saving ||= setTimeout(() => this.#saveDraft(), DRAFT_MILLIS);
  };

  /** One at a time, so that each names the version that the one before has made. */
  #saveDraft() {
    clearTimeout(this.#saving);
    this.#saving = 0;
    this.#putting = (this.#putting ?? Promise.resolve()).then(() => this.#put());
    return this.#putting;
  }

  async #put() {
    const text = this.answer;
    if (text === null || text === this.#savedText) {
      return;
    }
    try {
      const kept = await this.api.put(`${this.#address}/draft`, {text}, {version: this.#version});
      this.#savedText = text;
      this.#version = kept.draftVersion;
      if (kept.firstActionAt && !this.assignment.firstActionAt && kept.state === 'ACTIVE') {
        this.#changed(kept);
      }
      if (this.answer === text) {
        sessionStorage.removeItem(this.#draftKey);
      }
      this.saved = `Draft saved ${clockTime(new Date().toISOString())}`;
    } catch (error) {
      if (error.status === 412) {
        await this.#overtaken(text);
      } else {
        this.saved = error.status === 409 ? '' : 'The draft is not saved; we keep trying while you write.';
      }
    }
  }

  /** Another tab has written meanwhile: what is longer stays, and what stands here may be sent on top of it. */
  async #overtaken(text) {
    const now = await this.api.get(this.#address).catch(() => null);
    if (now) {
      this.#version = now.draftVersion;
      this.#savedText = now.draft;
      if (now.draft.length > text.length) {
        this.answer = now.draft;
        sessionStorage.removeItem(this.#draftKey);
        this.saved = 'Another tab has written more of this; that is what stands here now.';
      } else {
        this.#saveDraft();
      }
    }
  }

  #complete = (event) => {
    event.preventDefault();
    const answer = this.answer.trim();
    if (answer) {
      this.#act(() => this.#command('complete', {answer}), (done) => {
        this.#savedText = this.answer;
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
      this.#act(() => this.#command('messages', {text, asksCustomer: form.asks.checked}), (now) => {
        form.reset();
        this.writing = 'answer';
        this.#changed(now);
        toast('Message sent.', 'good');
      });
    }
  };

  /** Beside the own field and never in it. */
  #earlier() {
    const earlier = this.assignment.earlierDrafts ?? [];
    return earlier.length === 0 ? nothing : html`<details open>
      <summary>What was begun before</summary>
      <ul class="stack tight">${earlier.map((each) => html`<li class="note">
        <span class="small soft"><b>${each.alias}</b>, not sent, <time datetime=${each.at}>${clockTime(each.at)}</time></span>
        <p class="said" dir="auto">${each.text}</p></li>`)}</ul>
    </details>`;
  }

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
      return this.#command('release', reason ? {reason} : {});
    }, (done) => this.#changed({...done, state: 'RELEASED'}));
  };
}
customElements.define('cl-assignment', Assignment);
