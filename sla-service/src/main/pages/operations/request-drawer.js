import {PageElement, ago, html, nothing, poll, readable} from '/kit/kit.js';
import '/kit/notes.js';
import {actTitle, possible} from '/operations/acting.js';
import {clockLine, routeFacts, stepsToCome} from '/operations/route-story.js';
import '/operations/why-topic.js';
import {story, storyList} from '/operations/story.js';

const REFRESH_MILLIS = 2000;

/** What is told by whom. Each part comes, fails and is asked for again by itself. */
const PARTS = {
  request: {path: (id) => `/v1/requests/${id}`, name: 'the question'},
  messages: {path: (id) => `/v1/requests/${id}/messages`, name: 'what was said'},
  understanding: {path: (id) => `/v1/requests/${id}/understanding`, name: 'why this topic'},
  route: {path: (id) => `/v1/routes/${id}`, name: 'who was asked and who had it'},
  clocks: {path: (id) => `/v1/clocks/${id}`, name: 'clocks and escalations'},
  acts: {path: (id) => `/v1/acts?request=${id}&limit=200`, name: 'what staff did'},
  assigned: {path: (id) => `/v1/routes/${id}/acts?limit=200`, name: 'to whom staff gave it'},
};

/**
 * Everything about one request, from all services that know of it, in one story. Fires `closed`, and `act` with
 * {request, act}.
 */
