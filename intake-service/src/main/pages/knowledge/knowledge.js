import {Api, PageElement, html, nothing, repeat} from '/kit/kit.js';
import {linked} from '/kit/links.js';
import {Spoken, speak, speaksNow} from '/kit/speech.js';
import {Visit} from '/kit/visit.js';
import english from '/knowledge/words/en.js';

const PAUSE_MILLIS = 300;
const SHOWN = 10;
const SNIPPET = 160;

/** A community's help centre, `/knowledge/?community=…`: what was answered before, to search and to read. */
class Knowledge extends PageElement {
  static properties = {
    name: {state: true},
    closed: {state: true},
    failed: {state: true},
    /** what was found; null while nothing is known yet */
    found: {state: true},
    /** the article that is read, or null */
    article: {state: true},
    voted: {state: true},
    language: {state: true},
  };

  #community = new URLSearchParams(location.search).get('community') ?? '';
  #api = new Api({headers: async () => ({})});
  #visit = new Visit(this.#api, this.#community);
  #timer = 0;
  #text = '';

  constructor() {
    super();
    this.name = null;
    this.closed = false;
    this.failed = null;
    this.found = null;
    this.article = null;
    this.voted = null;
    this.language = {tag: 'en', words: english};
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#open);
    this.#start();
  }

  get #words() {
    return this.language.words;
  }

  #start = async () => {
    this.failed = null;
    this.language = await speak(navigator.languages, english, (tag) => import(`./words/${tag}.js`));
    speaksNow(this.language);
    document.querySelector('cl-shell').demo = this.#community === 'demo';
    if (!this.#community) {
      this.closed = true;
      return;
    }
    try {
      this.name = (await this.#api.get(this.#visit.address)).name;
      await this.#open();
    } catch (error) {
      this.closed = error.status === 404;
      this.failed = this.closed ? null : error;
    }
  };

  /** An article by its address, else the list. */
  #open = async () => {
    // The skip link is a fragment as well.
    if (location.hash === '#main') {
      return;
    }
    const id = new URLSearchParams(location.hash.slice(1)).get('article');
    this.failed = null;
    this.voted = null;
    try {
      if (id) {
        this.article = await this.#api.get(`${this.#visit.address}/articles/${encodeURIComponent(id)}`);
        this.#visit.began();
      } else {
        this.article = null;
        await this.#search(this.#text);
      }
    } catch (error) {
      this.article = null;
      this.failed = error;
    }
    this.#title();
  };

  #title() {
    document.title = `${this.article ? this.article.title : this.#words.heading(this.name)} · Crowdline`;
  }

  #typed = (event) => {
    clearTimeout(this.#timer);
    const text = event.target.value.trim();
    this.#timer = setTimeout(() => this.#search(text).catch((error) => (this.failed = error)), PAUSE_MILLIS);
  };

  async #search(text) {
    this.#text = text;
    const {items} = await this.#api.get(`${this.#visit.address}/articles`, {limit: SHOWN, language: this.language.tag, ...(text ? {text} : {})});
    if (text === this.#text) {
      this.found = items;
      this.failed = null;
    }
    if (text) {
      this.#visit.began();
    }
  }

  render() {
    const words = this.#words;
    if (this.closed) {
      return html`<section class="card stack"><h1>${words.closed.heading}</h1><p>${words.closed.text}</p></section>`;
    }
    return html`<div class="stack loose">${this.article ? this.#article() : this.#list()}
      ${this.name === null ? nothing : html`<p class="search">${words.none} <a href="/ask/?community=${encodeURIComponent(this.#community)}" @click=${() => this.#visit.asked()}>${words.ask}</a></p>`}</div>`;
  }

  #list() {
    const words = this.#words;
    return html`<section class="card stack" aria-labelledby="heading">
      <h1 id="heading">${this.name === null ? words.page : words.heading(this.name)}</h1>
      <div class="field"><label for="search">${words.search}</label><input id="search" type="search" maxlength="500" dir="auto" autocomplete="off" .value=${this.#text} @input=${this.#typed}></div>
      <div role="status" class="unseen">${this.found ? words.count(this.found.length) : ''}</div>
      ${this.failed ? html`<div class="note bad stack tight" role="alert"><p>${this.failed.status === 404 ? words.gone : words.failed}</p><div><button @click=${this.#open}>${words.again}</button></div></div>` : nothing}
      ${this.found === null
        ? this.failed ? nothing : html`<cl-loading lines="6"></cl-loading>`
        : this.found.length === 0
          ? html`<cl-empty heading=${this.#text ? words.nothing : words.empty}></cl-empty>`
          : html`<ul class="found">${repeat(this.found, ({id}) => id, (each) => html`<li dir="auto" lang=${each.language}>
              <h2><a href="#article=${each.id}">${each.title}</a></h2>
              <p class="soft">${each.text.length > SNIPPET ? `${each.text.slice(0, SNIPPET).trimEnd()}…` : each.text}</p></li>`)}</ul>`}
    </section>`;
  }

  #article() {
    const words = this.#words;
    const {title, question, text, author, helpful, changedAt, language} = this.article;
    return html`<p class="search"><a href="#">${words.back}</a></p>
      <article class="card stack" aria-labelledby="heading">
      <h1 id="heading" dir="auto" lang=${language}>${title}</h1>
      <p class="soft" dir="auto" lang=${language}>${question}</p>
      <div class="article" dir="auto" lang=${language}>${linked(text)}</div>
      <p class="hint">${words.by(author, new Spoken(this.language.tag).time(changedAt), helpful)}</p>
      <div class="vote stack tight" role="status">${this.voted === null
        ? html`<p><b>${words.helped}</b></p><div class="row"><button @click=${() => this.#vote(true)}>${words.yes}</button><button @click=${() => this.#vote(false)}>${words.no}</button></div>`
        : html`<p class="note ${this.voted ? 'good' : ''}">${this.voted ? words.thanks : words.sorry}</p>`}</div>
    </article>`;
  }

  async #vote(helpful) {
    try {
      await this.#visit.vote(this.article.id, helpful);
      this.voted = helpful;
    } catch (error) {
      this.failed = error;
    }
  }
}
customElements.define('cl-knowledge', Knowledge);
