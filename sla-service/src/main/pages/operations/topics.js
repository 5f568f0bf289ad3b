import {PageElement, html, nothing, toast} from '/kit/kit.js';

const lines = (text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** What customers ask about: keywords, examples, and how well the examples are told apart. */
class Topics extends PageElement {
  static properties = {
    api: {attribute: false},
    topics: {state: true},
    standing: {state: true},
    /** the topic that is edited, with its version */
    edited: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.topics = null;
    this.standing = null;
    this.edited = null;
    this.busy = false;
    this.problem = null;
  }

  firstUpdated() {
    this.#load();
  }

  #load = async () => {
    this.problem = null;
    try {
      const [{items}, standing] = await Promise.all([this.api.get('/v1/topics'), this.api.get('/v1/understanding')]);
      this.topics = items;
      this.standing = standing;
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    return html`<section class="card stack" aria-labelledby="topics">
      <h2 id="topics">Topics</h2>
      ${this.topics
        ? this.#content()
        : this.problem
          ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>`
          : html`<cl-loading lines="4"></cl-loading>`}
    </section>`;
  }

  #content() {
    return html`
      <p>${this.#learned()}</p>
      ${this.#refused()}
      ${this.topics.length ? html`<div class="field"><label for="edited-topic">Topic</label>
        <select id="edited-topic" ?disabled=${this.busy} @change=${(event) => this.#choose(event.target.value)}>
          <option value="">choose one to edit</option>
          ${this.topics.map(({name, keywords, examples}) => html`<option value=${name} ?selected=${name === this.edited?.name}>
            ${name}: ${keywords.length} keywords, ${examples.length} examples</option>`)}
        </select></div>` : html`<p class="soft">There is no topic yet; programs make them by the API.</p>`}
      ${this.edited ? this.#form(this.edited) : nothing}
      ${this.topics && this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}`;
  }

  #learned() {
    const {model, learning, confidencePercent} = this.standing;
    if (!model) {
      return `Keywords alone say what a request is about. From two topics with five examples each on, requests are understood that have no keyword.${learning ? ' Examples are being learned just now.' : ''}`;
    }
    const {right, of} = model.heldOut;
    return `Where no keyword is, ${model.examples} examples say what a request is about, from a probability of ${confidencePercent} % on. ${of ? `Of ${of} that were held back, ${right} were told right.` : ''}${learning ? ' New ones are being learned just now.' : ''}`;
  }

  #refused() {
    const {refused} = this.standing;
    return refused ? html`<p class="note warn">The latest examples are not in force: with them, ${refused.heldOut.right} of ${refused.heldOut.of} earlier ones
      were told right, fewer than before. Look for examples under the wrong topic.</p>` : nothing;
  }

  #form({keywords, examples, communityPercent, minimumTier}) {
    const area = (name, label, hint, values, rows) => html`<div class="field">
      <label for="topic-${name}">${label}</label>
      <textarea id="topic-${name}" name=${name} rows=${rows} dir="auto" aria-describedby="topic-${name}-hint" .value=${values.join('\n')}></textarea>
      <span class="hint" id="topic-${name}-hint">${hint}</span></div>`;
    return html`<form class="stack" novalidate @submit=${this.#save}>
      ${area('keywords', 'Keywords', 'One a line. A request that has one of them is about this topic, whatever else it says.', keywords, 5)}
      ${area('examples', 'Examples', 'One a line, as customers write who use none of the keywords; five or more, in every language that they write.', examples, 8)}
      ${minimumTier && minimumTier !== 'COMMUNITY' ? nothing : html`<div class="field">
        <label for="topic-percent">Share that goes to the community, in percent</label>
        <input id="topic-percent" name="percent" type="number" min="0" max="100" step="1" inputmode="numeric" aria-describedby="topic-percent-hint" .value=${communityPercent ?? ''}>
        <span class="hint" id="topic-percent-hint">The dial: the others go to specialists, drawn by lot, and <a href="/reports/#dials">both are compared</a>. Left empty, all go and nothing is compared.</span></div>`}
      <div><button class="first" ?disabled=${this.busy}>Save topic</button></div>
    </form>`;
  }

  async #choose(name) {
    this.problem = null;
    this.edited = null;
    if (!name) {
      return;
    }
    try {
      const {value, version} = await this.api.read(`/v1/topics/${encodeURIComponent(name)}`);
      this.edited = {...value, version};
    } catch (error) {
      this.problem = error;
    }
  }

  #save = async (event) => {
    event.preventDefault();
    const {name, needs, minimumTier, version} = this.edited;
    const {keywords, examples, percent} = event.target.elements;
    this.busy = true;
    this.problem = null;
    try {
      const body = {keywords: lines(keywords.value), examples: lines(examples.value), needs, ...(minimumTier ? {minimumTier} : {}), ...(percent?.value ? {communityPercent: Number(percent.value)} : {})};
      await this.api.put(`/v1/topics/${encodeURIComponent(name)}`, body, {version});
      toast(`The topic ${name} is saved.`, 'good');
      this.edited = null;
      await this.#load();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-topics', Topics);