class RequestDrawer extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the request's id; empty is closed */
    request: {},
    /** by part: {value, problem} */
    parts: {state: true},
    done: {state: true},
  };

  #polls = [];

  constructor() {
    super();
    this.request = '';
    this.parts = {};
    this.done = '';
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
      this.done = '';
      this.#polls = Object.keys(PARTS).map((name) => poll(() => this.#load(name), REFRESH_MILLIS));
      if (!dialog.open) {
        dialog.showModal();
      }
    } else if (dialog.open) {
      dialog.close();
    }
  }

  /** An act was done: says so, and shows what came of it at once. */
  acted(text) {
    this.done = text;
    Object.keys(PARTS).forEach((name) => this.#load(name));
  }

  /** What was heard before stays while a service does not answer. */
  async #load(name) {
    const id = this.request;
    const heard = await this.api.get(PARTS[name].path(id)).then((value) => ({value}), (problem) => ({problem}));
    if (id === this.request) {
      this.parts = {...this.parts, [name]: {...this.parts[name], problem: null, ...heard}};
    }
    return !heard.problem;
  }

  #value(name) {
    return this.parts[name]?.value;
  }

  render() {
    const request = this.#value('request');
    return html`<dialog class="side" aria-labelledby="drawer" @close=${this.#closed} @click=${this.#outside}>
      <div class="stack">
        <div class="row apart close">
          <h2 id="drawer">${request ? `Question of ${request.alias}` : 'Request'}</h2>
          <button class="quiet" @click=${() => this.querySelector('dialog').close()}>Close</button>
        </div>
        ${this.request ? this.#content(request) : nothing}
      </div>
    </dialog>`;
  }

  #content(request) {
    if (this.parts.request?.problem?.status === 404) {
      return html`<p class="note">No request of this community has the id <b>${this.request}</b>.</p>`;
    }
    return html`
      ${request ? this.#question(request) : this.#missing('request')}
      <p role="status" class=${this.done ? 'note good' : 'unseen'}>${this.done}</p>
      ${this.#next()}
      ${this.#why()}
      ${this.#clocks()}
      ${this.#story(request)}
      ${this.#route()}
      <section class="stack tight" aria-labelledby="staff-notes"><h3 id="staff-notes">Notes of staff</h3>
        <cl-notes .api=${this.api} route=${this.request}></cl-notes></section>
      <p class="hint">Request <span class="mono">${this.request}</span></p>`;
  }

  #question(request) {
    return html`<section class="stack tight" aria-label="Question">
      <p class="said asked" dir="auto" lang=${request.language || nothing}>${request.text}</p>
      <div class="row">
        <cl-status value=${request.status}></cl-status>
        <cl-status value=${request.priority}></cl-status>
        ${request.understood === false ? html`<span class="chip warn">not understood</span>` : nothing}
        ${request.round > 1 ? html`<span class="chip warn">round ${request.round}</span>` : nothing}
        <span class="soft small">asked ${ago(request.createdAt)} by ${request.channel}</span>
      </div>
      <div class="row acts" role="group" aria-label="What you can do">${possible(request).map((act) => html`
        <button class=${act === 'cancel' ? 'bad' : ''} @click=${() => this.#act(request, act)}>${actTitle(act)}</button>`)}
        ${request.status === 'RESOLVED' && request.answeredAt ? html`<a class="button" href="/articles/#from=${request.id}">Make an article of it</a>` : nothing}</div>
    </section>`;
  }

  #act(request, act) {
    this.done = '';
    this.dispatchEvent(new CustomEvent('act', {detail: {request, act}}));
  }

  /** In place of a part: on its way, or why it is not there. */
  #missing(name) {
    const problem = this.parts[name]?.problem;
    if (!problem) {
      return html`<cl-loading lines="2"></cl-loading>`;
    }
    return problem.status === 404
      ? html`<p class="soft">Not known there yet: ${PARTS[name].name}.</p>`
      : html`<cl-error .error=${problem} retry @retry=${() => this.#load(name)}></cl-error>`;
  }

  #next() {
    const route = this.#value('route');
    const next = route?.whatHappensNext ?? [];
    return html`<section class="stack tight" aria-labelledby="next">
      <h3 id="next">What happens next</h3>
      ${!route
        ? this.#missing('route')
        : next.length
          ? html`<ul class="stack tight">${next.map((line) => html`<li>${readable(line)}</li>`)}</ul>`
          : html`<p class="soft">Nothing: it is finished.</p>`}
    </section>`;
  }

  #why() {
    const explanation = this.#value('understanding');
    return html`<section class="stack tight" aria-labelledby="why-topic">
      <h3 id="why-topic">Why this topic</h3>
      ${explanation
        ? html`<cl-why-topic .api=${this.api} .request=${this.request} .explanation=${explanation} @said=${(event) => this.acted(event.detail)}></cl-why-topic>`
        : this.#missing('understanding')}
    </section>`;
  }

  #clocks() {
    const clocks = this.#value('clocks');
    return html`<section class="stack tight" aria-labelledby="clocks">
      <h3 id="clocks">Clocks</h3>
      ${clocks ? html`<ul class="stack">${clocks.clocks.map((clock) => clockLine(clock, clocks.calendar))}</ul>
        ${clocks.steps?.some((step) => !step.raised && step.dueAt) ? html`<details><summary>Steps to come</summary>${stepsToCome(clocks.steps)}</details>` : nothing}` : this.#missing('clocks')}
    </section>`;
  }

  #story(request) {
    const entries = story({
      request,
      messages: this.#value('messages'),
      route: this.#value('route'),
      clocks: this.#value('clocks'),
      acts: this.#value('acts'),
      assigned: this.#value('assigned'),
    });
    const told = Object.keys(PARTS).filter((name) => name !== 'request' && name !== 'understanding');
    const unknown = (name) => this.parts[name]?.problem?.status === 404;
    const waiting = told.filter((name) => !this.parts[name] || unknown(name));
    const silent = told.filter((name) => this.parts[name]?.problem && !unknown(name));
    return html`<section class="stack tight" aria-labelledby="story">
      <h3 id="story">What happened</h3>
      ${entries.length ? storyList(entries, request?.language ?? '') : waiting.length || silent.length ? nothing : html`<p class="soft">Nothing yet but the question.</p>`}
      ${waiting.length ? html`<p class="hint" role="status">On its way: ${waiting.map((name) => PARTS[name].name).join('; ')}.</p>` : nothing}
      ${silent.map((name) => html`<div class="row apart note warn"><span>${this.#silence(name)}</span>
        <button class="quiet" @click=${() => this.#load(name)}>Try again</button></div>`)}
    </section>`;
  }

  #silence(name) {
    const {problem, value} = this.parts[name];
    return `${value ? 'Not refreshed' : 'Missing'}: ${PARTS[name].name} (${problem.title ?? problem.message}).`;
  }

  #route() {
    const route = this.#value('route');
    return route ? html`<section class="stack tight" aria-labelledby="route"><h3 id="route">Route</h3>${routeFacts(route)}</section>` : nothing;
  }

  #closed = () => {
    this.dispatchEvent(new Event('closed'));
  };

  #outside = (event) => {
    if (event.target.tagName === 'DIALOG') {
      event.target.close();
    }
  };
}
customElements.define('cl-request-drawer', RequestDrawer);
