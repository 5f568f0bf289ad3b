import {PageElement, html, nothing, toast} from '/kit/kit.js';

/** What an article says, new or not. Fires `saved` with the article, and `cancelled`. */
class ArticleEditor extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the article that is changed; null for a new one */
    article: {attribute: false},
    /** what a new one begins with: {language, title, question, text, topic, requestId, alias} */
    draft: {attribute: false},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.article = null;
    this.draft = {};
    this.problem = null;
    this.busy = false;
  }

  render() {
    const {article, draft} = this;
    const standing = article ?? draft;
    const id = (name) => `${article?.id ?? 'new'}-${name}`;
    return html`<form class="stack" aria-label=${article ? `Change ${article.title}` : 'New article'} @submit=${this.#save}>
      ${draft.requestId ? html`<p class="note">Made of the answer of ${draft.alias}, who earns when it helps others. Leave out what is only about this customer: names, numbers, addresses.</p>` : nothing}
      <div class="field"><label for=${id('title')}>Title</label><input id=${id('title')} name="title" required maxlength="200" dir="auto" .value=${standing.title ?? ''}></div>
      <div class="field"><label for=${id('question')}>What customers ask whom it helps</label>
        <textarea id=${id('question')} name="question" required maxlength="2000" dir="auto" .value=${standing.question ?? ''}></textarea></div>
      <div class="field"><label for=${id('text')}>The answer</label>
        <textarea id=${id('text')} name="text" required maxlength="8000" dir="auto" .value=${standing.text ?? ''}></textarea></div>
      <div class="row">
        <div class="field"><label for=${id('language')}>Language</label><input id=${id('language')} name="language" required maxlength="35" size="6" autocapitalize="none" spellcheck="false" .value=${standing.language ?? 'en'}></div>
        <div class="field"><label for=${id('topic')}>Topic, if any</label><input id=${id('topic')} name="topic" maxlength="60" size="16" .value=${standing.topic ?? ''}></div>
      </div>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row">
        <button class="first" name="publish" value="yes" ?disabled=${this.busy}>${article ? 'Save' : 'Publish'}</button>
        ${article ? nothing : html`<button name="publish" value="no" ?disabled=${this.busy}>Save for later</button>`}
        <button type="button" class="quiet" @click=${() => this.dispatchEvent(new Event('cancelled'))}>Back</button>
      </div>
    </form>`;
  }

  #save = async (event) => {
    event.preventDefault();
    const {title, question, text, language, topic} = Object.fromEntries(new FormData(event.target));
    const content = {title, question, text, language, ...(topic.trim() ? {topic: topic.trim()} : {})};
    const publish = event.submitter?.value !== 'no';
    this.busy = true;
    this.problem = null;
    try {
      const saved = this.article
        ? await this.api.put(`/v1/articles/${this.article.id}`, content, {version: this.article.version})
        : await this.api.post('/v1/articles', {content, publish, ...(this.draft.requestId ? {requestId: this.draft.requestId} : {})});
      toast(saved.state === 'PUBLISHED' ? 'Customers find it from now on.' : 'Saved.', 'good');
      this.dispatchEvent(new CustomEvent('saved', {detail: saved}));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-article-editor', ArticleEditor);
