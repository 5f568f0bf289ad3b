import {Api, PageElement, Problem, Unreachable, html, listen, nothing, repeat, toast} from '/kit/kit.js';
import {Spoken, speak, speaksNow} from '/kit/speech.js';
import {readLink} from '/help/link.js';
import {story} from '/help/story.js';
import english from '/help/words/en.js';
import '/help/answered-before.js';
import '/help/rating.js';
import '/help/waiting.js';

const FINISHED = ['RESOLVED', 'CANCELLED'];
const ENDED_WITH_ANSWER = ['ANSWERED', 'RESOLVED'];

/** The customer's page: one request, who speaks, what one can do about it; in the language of the request or the visitor. */
class Help extends PageElement {
  static properties = {
    conversation: {state: true},
    problem: {state: true},
    failed: {state: true},
    sending: {state: true},
    actionProblem: {state: true},
    notSolved: {state: true},
    withdrawing: {state: true},
    connection: {state: true},
    language: {state: true},
  };

  #link = null;
  #api = new Api({headers: async () => this.#headers()});
  #listening = null;
  #heardAt = null;
  #spoken = new Spoken('en');
  #wanted = null;
  /** While the words of the request's language are on their way: the promise of it, and what was heard last. */
  #speaking = null;
  #latest = null;

  constructor() {
    super();
    this.#forget();
    this.failed = null;
    this.sending = false;
    this.connection = '';
    this.language = {tag: 'en', words: english};
    this.#api.addEventListener('waiting', () => this.requestUpdate());
    this.#speak(navigator.languages);
  }

  #forget() {
    this.#speaking = null;
    this.conversation = null;
    this.problem = null;
    this.actionProblem = null;
    this.notSolved = false;
    this.withdrawing = false;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#open);
    addEventListener('offline', this.#offline);
    addEventListener('online', this.#online);
    this.#open();
  }

  /** The browser knows before the stream does. */
  #offline = () => this.#connectionIs('offline');

  /** What was open before may hang without anybody telling. */
  #online = () => {
    if (this.#link && !this.problem) {
      this.#listening?.abort();
      this.#listen();
    }
  };

