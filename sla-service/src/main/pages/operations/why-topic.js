import {PageElement, ago, html, nothing} from '/kit/kit.js';

const percent = (share) => `${Math.floor(100 * share)} %`;

/**
 * Why a request was understood as it was: the keywords, or how probable the topics are and which examples are like it.
 * An operator confirms or corrects it with one press. Fires `said` with what was done, in words.
 */
class WhyTopic extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the request's id */
    request: {attribute: false},
    explanation: {attribute: false},
    /** names of all topics of the community */
    topics: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.topics = [];
    this.busy = false;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#nameTopics();
  }

  async #nameTopics() {
    try {
      this.topics = (await this.api.get('/v1/topics')).items.map(({name}) => name);
    } catch (error) {
      this.problem = error;
    }
  }

  render() {
    const {topic, understanding, confirmed} = this.explanation;
    return html`<div class="stack tight">
      <p>${topic ? html`<b>${topic}</b>` : html`<span class="chip warn">no topic</span>`}
        ${confirmed ? html`<span class="chip good">${confirmed.was === topic ? 'confirmed' : 'corrected'} ${ago(confirmed.at)}</span>` : nothing}</p>
      ${confirmed && confirmed.was !== topic ? html`<p class="soft small">It was taken for ${confirmed.was ?? 'nothing'}.</p>` : nothing}
      <p class="soft">When it came: ${understanding.because}.</p>
      ${understanding.weighed ? this.#weighed(understanding.weighed) : nothing}
      ${this.#say(topic, understanding, confirmed)}
      <cl-error .error=${this.problem}></cl-error>
    </div>`;
  }

  #weighed({topics, nearest, version}) {
    return html`
      ${topics.length ? html`<ul class="stack tight" aria-label="How probable">${topics.map(({topic, probability}) => html`<li class="row apart">
        <span>${topic}</span><span class="num">${percent(probability)}</span></li>`)}</ul>` : nothing}
      ${nearest.length ? html`<details><summary>Examples like it</summary>
        <ul class="stack tight">${nearest.map(({topic, likeness, text, requestId}) => html`<li>
          <p dir="auto">${text ?? (requestId ? 'a question of another customer that was erased' : '')}</p>
          <p class="soft small">${topic}, alike to ${percent(Math.max(0, likeness))}</p></li>`)}</ul></details>` : nothing}
      ${version ? html`<p class="hint">Version ${version} of what the examples taught.</p>` : nothing}`;
  }

  /** One press each for what is likely, and a list of all others. */
  #say(topic, understanding, confirmed) {
    const likely = [...new Set([...understanding.matches, ...(understanding.weighed?.topics ?? [])].map((each) => each.topic))]
      .filter((name) => name !== topic && this.topics.includes(name));
    const others = this.topics.filter((name) => name !== topic && !likely.includes(name));
    return html`<div class="row" role="group" aria-label="What it is about">
      ${topic && confirmed?.topic !== topic ? html`<button ?disabled=${this.busy} @click=${() => this.#put(topic)}>That is right</button>` : nothing}
      ${likely.map((name) => html`<button class="quiet" ?disabled=${this.busy} @click=${() => this.#put(name)}>It is ${name}</button>`)}
      ${others.length ? html`<label class="unseen" for="other-topic">Another topic</label>
        <select id="other-topic" ?disabled=${this.busy} @change=${this.#chosen}>
          <option value="">${likely.length ? 'another topic' : 'it is another topic'}…</option>
          ${others.map((name) => html`<option value=${name}>${name}</option>`)}
        </select>` : nothing}
    </div>`;
  }

  #chosen = (event) => {
    const {value} = event.target;
    event.target.value = '';
    if (value) {
      this.#put(value);
    }
  };

  async #put(topic) {
    this.busy = true;
    this.problem = null;
    try {
      const before = this.explanation.topic;
      this.explanation = await this.api.put(`/v1/requests/${this.request}/topic`, {topic}, {version: this.explanation.version});
      const text = before === topic ? `It is about ${topic}: its question is an example from now on.` : `It is about ${topic} from now on, and questions like it.`;
      this.dispatchEvent(new CustomEvent('said', {detail: text}));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  }
}
customElements.define('cl-why-topic', WhyTopic);
