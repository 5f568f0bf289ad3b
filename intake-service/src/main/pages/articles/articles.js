import {ago, html, nothing, repeat, toast, toastError} from '/kit/kit.js';
import {linked} from '/kit/links.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/kit/columns.js';
import '/articles/editor.js';

const STEP = 20;
const STATES = [
  ['', 'All'],
  ['PROPOSED', 'Proposed'],
  ['IN_REVIEW', 'Voted down, to review'],
  ['PUBLISHED', 'Published'],
  ['WITHDRAWN', 'Withdrawn'],
];
const TONES = {PROPOSED: 'accent', IN_REVIEW: 'warn', PUBLISHED: 'good', WITHDRAWN: ''};
const WORDS = {PROPOSED: 'Proposed', IN_REVIEW: 'To review', PUBLISHED: 'Published', WITHDRAWN: 'Withdrawn'};

/** Operators turn answers into articles, publish them, take them back, and see what they spare. */
class Articles extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Articles';
  static about = 'Answers that help again, and the questions that they spare.';
  static properties = {
    ...SignedInPage.properties,
    items: {state: true},
    more: {state: true},
    use: {state: true},
    state: {state: true},
    problem: {state: true},
    /** what a new article begins with, or null */
    draft: {state: true},
    /** the id of the article that is changed */
    changing: {state: true},
    /** what articles said before, by id: {items} or {problem} */
    versions: {state: true},
  };

  #wanted = STEP;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.items = null;
    this.more = false;
    this.use = null;
    this.state = '';
    this.problem = null;
    this.draft = null;
    this.changing = null;
    this.versions = {};
  }

  enter() {
    this.refresh();
    this.#fromRequest();
  }

  leave() {
    this.#forget();
  }

  refresh = async () => {
    const state = this.state;
    try {
      const [{items, next}, {days}] = await Promise.all([
        this.api.get('/v1/articles', {limit: this.#wanted, ...(state ? {state} : {})}),
        this.api.get('/v1/articles/use'),
      ]);
      if (state === this.state) {
        this.items = items;
        this.more = Boolean(next);
        this.use = days;
        this.problem = null;
      }
    } catch (error) {
      this.problem = error;
    }
  };

  /** `#from=…`: an article is to be made of that request's answer. */
  async #fromRequest() {
    const id = new URLSearchParams(location.hash.slice(1)).get('from');
    if (!id) {
      return;
    }
    try {
      const path = `/v1/requests/${encodeURIComponent(id)}`;
      const [request, {items}] = await Promise.all([this.api.get(path), this.api.get(`${path}/messages`)]);
      const answer = items.findLast((message) => message.kind === 'ANSWER');
      this.draft = {
        requestId: id,
        alias: answer?.alias ?? 'a member',
        language: request.language,
        title: request.text.split(/[\n.?!]/)[0].slice(0, 200),
        question: request.text.slice(0, 2000),
        text: answer?.text ?? '',
        topic: request.topic,
      };
      history.replaceState(null, '', location.pathname);
    } catch (error) {
      this.problem = error;
    }
  }

  content() {
    return html`<div class="stack loose">
      <div class="row apart"><h1>Articles</h1>
        ${this.draft ? nothing : html`<button id="new" @click=${() => (this.draft = {})}>New article</button>`}</div>
      ${this.draft ? html`<section class="card"><cl-article-editor .api=${this.api} .draft=${this.draft} @saved=${this.#saved} @cancelled=${() => (this.draft = null)}></cl-article-editor></section>` : nothing}
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.refresh}></cl-error>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<section class="card"><cl-loading lines="6"></cl-loading></section>`) : html`${this.#use()}${this.#list()}`}
    </div>`;
  }

  #use() {
    const days = this.use ?? [];
    if (days.length === 0) {
      return nothing;
    }
    const sum = (what) => days.reduce((all, day) => all + day[what], 0);
    const visits = sum('visits');
    const asked = Math.min(visits, sum('asked'));
    return html`<section class="card stack use" aria-labelledby="use">
      <h2 id="use">What they spare</h2>
      <p><b>${sum('solved').toLocaleString()}</b> times somebody said that an article solved it.
        ${visits ? html`<b>${Math.round((100 * (visits - asked)) / visits)} %</b> of ${visits.toLocaleString()} ${visits === 1 ? 'visit' : 'visits'} to the help centre ended without a question to a person.` : nothing}</p>
      <cl-columns by="Day" .series=${['visits', 'asked a person', 'solved']} .columns=${days.toReversed().map((day) => ({name: day.day.slice(5), values: [day.visits, day.asked, day.solved]}))}></cl-columns>
      <p class="hint">The last ${days.length} days in which it was used. A visit is a tab in which something was searched for or read; who only looks and leaves counts as spared, whatever the reason.</p>
    </section>`;
  }

  #list() {
    return html`<section class="stack" aria-label="Articles">
      <div class="field"><label for="state">Show</label><select id="state" @change=${this.#choose}>${STATES.map(([value, word]) => html`<option value=${value} ?selected=${value === this.state}>${word}</option>`)}</select></div>
      ${this.items.length === 0
        ? html`<section class="card"><cl-empty heading="No article here" text="Write one, or open a request that was solved and make an article of its answer."></cl-empty></section>`
        : html`<ul class="articles" aria-label="Articles, the latest changed first">${repeat(this.items, ({id}) => id, (article) => html`<li>${this.#one(article)}</li>`)}</ul>`}
      ${this.more ? html`<div><button @click=${this.#furtherBack}>Show older ones</button></div>` : nothing}
    </section>`;
  }

  #one(article) {
    if (this.changing === article.id) {
      return html`<section class="card"><cl-article-editor .api=${this.api} .article=${article} @saved=${this.#saved} @cancelled=${() => (this.changing = null)}></cl-article-editor></section>`;
    }
    const {id, title, question, text, state, author, requestId, helpful, unhelpful, solved, changedAt, language} = article;
    return html`<article class="card stack tight" aria-labelledby="article-${id}">
      <div class="row apart"><h2 id="article-${id}" dir="auto" lang=${language}>${title}</h2><span class="chip ${TONES[state] ?? ''}">${WORDS[state] ?? state}</span></div>
      <p class="soft">${author ? html`Answer of <span dir="auto">${author}</span>` : 'Written by staff'}, changed ${ago(changedAt)}${requestId ? html`, <a href="/operations/#request=${requestId}">its request</a>` : nothing}.
        Solved ${solved.toLocaleString()} ${solved === 1 ? 'request' : 'requests'}; helped ${helpful.toLocaleString()}, did not help ${unhelpful.toLocaleString()}.</p>
      <details><summary>What it says</summary><div class="stack tight"><p class="soft" dir="auto" lang=${language}>${question}</p><div class="article" dir="auto" lang=${language}>${linked(text)}</div></div></details>
      ${article.version > 1 ? html`<details @toggle=${(event) => event.target.open && this.#look(id)}><summary>Earlier versions</summary>${this.#versions(id)}</details>` : nothing}
      <div class="row">
        ${state === 'PUBLISHED' ? nothing : html`<button class="first" @click=${() => this.#act(article, 'publish', 'Customers find it from now on.')} aria-label="Publish: ${title}">Publish</button>`}
        <button @click=${() => (this.changing = id)} aria-label="Change: ${title}">Change</button>
        ${state === 'WITHDRAWN' ? nothing : html`<button class="quiet" @click=${() => this.#act(article, 'withdraw', 'Customers do not find it any more.')} aria-label="Withdraw: ${title}">Withdraw</button>`}
      </div>
    </article>`;
  }

  async #look(id) {
    const told = await this.api.get(`/v1/articles/${id}/versions`).then(({items}) => ({items}), (problem) => ({problem}));
    this.versions = {...this.versions, [id]: told};
  }

  #versions(id) {
    const {items, problem} = this.versions[id] ?? {};
    if (problem) {
      return html`<cl-error .error=${problem} retry @retry=${() => this.#look(id)}></cl-error>`;
    }
    return !items ? html`<cl-loading lines="3"></cl-loading>` : html`<ol class="stack">${items.slice(1).map(({number, title, text, by, at}) => html`
      <li class="stack tight"><p class="soft">Version ${number}, by ${by}, ${ago(at)}</p><p dir="auto"><b>${title}</b></p><div class="article" dir="auto">${text}</div></li>`)}</ol>`;
  }

  #choose = (event) => {
    this.state = event.target.value;
    this.#wanted = STEP;
    this.refresh();
  };

  #furtherBack = () => {
    this.#wanted += STEP;
    this.refresh();
  };

  #saved = async () => {
    this.draft = null;
    this.changing = null;
    await this.refresh();
    this.querySelector('#new')?.focus();
  };

  async #act(article, what, done) {
    try {
      await this.api.post(`/v1/articles/${article.id}/${what}`);
      toast(done, 'good');
    } catch (error) {
      toastError(error);
    }
    await this.refresh();
  }
}
customElements.define('cl-articles', Articles);
