import {PageElement, html, live, nothing, priorityWord} from '/kit/kit.js';
import {CHANNELS, PRIORITIES, paired} from '/policies/policy-words.js';

const ASK_AFTER_MILLIS = 300;
const TRAITS = {priority: 'its priority', channel: 'its channel', topic: 'its topic', language: 'its language'};

/** Which case of the policy, as it is written above, would count for a request, and why the others would not. */
class PolicyMatch extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the policy, saved or not */
    policy: {attribute: false, hasChanged: (now, before) => JSON.stringify(now) !== JSON.stringify(before)},
    answer: {state: true},
    problem: {state: true},
  };

  #timer = 0;
  #asked = 0;
  #request = {priority: 'NORMAL', channel: 'API', topic: '', language: 'en', attributes: ''};

  constructor() {
    super();
    this.answer = null;
    this.problem = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  updated(changed) {
    if (changed.has('policy')) {
      this.#askSoon();
    }
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ask, ASK_AFTER_MILLIS);
  }

  #ask = async () => {
    const asked = ++this.#asked;
    const {topic, language, attributes, ...request} = this.#request;
    const {value, wrong} = paired(attributes);
    if (wrong) {
      this.problem = {title: 'Attributes', detail: wrong};
      return;
    }
    try {
      const answer = await this.api.post('/v1/policies/matches', {
        policy: this.policy,
        request: {...request, attributes: value, ...(topic ? {topic} : {}), ...(language ? {language} : {})},
      });
      if (asked === this.#asked) {
        this.answer = answer;
        this.problem = null;
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.problem = error;
      }
    }
  };

  #set = (event) => {
    this.#request = {...this.#request, [event.target.name]: event.target.value.trim()};
    this.#askSoon();
  };

  render() {
    const select = (name, title, values, words) => html`<div class="field"><label for="match-${name}">${title}</label>
      <select id="match-${name}" name=${name} .value=${live(this.#request[name])}>${values.map((value) => html`<option value=${value} ?selected=${value === this.#request[name]}>${words(value)}</option>`)}</select></div>`;
    const input = (name, title) => html`<div class="field"><label for="match-${name}">${title}</label><input id="match-${name}" name=${name} autocomplete="off" .value=${live(this.#request[name])}></div>`;
    return html`<section class="card stack" aria-labelledby="match"><h2 id="match">Which case would count?</h2>
      <p class="hint">Describe a request, and see what it would go by and why, under the policy as it is written above.</p>
      <div class="grid-of-numbers" @input=${this.#set}>
        ${select('priority', 'Priority', PRIORITIES, priorityWord)}
        ${select('channel', 'Channel', CHANNELS, (value) => value.toLowerCase())}
        ${input('topic', 'Topic')}${input('language', 'Language')}${input('attributes', 'Attributes (plan=gold)')}
      </div>
      <div class="stack tight" aria-live="polite">${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : this.#answered()}</div>
    </section>`;
  }

  #answered() {
    if (!this.answer) {
      return html`<cl-loading lines="2"></cl-loading>`;
    }
    const {counts, cases} = this.answer;
    let found = false;
    const why = ({misfit}) => {
      if (misfit) {
        const trait = TRAITS[misfit.trait] ?? `its ${misfit.trait.replace('attributes.', 'attribute ')}`;
        return `${trait} is ${misfit.is ?? 'not given'}, not ${misfit.wanted.join(' or ')}`;
      }
      const first = !found;
      found = true;
      return first ? 'it suits, and is the first that does' : 'it suits, and another before it does';
    };
    return html`<p>It would go by <b>${counts ? `the case ${counts}` : 'the policy’s own targets and plan'}</b>.</p>
      ${cases.length ? html`<ol class="matches">${cases.map((each) => html`<li><b>${each.name}</b>: ${why(each)}.</li>`)}</ol>` : nothing}`;
  }
}
customElements.define('cl-policy-match', PolicyMatch);