  get #words() {
    return this.language.words;
  }

  async #speak(wanted) {
    this.#wanted = wanted;
    const found = await speak(wanted, english, (tag) => import(`./words/${tag}.js`));
    // The request may have been heard meanwhile, and its language goes first.
    if (wanted !== this.#wanted) {
      return;
    }
    this.language = found;
    this.#spoken = new Spoken(found.tag);
    speaksNow(found);
    this.#title();
  }

  #title() {
    const heading = this.conversation ? story(this.conversation, this.#words, this.#spoken).heading : this.#words.page;
    document.title = `${heading} · Crowdline`;
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
    // At once, for the head grows by it and what is below would move.
    this.#shell.demo = this.#link?.community === 'demo';
    this.#forget();
    if (!this.#link) {
      this.problem = new Problem(404, {title: 'no link'});
    } else if (this.#link.expiresAt < Date.now()) {
      this.problem = new Problem(410, {title: 'expired'});
    } else {
      this.#api.resume(this.#link.requestId);
      this.#listen();
    }
  };

  #listen() {
    const ending = (this.#listening = new AbortController());
    this.#load();
    listen({
      path: `${this.#address}/events`,
      who: this.#link.token,
      headers: async () => this.#headers(),
      signal: ending.signal,
      heard: (event, data) => event === 'conversation' && this.#heard(data),
      load: this.#load,
      state: (state) => {
        this.#connectionIs(state);
        // Coming back may have missed something that the stream does not repeat.
        if (state === 'live' && this.conversation) {
          this.#load();
        }
      },
      refused: (problem) => {
        this.#connectionIs('');
        this.problem = problem;
      },
    });
  }

  #connectionIs(state) {
    // Coming back is worth waiting for only where there is a network.
    this.connection = state === 'connecting' && !navigator.onLine ? 'offline' : state;
    this.#shell.connection = this.connection;
  }

  #load = async () => {
    const link = this.#link;
    try {
      const conversation = await this.#api.get(this.#address);
      if (link === this.#link) {
        await this.#heard(conversation);
      }
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status < 500) {
        this.problem = error;
        this.#listening?.abort();
        this.#connectionIs('');
      } else if (!this.conversation) {
        this.failed = error;
      }
      return false;
    }
  };

  async #heard(conversation) {
    this.#latest = conversation;
    this.#heardAt = new Date();
    this.problem = null;
    this.failed = null;
    if (this.conversation === null) {
      // In the request's language from the first view on: nothing that is shown moves because of it.
      const link = this.#link;
      await (this.#speaking ??= this.#speak([conversation.request.language, ...navigator.languages]));
      if (link !== this.#link) {
        return;
      }
    }
    const first = this.conversation === null;
    this.conversation = this.#latest;
    this.#title();
    if (first && this.#link.solved && this.conversation.request.status === 'ANSWERED') {
      this.notSolved = this.#link.solved === 'no';
      await this.updateComplete;
      this.querySelector(this.notSolved ? '#open' : '#solved')?.focus();
    }
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
      if (error.status === 409) {
        await this.#load();
      }
    }
    this.sending = false;
  }

  render() {
    if (this.problem) {
      return this.#closed();
    }
    if (this.failed) {
      return html`<div class="card stack"><h1>${this.#words.page}</h1>${this.#failure(this.failed)}<div><button @click=${this.#load}>${this.#words.again}</button></div></div>`;
    }
    return this.conversation ? this.#whole() : html`<div class="card"><h1>${this.#words.page}</h1><cl-loading lines="6"></cl-loading></div>`;
  }

  #closed() {
    const noLink = this.problem.status === 404 && !this.#link;
    const {heading, text} = noLink ? this.#words.noLink : this.#words.closedLink;
    return html`<section class="card stack">
      <h1>${heading}</h1>
      <p>${text}</p>
      ${noLink ? nothing : html`<div><button @click=${this.#open}>${this.#words.again}</button></div>`}
    </section>`;
  }

  #whole() {
    const {request, messages, continues, incident} = this.conversation;
    const words = this.#words;
    const told = story(this.conversation, words, this.#spoken);
    const finished = FINISHED.includes(request.status);
    const answerAt = ENDED_WITH_ANSWER.includes(request.status) ? messages.findLastIndex((message) => message.kind === 'ANSWER') : -1;
    return html`<div class="stack loose">
      ${this.#notices()}
      <section class="card stack" aria-labelledby="state">
        <div role="status" class="stack tight">
          <h1 id="state">${told.heading}</h1>
          ${told.text ? html`<p>${told.text}</p>` : nothing}
          ${request.status === 'OPEN' && !incident ? html`<cl-waiting .api=${this.#api} .words=${words.waiting} .spoken=${this.#spoken} route=${this.#link.requestId}></cl-waiting>` : nothing}
          ${continues ? html`<p class="hint">${words.continues} <a href=${new URL(continues.page).hash}>${words.earlier}</a>.</p>` : nothing}
        </div>
        ${answerAt < 0 && incident?.told.length ? html`<h2>${words.known.told}</h2>${this.#said(incident.told)}` : nothing}
        ${answerAt < 0 ? nothing : this.#said(messages.slice(answerAt))}
        ${incident && answerAt < 0 ? this.#another() : nothing}
        ${request.status === 'ANSWERED' ? html`${this.#verdict()}${this.#failed('verdict')}` : nothing}
        ${(this.conversation.canRate || this.conversation.rating) && !this.notSolved ? html`${this.#rating()}${this.#failed('rating')}` : nothing}
        ${request.status === 'CANCELLED' ? nothing : html`<ol class="steps ${request.status === 'RESOLVED' ? 'over' : ''}" aria-label=${words.progress}>
          ${words.steps.map((name, step) => html`<li class=${step <= told.step ? 'done' : ''} aria-current=${step === told.step ? 'step' : nothing}>${name}</li>`)}
        </ol>`}
      </section>

      ${request.status === 'OPEN' && !incident ? html`<cl-answered-before .api=${this.#api} address=${this.#address} .words=${words.answeredBefore} ?sending=${this.sending}
        @solved=${(event) => this.#act('solved-by', {article: event.detail}, () => toast(words.answeredBefore.done, 'good'))}></cl-answered-before>${this.#failed('solved-by')}` : nothing}

      <section class="card stack" aria-labelledby="conversation">
        <h2 id="conversation">${words.conversation}</h2>
        ${answerAt < 0
          ? this.#said(messages)
          : html`<details><summary>${words.before(answerAt)}</summary>${this.#said(messages.slice(0, answerAt))}</details>`}
        ${told.writing ? html`<p class="writing"><span class="row" aria-hidden="true"><i></i><i></i><i></i></span>${told.writing}</p>` : nothing}
        ${this.#reply(request, finished)}
      </section>

      ${finished ? nothing : html`${incident ? nothing : this.#staff(request)}${this.#withdraw()}`}
      <p class="hint">${words.privacy(request.alias)}</p>
    </div>`;
  }

  /** What is on screen may be old, and what was sent may still be under way. */
  #notices() {
    return html`<div role="status" class="stack tight">
      ${this.connection === 'offline' ? html`<p class="note warn">${this.#words.offline(this.#spoken.time(this.#heardAt))}</p>` : nothing}
      ${this.#api.waiting.length ? html`<p class="note warn">${this.#words.unanswered}</p>` : nothing}
    </div>`;
  }

  #said(messages) {
    return html`<ol class="conversation" aria-live="polite">
      ${repeat(messages, (message) => message.id, (message) => html`
        <li>${this.#one(message)}</li>`)}
    </ol>`;
  }

  /** What the system says is said in the page's language; in English what the page has no words for. */
  #one(message) {
    const say = this.#words.notices[message.notice?.code];
    const language = say ? '' : message.author === 'SYSTEM' ? 'en' : this.conversation.request.language ?? '';
    return html`<cl-message .message=${say ? {...message, text: say(message.notice)} : message}
      .words=${this.#words.message} .time=${(at) => this.#spoken.time(at)} viewer="customer" language=${language}></cl-message>`;
  }

  /** Stands where the visitor has just pressed. */
  #failed(path) {
    return this.actionProblem?.path === path ? this.#failure(this.actionProblem.error) : nothing;
  }

  #failure(error) {
    const words = this.#words.failed;
    const text = error instanceof Unreachable ? words.connection : error.status === 409 ? words.state : error.status === 429 ? words.tooMany : words.other;
    return html`<div class="note bad stack tight" role="alert"><b>${words.heading}</b><p>${text}</p></div>`;
  }

  #verdict() {
    const words = this.#words.answered;
    const {request, helper} = this.conversation;
    if (this.notSolved) {
      return html`<form class="stack tight" @submit=${this.#sendNotSolved}>
        <div class="field">
          <label for="open">${words.open}</label>
          <span class="hint" id="open-hint">${words.openHint}</span>
          <textarea id="open" name="text" maxlength="8000" dir="auto" aria-describedby="open-hint"></textarea>
        </div>
        <div class="row">
          <button class="first" ?disabled=${this.sending}>${words.sendNo}</button>
          <button type="button" class="quiet" @click=${() => (this.notSolved = false)}>${this.#words.back}</button>
        </div>
      </form>`;
    }
    return html`<div class="stack tight" role="group" aria-labelledby="verdict">
      ${request.followUpDueAt ? html`<p>${words.wrote(helper, this.#spoken.time(request.followUpDueAt))}</p>` : nothing}
      <h2 id="verdict">${words.question}</h2>
      <div class="row">
        <button class="first" id="solved" ?disabled=${this.sending} @click=${() => this.#act('verdict', {solved: true})}>${words.yes}</button>
        <button ?disabled=${this.sending} @click=${() => (this.notSolved = true)}>${words.no}</button>
      </div>
      ${request.confirmsAt ? html`<p class="hint">${words.silence(this.#spoken.time(request.confirmsAt))}</p>` : nothing}
    </div>`;
  }

  #sendNotSolved = (event) => {
    event.preventDefault();
    const text = event.target.text.value.trim();
    this.#act('verdict', {solved: false, ...(text ? {text} : {})}, () => {
      this.notSolved = false;
      toast(this.#words.answered.reopened, 'good');
    });
  };

  #rating() {
    return html`<cl-rating .rating=${this.conversation.rating ?? null} .words=${this.#words.rating} ?sending=${this.sending}
      reopens=${this.conversation.request.status === 'ANSWERED' ? 'yes' : 'no'}
      @rate=${(event) => this.#act('rating', event.detail, () => toast(this.#words.rating.sent, 'good'))}></cl-rating>`;
  }

  /** It is answered together with others, unless its customer says that it is something else. */
  #another() {
    const words = this.#words.known;
    return html`<div class="stack tight">
      <p class="hint">${words.differentHint}</p>
      <div><button id="different" ?disabled=${this.sending} @click=${() => this.#act('split', {}, () => toast(words.done, 'good'))}>${words.different}</button></div>
      ${this.#failed('split')}
    </div>`;
  }

  #reply(request, finished) {
    const words = this.#words.reply;
    const asked = request.waitingOn === 'CUSTOMER' && request.status === 'IN_WORK';
    return html`<form class="stack tight" @submit=${this.#send}>
      <div class="field">
        <label for="reply">${asked ? words.asked : finished ? words.after : words.more}</label>
        ${finished ? html`<span class="hint" id="reply-hint">${words.afterHint}</span>` : nothing}
        <textarea id="reply" name="text" required maxlength="8000" dir="auto" aria-describedby=${finished ? 'reply-hint' : nothing} .value=${this.#kept} @input=${this.#keep}></textarea>
      </div>
      <div><button class=${asked ? 'first' : ''} ?disabled=${this.sending}>${words.send}</button></div>
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
          location.hash = new URL(written.continuedIn.page).hash;
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
    const words = this.#words.staff;
    if (request.minimumTier === 'SPECIALIST') {
      return html`<p class="note">${words.asked}</p>`;
    }
    return html`<section class="card stack tight" aria-labelledby="staff">
      <h2 id="staff">${words.heading}</h2>
      <p>${words.text}</p>
      <div><button ?disabled=${this.sending} @click=${() => this.#act('staff', {}, () => toast(words.done, 'good'))}>${words.ask}</button></div>
      ${this.#failed('staff')}
    </section>`;
  }

  #withdraw() {
    const words = this.#words.withdraw;
    return html`<section class="card stack tight" aria-labelledby="withdraw">
      <h2 id="withdraw">${words.heading}</h2>
      ${this.withdrawing
        ? html`<p>${words.sure}</p>
          <div class="row">
            <button class="bad" id="really" ?disabled=${this.sending} @click=${this.#reallyWithdraw}>${words.yes}</button>
            <button @click=${() => this.#askToWithdraw(false)}>${words.no}</button>
          </div>`
        : html`<div><button id="ask-to-withdraw" @click=${() => this.#askToWithdraw(true)}>${words.ask}</button></div>`}
      ${this.#failed('withdraw')}
    </section>`;
  }

  /** The keyboard stays where the visitor was. */
  async #askToWithdraw(asked) {
    this.withdrawing = asked;
    await this.updateComplete;
    this.querySelector(asked ? '#really' : '#ask-to-withdraw')?.focus();
  }

  #reallyWithdraw = () => this.#act('withdraw', {}, () => {
    this.withdrawing = false;
    toast(this.#words.withdraw.done, 'good');
    document.querySelector('main').focus();
  });
}
customElements.define('cl-help', Help);
