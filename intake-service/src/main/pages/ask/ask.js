import {Api, PageElement, Unreachable, html, nothing} from '/kit/kit.js';
import {speak, speaksNow} from '/kit/speech.js';
import english from '/ask/words/en.js';
import '/ask/suggestions.js';

/** A community's public form, `/ask/?community=…`: anybody asks, and comes to the page of the question. */
class Ask extends PageElement {
  static properties = {
    name: {state: true},
    closed: {state: true},
    failed: {state: true},
    sending: {state: true},
    language: {state: true},
  };

  #community = new URLSearchParams(location.search).get('community') ?? '';
  #api = new Api({headers: async () => ({})});

  constructor() {
    super();
    this.name = null;
    this.closed = false;
    this.failed = null;
    this.sending = false;
    this.language = {tag: 'en', words: english};
    this.#api.addEventListener('waiting', () => this.requestUpdate());
    this.#speak();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  get #words() {
    return this.language.words;
  }

  async #speak() {
    this.language = await speak(navigator.languages, english, (tag) => import(`./words/${tag}.js`));
    speaksNow(this.language);
    document.querySelector('cl-shell').demo = this.#community === 'demo';
    this.#title();
  }

  #title() {
    document.title = `${this.name ? this.#words.heading(this.name) : this.#words.page} · Crowdline`;
  }

  #load = async () => {
    this.failed = null;
    if (!this.#community) {
      this.closed = true;
      return;
    }
    try {
      this.name = (await this.#api.get(this.#address)).name;
      this.#title();
    } catch (error) {
      this.closed = error.status === 404;
      this.failed = this.closed ? null : error;
    }
  };

  get #address() {
    return `/v1/forms/${encodeURIComponent(this.#community)}`;
  }

  render() {
    const words = this.#words;
    if (this.closed) {
      return html`<section class="card stack"><h1>${words.closed.heading}</h1><p>${words.closed.text}</p></section>`;
    }
    if (this.name === null) {
      return html`<section class="card stack"><h1>${words.page}</h1>
        ${this.failed
          ? html`${this.#failure()}<div><button @click=${this.#load}>${words.again}</button></div>`
          : html`<cl-loading lines="5"></cl-loading>`}</section>`;
    }
    return html`<section class="card stack" aria-labelledby="ask-heading">
      <h1 id="ask-heading">${words.heading(this.name)}</h1>
      <p>${words.about}</p>
      <form class="stack" @submit=${this.#send}>
        <div class="field">
          <label for="question">${words.question}</label>
          <span class="hint" id="question-hint">${words.hint}</span>
          <textarea id="question" name="text" required maxlength="8000" rows="6" dir="auto" aria-describedby="question-hint" .value=${this.#kept} @input=${this.#keep}></textarea>
        </div>
        <div class="trap" aria-hidden="true"><label for="website">${words.website}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
        <cl-suggestions .api=${this.#api} community=${this.#community} language=${this.language.tag} .words=${words.suggestions}></cl-suggestions>
        <p class="hint">${words.next}</p>
        <div><button class="first" ?disabled=${this.sending}>${this.sending ? words.sending : words.send}</button></div>
        <div role="status">${this.#api.waiting.length ? html`<p class="note warn">${words.unanswered}</p>` : nothing}</div>
        ${this.#failure()}
      </form>
    </section>`;
  }

  #failure() {
    const {failed} = this;
    if (!failed) {
      return nothing;
    }
    const words = this.#words.failed;
    const text = failed instanceof Unreachable
      ? words.connection
      : failed.status === 429 ? words.tooMany(Math.max(1, Math.ceil((failed.retryAfterSeconds ?? 60) / 60))) : failed.empty ? words.empty : words.other;
    return html`<div class="note bad stack tight" role="alert"><b>${words.heading}</b><p>${text}</p></div>`;
  }

  #send = async (event) => {
    event.preventDefault();
    const {text, website} = event.target;
    if (!text.value.trim()) {
      this.failed = {empty: true};
      text.focus();
      return;
    }
    this.sending = true;
    this.failed = null;
    try {
      this.querySelector('cl-suggestions').asked();
      const taken = await this.#api.post(`${this.#address}/requests`, {
        text: text.value,
        language: this.language.tag,
        ...(website.value ? {website: website.value} : {}),
      });
      sessionStorage.removeItem(this.#draftKey);
      // The page of the question, in the place of this one: going back would only ask again.
      location.replace(`/help/${new URL(taken.page).hash}`);
    } catch (error) {
      this.failed = error;
    }
    this.sending = false;
  };

  // What is half-written survives a reload.
  get #draftKey() {
    return `crowdline.ask.${this.#community}`;
  }

  get #kept() {
    return sessionStorage.getItem(this.#draftKey) ?? '';
  }

  #keep = (event) => {
    sessionStorage.setItem(this.#draftKey, event.target.value);
    this.querySelector('cl-suggestions').typed(event.target.value);
  };
}
customElements.define('cl-ask', Ask);
