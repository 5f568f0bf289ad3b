import {PageElement, html, nothing} from '/kit/kit.js';
import {linked} from '/kit/links.js';

/** Articles that may answer what was asked, before anybody has to. Fires `solved` with the article's id. */
class AnsweredBefore extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the address of the conversation */
    address: {},
    words: {attribute: false},
    sending: {type: Boolean},
    articles: {state: true},
  };

  constructor() {
    super();
    this.articles = [];
  }

  async connectedCallback() {
    super.connectedCallback();
    await this.updateComplete;
    // Who asked waits for a person anyway; without these the page is whole.
    this.articles = (await this.api.get(`${this.address}/articles`).catch(() => ({items: []}))).items;
  }

  render() {
    const {words, articles} = this;
    return articles.length === 0 ? nothing : html`<section class="card stack tight" aria-labelledby="before">
      <h2 id="before">${words.heading}</h2>
      <p class="hint">${words.hint}</p>
      ${articles.map((article) => html`<details>
        <summary dir="auto" lang=${article.language}>${article.title}</summary>
        <div class="stack tight">
          <div class="article" dir="auto" lang=${article.language}>${linked(article.text)}</div>
          <div><button ?disabled=${this.sending} @click=${() => this.dispatchEvent(new CustomEvent('solved', {detail: article.id}))}>${words.solved}</button></div>
        </div></details>`)}
    </section>`;
  }
}
customElements.define('cl-answered-before', AnsweredBefore);
