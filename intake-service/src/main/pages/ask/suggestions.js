import {PageElement, html, nothing} from '/kit/kit.js';
import {linked} from '/kit/links.js';
import {Visit} from '/kit/visit.js';

const PAUSE_MILLIS = 500;
const FEWEST_LETTERS = 12;

/** Articles that may answer what is being written, a moment after the last key. */
class Suggestions extends PageElement {
  static properties = {
    api: {attribute: false},
    community: {},
    language: {},
    words: {attribute: false},
    articles: {state: true},
    solved: {state: true},
  };

  #timer = 0;
  #latest = '';

  constructor() {
    super();
    this.articles = [];
    this.solved = false;
  }

  get #visit() {
    return new Visit(this.api, this.community);
  }

  /** The visitor writes. */
  typed(text) {
    clearTimeout(this.#timer);
    this.#latest = text.trim();
    this.#timer = setTimeout(() => this.#look(this.#latest), PAUSE_MILLIS);
  }

  /** A person is asked after all. */
  asked() {
    this.#visit.asked();
  }

  async #look(text) {
    const found = text.length < FEWEST_LETTERS
      ? []
      : (await this.api.get(`${this.#visit.address}/suggestions`, {text, language: this.language}).catch(() => ({items: []}))).items;
    // What was written since has its own.
    if (text === this.#latest) {
      this.articles = found;
      this.solved = false;
    }
  }

  render() {
    const {articles, words} = this;
    return html`<div role="status">${articles.length === 0 ? nothing : html`<section class="stack tight" aria-labelledby="suggestions">
      <h2 id="suggestions">${words.heading}</h2>
      ${articles.map((article) => html`<details @toggle=${(event) => event.target.open && this.#visit.began()}>
        <summary dir="auto" lang=${article.language}>${article.title}</summary>
        <div class="stack tight"><div class="article" dir="auto" lang=${article.language}>${linked(article.text)}</div>
          <div><button type="button" @click=${() => this.#helped(article)}>${words.solved}</button></div></div>
      </details>`)}
      ${this.solved ? html`<p class="note good">${words.thanks}</p>` : nothing}
      <p class="hint"><a href="/knowledge/?community=${encodeURIComponent(this.community)}">${words.all}</a></p>
    </section>`}</div>`;
  }

  async #helped(article) {
    await this.#visit.vote(article.id, true).catch(() => {});
    this.solved = true;
  }
}
customElements.define('cl-suggestions', Suggestions);
