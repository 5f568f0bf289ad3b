import {Api, PageElement, Problem, html, listen, nothing, repeat, toast} from '/kit/kit.js';
import {readLink} from '/help/link.js';
import {story} from '/help/story.js';
import '/help/rating.js';
import '/help/waiting.js';

const STEPS = ['Asked', 'In work', 'Answered', 'Solved'];
const FINISHED = ['RESOLVED', 'CANCELLED'];

/** The customer's page: one request, who speaks, what one can do about it. */
class Help extends PageElement {
  static properties = {
    conversation: {state: true},
    problem: {state: true},
    failed: {state: true},
    sending: {state: true},
    actionProblem: {state: true},
    notSolved: {state: true},
  };

  #link = null;
  #api = new Api({headers: async () => this.#headers()});
  #listening = null;

  constructor() {
    super();
    this.conversation = null;
    this.problem = null;
    this.failed = null;
    this.sending = false;
    this.actionProblem = null;
    this.notSolved = false;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#open);
    this.#open();
  }

  #headers() {
    return {'X-Customer-Link': this.#link.token};
  }

  get #address() {
    return `/v1/conversations/${this.#link.requestId}`;
  }

  #open = () => {
    // The skip link is a fragment as well.
    if (location.hash === '#main') {
      return;
    }
    this.#listening?.abort();
    this.#link = readLink(location.hash);
    this.conversation = null;
    this.problem = null;
    if (!this.#link) {
      this.problem = new Problem(404, {title: 'no link'});
    } else if (this.#link.expiresAt < Date.now()) {
      this.problem = new Problem(410, {title: 'expired'});
    } else {
      this.#listen();
    }
  };

  async #listen() {
    const ending = (this.#listening = new AbortController());
    this.#load();
    await listen({
      path: `${this.#address}/events`,
      headers: async () => this.#headers(),
      signal: ending.signal,
      heard: (event, data) => event === 'conversation' && this.#heard(data),
      state: (state) => {
        this.#shell.connection = state;
        // Coming back may have missed something that the stream does not repeat.
        if (state === 'live' && this.conversation) {
          this.#load();
        }
      },
      refused: (problem) => {
        this.#shell.connection = '';
        this.problem = problem;
      },
    });
  }

  #load = async () => {
    const link = this.#link;
    try {
      const conversation = await this.#api.get(this.#address);
      if (link === this.#link) {
        this.failed = null;
        this.#heard(conversation);
      }
    } catch (error) {
      if (error instanceof Problem && error.status < 500) {
        this.problem = error;
        this.#listening?.abort();
        this.#shell.connection = '';
      } else if (!this.conversation) {
        this.failed = error;
      }
    }
  };

  #heard(conversation) {
    this.conversation = conversation;
    this.problem = null;
    this.failed = null;
    this.#shell.demo = conversation.request.community === 'demo';
    const {heading} = story(conversation);
    document.title = `${heading} · Crowdline`;
  }

  get #shell() {
    return document.querySelector('cl-shell');
  }

  /** One action at a time; what the visitor wrote is kept until the server has it. */
  async #act(path, body, done = () => {}) {
    this.sending = true;
    this.actionProblem = null;
    try {
      done(await this.#api.post(`${this.#address}/${path}`, body));
      await this.#load();
    } catch (error) {
      this.actionProblem = {path, error};
    }
    this.sending = false;
  }

  render() {
    if (this.problem) {
      return this.#closed();
    }
    if (this.failed) {
      return html`<div class="card"><cl-error .error=${this.failed} retry @retry=${this.#load}></cl-error></div>`;
    }
    return this.conversation ? this.#whole() : html`<div class="card"><h1>Your question</h1><cl-loading lines="6"></cl-loading></div>`;
  }

  #closed() {
    const noLink = this.problem.status === 404 && !this.#link;
    const text = noLink
      ? 'The address of this page ends with a long key after the # sign; it came with the confirmation of your question. Part of it may have been lost when it was copied.'
      : 'For your safety a link opens its question for 90 days, and only while the question is kept. If you still need help, please ask again where you asked before.';
    return html`<section class="card stack">
      <h1>${noLink ? 'This page needs the link you were given' : 'This link does not open a question any more'}</h1>
      <p>${text}</p>
      ${noLink ? nothing : html`<div><button @click=${this.#open}>Try again</button></div>`}
    </section>`;
  }

  #whole() {
    const {request, messages} = this.conversation;
    const told = story(this.conversation);
    const finished = FINISHED.includes(request.status);
    return html`<div class="stack loose">
      <section class="card stack" aria-labelledby="state">
        <div role="status" class="stack tight">
          <h1 id="state">${told.heading}</h1>
          <p>${told.text}</p>
          ${request.status === 'OPEN' ? html`<cl-waiting .api=${this.#api} route=${this.#link.requestId}></cl-waiting>` : nothing}
          ${request.linkedTo ? html`<p class="hint">It goes on from an earlier question of yours.</p>` : nothing}
        </div>
        ${request.status === 'CANCELLED' ? nothing : html`<ol class="steps ${request.status === 'RESOLVED' ? 'over' : ''}" aria-label="Progress">
          ${STEPS.map((name, step) => html`<li class=${step <= told.step ? 'done' : ''} aria-current=${step === told.step ? 'step' : nothing}>${name}</li>`)}
        </ol>`}
        ${request.status === 'ANSWERED' ? html`${this.#verdict()}${this.#failed('verdict')}` : nothing}
        ${(this.conversation.canRate || this.conversation.rating) && !this.notSolved ? html`${this.#rating()}${this.#failed('rating')}` : nothing}
      </section>

      <section class="card stack" aria-labelledby="conversation">
        <h2 id="conversation">Conversation</h2>
        <ol class="conversation" aria-live="polite">
          ${repeat(messages, (message) => message.id, (message) => html`
            <li><cl-message .message=${message} viewer="customer" language=${request.language ?? ''}></cl-message></li>`)}
        </ol>
        ${told.writing ? html`<p class="writing"><span class="row" aria-hidden="true"><i></i><i></i><i></i></span>${told.heading.replace(' is writing', '')} is writing</p>` : nothing}
        ${this.#reply(request, finished)}
      </section>

      ${finished ? nothing : this.#staff(request)}
      <p class="hint">People who help you see the name <b>${request.alias}</b> and this conversation, never your real name, address or number.
        Keep this address to yourself: whoever has it can read and write here.</p>
    </div>`;
  }

  /** Stands where the visitor has just pressed. */
  #failed(path) {
    return this.actionProblem?.path === path ? html`<cl-error .error=${this.actionProblem.error}></cl-error>` : nothing;
  }

  #verdict() {
    if (this.notSolved) {
      return html`<form class="stack tight" @submit=${this.#sendNotSolved}>
        <div class="field">
          <label for="open">What is still open?</label>
          <span class="hint" id="open-hint">Optional. It helps whoever answers next.</span>
          <textarea id="open" name="text" maxlength="8000" aria-describedby="open-hint"></textarea>
        </div>
        <div class="row">
          <button class="first" ?disabled=${this.sending}>Not solved, ask again</button>
          <button type="button" class="quiet" @click=${() => (this.notSolved = false)}>Back</button>
        </div>
      </form>`;
    }
    return html`<div class="row" role="group" aria-label="Did it solve your problem?">
      <button class="first" ?disabled=${this.sending} @click=${() => this.#act('verdict', {solved: true})}>Yes, solved</button>
      <button ?disabled=${this.sending} @click=${() => (this.notSolved = true)}>No, not solved</button>
    </div>`;
  }

  #sendNotSolved = (event) => {
    event.preventDefault();
    const text = event.target.text.value.trim();
    this.#act('verdict', {solved: false, ...(text ? {text} : {})}, () => {
      this.notSolved = false;
      toast('Your question is open again.', 'good');
    });
  };

  #rating() {
    return html`<cl-rating .rating=${this.conversation.rating ?? null} ?sending=${this.sending}
      reopens=${this.conversation.request.status === 'ANSWERED' ? 'yes' : 'no'}
      @rate=${(event) => this.#act('rating', event.detail, () => toast('Thank you for your rating.', 'good'))}></cl-rating>`;
  }

  #reply(request, finished) {
    const asked = request.waitingOn === 'CUSTOMER' && request.status === 'IN_WORK';
    return html`<form class="stack tight" @submit=${this.#send}>
      <div class="field">
        <label for="reply">${asked ? 'Your reply' : finished ? 'Still something to ask?' : 'Write something more'}</label>
        ${finished ? html`<span class="hint">This begins a new question that knows what was said here.</span>` : nothing}
        <textarea id="reply" name="text" required maxlength="8000" dir="auto" .value=${this.#kept} @input=${this.#keep}></textarea>
      </div>
      <div><button class=${asked ? 'first' : ''} ?disabled=${this.sending}>Send</button></div>
      ${this.#failed('messages')}
    </form>`;
  }

  #send = (event) => {
    event.preventDefault();
    const field = event.target.text;
    const text = field.value.trim();
    if (text) {
      this.#act('messages', {text}, (written) => {
        field.value = '';
        sessionStorage.removeItem(this.#draftKey);
        if (written.continuedIn) {
          location.assign(new URL(written.continuedIn.page, location.href));
        }
      });
    }
  };

  // What is half-written survives a reload.
  get #draftKey() {
    return `crowdline.reply.${this.#link.requestId}`;
  }

  get #kept() {
    return sessionStorage.getItem(this.#draftKey) ?? '';
  }

  #keep = (event) => sessionStorage.setItem(this.#draftKey, event.target.value);

  #staff(request) {
    if (request.minimumTier === 'SPECIALIST') {
      return html`<p class="note">You asked for a member of staff. Only specialists of the company see your question now.</p>`;
    }
    return html`<section class="card stack tight" aria-labelledby="staff">
      <h2 id="staff">Rather talk to staff?</h2>
      <p>Members of the community answer here. You can ask for a member of the company's own staff at any time; it may take a little longer.</p>
      <div><button ?disabled=${this.sending} @click=${() => this.#act('staff', {}, () => toast('Staff has been asked for.', 'good'))}>Ask for staff</button></div>
      ${this.#failed('staff')}
    </section>`;
  }
}
customElements.define('cl-help', Help);
