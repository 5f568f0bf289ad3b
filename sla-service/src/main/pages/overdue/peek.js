import {PageElement, clockTime, html, nothing, poll, readable, repeat} from '/kit/kit.js';
import '/kit/notes.js';
import {clockLine, escalationList, needsText, tried} from '/operations/route-story.js';

const REFRESH_MILLIS = 3000;

/** What is told by whom. Each part comes, fails and is asked for again by itself. */
const PARTS = {
  said: (id) => `/v1/routes/${id}/conversation`,
  route: (id) => `/v1/routes/${id}`,
  clocks: (id) => `/v1/clocks/${id}`,
};

/**
 * A look at a request without taking it: what was said, what others left, why it is here, who was asked and why they
 * did not. Fires `closed`, and `act` with what the buttons say.
 */
class Peek extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the request's id; empty is closed */
    request: {},
    /** the visitor may take work */
    claimable: {type: Boolean},
    /** the visitor's id as a member, or empty */
    member: {},
    parts: {state: true},
  };

  #polls = [];

  constructor() {
    super();
    this.request = '';
    this.member = '';
    this.parts = {};
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #stop() {
    this.#polls.forEach((stop) => stop());
    this.#polls = [];
  }

  updated(changed) {
    if (!changed.has('request')) {
      return;
    }
    this.#stop();
    const dialog = this.querySelector('dialog');
    if (this.request) {
      this.parts = {};
      this.#polls = Object.keys(PARTS).map((name) => poll(() => this.#load(name), REFRESH_MILLIS));
      if (!dialog.open) {
        dialog.showModal();
      }
      dialog.scrollTop = 0;
      this.querySelector('#peek').focus();
    } else if (dialog.open) {
      dialog.close();
    }
  }

  async #load(name) {
    const id = this.request;
    const heard = await this.api.get(PARTS[name](id)).then((value) => ({value}), (problem) => ({problem}));
    if (id === this.request) {
      this.parts = {...this.parts, [name]: {...this.parts[name], problem: null, ...heard}};
    }
    return !heard.problem;
  }

  #value(name) {
    return this.parts[name]?.value;
  }

  render() {
    const said = this.#value('said');
    return html`<dialog class="side" aria-labelledby="peek" @close=${() => this.dispatchEvent(new Event('closed'))} @click=${this.#outside}>
      <div class="stack">
        <div class="row apart close">
          <h2 id="peek" tabindex="-1">${said ? `Question of ${said.customerAlias}` : 'Question'}</h2>
          <button class="quiet" @click=${() => this.querySelector('dialog').close()}>Close</button>
        </div>
        ${this.request ? this.#content() : nothing}
      </div>
    </dialog>`;
  }

  #content() {
    return html`
      ${this.#acts()}
      ${this.#part('said', 'What was said', (said) => this.#said(said))}
      ${this.#part('clocks', 'Why it is here', (clocks) => html`
        <ul class="stack">${clocks.clocks.map(clockLine)}</ul>
        ${clocks.escalations?.length ? escalationList(clocks.escalations) : html`<p class="soft small">No escalation step was taken.</p>`}`)}
      ${this.#part('route', 'Who was asked, and why not', (route) => html`
        ${tried(route)}
        <p class="small">It needs ${needsText(route.needs)}.</p>
        ${route.whatHappensNext.length ? html`<ul class="stack tight small">${route.whatHappensNext.map((line) => html`<li>${readable(line)}</li>`)}</ul>` : nothing}`)}
      <section class="stack tight" aria-labelledby="peek-notes"><h3 id="peek-notes">Notes of staff</h3>
        <cl-notes .api=${this.api} route=${this.request}></cl-notes></section>
      <p class="hint">You have not taken it by looking. Request <span class="mono">${this.request}</span></p>`;
  }

  #acts() {
    const route = this.#value('route');
    const work = route?.assignments.find((each) => each.state === 'ACTIVE');
    const mine = Boolean(work) && work.memberId === this.member;
    return route && this.claimable
      ? html`<div class="row acts" role="group" aria-label="What you can do">
          ${mine
            ? html`<button @click=${() => this.#act('hand-back')}>Hand back</button><button @click=${() => this.#act('hand-over')}>Hand over</button>`
            : work
              ? html`<p class="note"><b>${work.alias}</b> has it since ${clockTime(work.acceptedAt)}.</p>`
              : route.state === 'CLOSED' ? html`<p class="note">There is nothing to do on it.</p>` : html`<button class="first" @click=${() => this.#act('claim')}>Take it</button>`}</div>`
      : nothing;
  }

  #act(what) {
    this.dispatchEvent(new CustomEvent('act', {detail: what}));
  }

  #part(name, title, content) {
    const {value, problem} = this.parts[name] ?? {};
    return html`<section class="stack tight" aria-labelledby="peek-${name}"><h3 id="peek-${name}">${title}</h3>
      ${value
        ? content(value)
        : problem
          ? problem.status === 404 ? html`<p class="soft">It is not known there, or not for your tier.</p>` : html`<cl-error .error=${problem} retry @retry=${() => this.#load(name)}></cl-error>`
          : html`<cl-loading lines="2"></cl-loading>`}
    </section>`;
  }

  #said({conversation, drafts, earlier, language, customerAlias}) {
    const named = (message) => (message.author === 'CUSTOMER' ? {...message, alias: customerAlias} : message);
    return html`
      <div class="conversation">${repeat(conversation, (each) => each.id, (each) => html`<cl-message .message=${named(each)} viewer="staff" language=${language}></cl-message>`)}</div>
      ${drafts.map((draft) => html`<div class="note stack tight"><p class="small"><b>${draft.alias}</b> left this unfinished, ${clockTime(draft.at)}:</p><p class="said" dir="auto">${draft.text}</p></div>`)}
      ${earlier.map((each) => html`<details><summary>Asked before, ${clockTime(each.submittedAt)}</summary>
        <div class="conversation">${each.conversation.map((message) => html`<cl-message .message=${named(message)} viewer="staff" language=${language}></cl-message>`)}</div></details>`)}`;
  }

  #outside = (event) => {
    if (event.target.tagName === 'DIALOG') {
      event.target.close();
    }
  };
}
customElements.define('cl-peek', Peek);
