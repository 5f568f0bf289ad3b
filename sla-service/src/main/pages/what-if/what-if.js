import {ago, clockTime, html, nothing, poll, repeat} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/what-if/what-if-form.js';
import '/what-if/what-if-result.js';

const REFRESH_MILLIS = 2000;
const SHOWN = 20;
const STATES = {WAITING: ['', 'waits for its turn'], RUNNING: ['warn', 'is being replayed'], DONE: ['good', 'done'], FAILED: ['bad', 'no answer']};

/** What was asked, in words. */
function told({kind, from, to, requests}) {
  switch (kind) {
    case 'RECORDED': return `As recorded from ${clockTime(from)} to ${clockTime(to)}`;
    case 'GENERATED': return `A day of ${requests.toLocaleString()} requests, supposed`;
    default: return `${requests.toLocaleString()} tickets of another system`;
  }
}

/** The operator's page for trying a policy on a period that is over, or on one that is only supposed. */
class WhatIfs extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Try a policy before it counts';
  static about = 'What a period would have come to under another policy: the same requests, the same people, other numbers. Nothing that runs is touched.';
  static properties = {
    ...SignedInPage.properties,
    current: {state: true},
    items: {state: true},
    shown: {state: true},
    problem: {state: true},
    refusal: {state: true},
    busy: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.current = null;
    this.items = null;
    this.shown = null;
    this.problem = null;
    this.refusal = null;
    this.busy = false;
  }

  enter() {
    this.#stop = poll(this.#load, REFRESH_MILLIS);
  }

  leave() {
    this.#stop();
    this.#forget();
  }

  #load = async () => {
    try {
      const [current, {items}] = await Promise.all([
        this.current ?? this.api.get('/v1/policies/current'),
        this.api.get('/v1/what-ifs', {limit: SHOWN}),
      ]);
      this.current = current;
      this.items = items;
      const id = this.shown?.id ?? location.hash.slice(1);
      const stands = items.find((each) => each.id === id);
      if (stands && stands.state !== this.shown?.state) {
        this.shown = await this.api.get(`/v1/what-ifs/${id}`);
      }
      this.problem = null;
      this.shell.connection = 'live';
      return true;
    } catch (error) {
      this.problem = error;
      this.shell.connection = 'offline';
      return false;
    }
  };

  #ask = async ({detail}) => {
    this.busy = true;
    try {
      this.#show(await this.api.post('/v1/what-ifs', detail));
      this.refusal = null;
    } catch (error) {
      this.refusal = error;
    }
    this.busy = false;
    this.#load();
  };

  #show(whatIf) {
    this.shown = whatIf;
    history.replaceState(null, '', `#${whatIf.id}`);
  }

  #open = async ({id}) => {
    try {
      this.#show(await this.api.get(`/v1/what-ifs/${id}`));
      await this.updateComplete;
      this.querySelector('#answer')?.focus();
    } catch (error) {
      this.problem = error;
    }
  };

  content() {
    return html`<div class="stack loose">
      <h1>What-if</h1>
      ${this.problem ? html`<cl-error .error=${this.problem} ?retry=${this.items === null} @retry=${this.#load}></cl-error>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="10"></cl-loading>`) : html`
        <cl-what-if-form .current=${this.current} .refusal=${this.refusal} ?busy=${this.busy} @ask=${this.#ask}></cl-what-if-form>
        ${this.shown ? this.#answer() : nothing}
        ${this.#asked()}`}
    </div>`;
  }

  #answer() {
    const {shown} = this;
    const stands = this.items.find(({id}) => id === shown.id) ?? shown;
    return html`<section class="card stack" aria-labelledby="answer">
      <div class="row apart"><h2 id="answer" tabindex="-1">${told(shown)}</h2>${this.#state(stands)}</div>
      ${shown.note ? html`<p class="said" dir="auto">${shown.note}</p>` : nothing}
      <div aria-live="polite">${stands.state === 'RUNNING' ? html`<p>${stands.percent} % of its replays are done.</p><cl-bar .share=${stands.percent / 100}></cl-bar>` : nothing}
        ${stands.state === 'FAILED' ? html`<p class="note bad">${stands.reason}</p>` : nothing}</div>
      ${shown.result ? html`<cl-what-if-result .whatIf=${shown} .current=${this.current.policy}></cl-what-if-result>` : nothing}
    </section>`;
  }

  #state({state}) {
    const [tone, word] = STATES[state];
    return html`<span class="chip ${tone}">${word}</span>`;
  }

  #asked() {
    return html`<section class="card stack" aria-labelledby="asked"><h2 id="asked">What was asked</h2>
      ${this.items.length === 0
        ? html`<cl-empty heading="Nothing yet" text="Change a number above and ask what yesterday would have come to."></cl-empty>`
        : html`<ol class="asked">${repeat(this.items, ({id}) => id, (item) => html`<li class="stack tight">
          <div class="row apart"><button class="quiet" @click=${() => this.#open(item)}>${told(item)}</button>${this.#state(item)}</div>
          <span class="hint">${item.askedBy}, ${ago(item.askedAt)}${item.note ? html`: <span dir="auto">${item.note}</span>` : ''}</span></li>`)}</ol>`}
    </section>`;
  }
}
customElements.define('cl-what-ifs', WhatIfs);
