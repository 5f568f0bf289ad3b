import {PageElement, html, live, nothing} from '/kit/kit.js';
import {at, differences, put, read, written} from '/policies/policy-words.js';
import {draft} from '/what-if/draft.js';

const HOUR = 3_600_000;

/** Periods that end now. */
const PERIODS = {hour: ['the last hour', HOUR], day: ['the last 24 hours', 24 * HOUR], week: ['the last seven days', 7 * 24 * HOUR], own: ['from … to …', 0]};

/** What is changed most, without going to the whole policy. */
const KNOBS = [
  {path: 'offerSeconds', unit: 'time', title: 'An offer stands'},
  {path: 'waveSize', unit: 'count', title: 'Members asked at once'},
  {path: 'firstActionSeconds', unit: 'time', title: 'First sign of work'},
  {path: 'completionSeconds', unit: 'time', title: 'Answer'},
];

const CROWD = [
  {name: 'members', title: 'Members', value: 50, least: 0, most: 5000},
  {name: 'specialists', title: 'Specialists', value: 3, least: 0, most: 1000},
  {name: 'onlinePercent', title: 'Members online, %', value: 30, least: 1, most: 100},
  {name: 'acceptPercent', title: 'Offers accepted, %', value: 40, least: 0, most: 100},
  {name: 'acceptSeconds', title: 'Half accept within, s', value: 20, least: 1, most: 86_400},
  {name: 'workSeconds', title: 'Half answer within, s', value: 300, least: 1, most: 864_000},
  {name: 'helpfulPercent', title: 'Answers that help, %', value: 85, least: 0, most: 100},
];

/** The question: which policy, on which requests, answered by whom. Fires `ask`. */
class WhatIfForm extends PageElement {
  static properties = {
    current: {attribute: false},
    refusal: {attribute: false},
    busy: {type: Boolean},
    source: {state: true},
    period: {state: true},
    /** the policy to try */
    policy: {state: true},
    wrong: {state: true},
    fault: {state: true},
    /** the tickets of a file that was chosen */
    csv: {state: true},
  };

  constructor() {
    super();
    this.source = 'recorded';
    this.period = 'day';
    this.policy = null;
    this.wrong = {};
    this.fault = null;
    this.csv = null;
  }

  willUpdate(changes) {
    if (changes.has('current') && this.current && this.policy === null) {
      this.policy = draft.read() ?? structuredClone(this.current.policy);
    }
  }

  #asInForce = () => {
    draft.forget();
    this.policy = structuredClone(this.current.policy);
    this.wrong = {};
  };

  #turn({path, unit}, text) {
    const {value, wrong} = read(text, unit);
    const {[path]: _, ...others} = this.wrong;
    this.wrong = wrong ? {...others, [path]: wrong} : others;
    if (!wrong) {
      const policy = structuredClone(this.policy);
      put(policy, path, value);
      this.policy = policy;
      draft.keep(policy);
    }
  }

  #choose = async ({target: {files}}) => {
    this.csv = files.length ? await files[0].text() : null;
  };

  #submit = (event) => {
    event.preventDefault();
    const {elements} = event.target;
    const note = elements.note.value.trim();
    const crowd = () => Object.fromEntries(CROWD.map(({name}) => [name, Number(elements[name].value)]));
    const question = {policy: this.policy, ...(note ? {note} : {})};
    this.fault = null;
    if (this.source === 'recorded') {
      const now = Date.now();
      const own = this.period === 'own';
      const from = own ? new Date(elements.from.value) : new Date(now - PERIODS[this.period][1]);
      const to = own ? new Date(elements.to.value) : new Date(now);
      if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) {
        this.fault = 'Say from when to when.';
        return;
      }
      question.recorded = {from: from.toISOString(), to: to.toISOString()};
    } else if (this.source === 'generated') {
      question.generated = {requests: Number(elements.requests.value), crowd: crowd()};
    } else {
      if (!this.csv) {
        this.fault = 'Choose a file first.';
        return;
      }
      question.tickets = {csv: this.csv, crowd: crowd()};
    }
    this.dispatchEvent(new CustomEvent('ask', {detail: question}));
  };

  render() {
    if (!this.policy) {
      return nothing;
    }
    return html`<form class="card stack" @submit=${this.#submit}>
      <h2>What would it have come to …</h2>
      ${this.#changes()}
      ${this.#sources()}
      <div class="field"><label for="note">Why, for those who look later</label><input id="note" name="note" maxlength="500" autocomplete="off"></div>
      ${this.fault ? html`<p class="note bad" role="alert">${this.fault}</p>` : nothing}
      ${this.refusal ? html`<cl-error .error=${this.refusal}></cl-error>` : nothing}
      <div class="row"><button class="first" ?disabled=${this.busy || Object.keys(this.wrong).length > 0}>Ask</button>
        <span class="hint">Nothing that runs is touched, and nothing is put in force.</span></div>
    </form>`;
  }

  #changes() {
    const lines = differences(this.current.policy, this.policy);
    return html`<fieldset class="source stack tight"><legend>… under this policy</legend>
      <div class="knobs">${KNOBS.map((knob) => html`<div class="field"><label for=${knob.path}>${knob.title}</label>
        <input id=${knob.path} autocomplete="off" .value=${live(written(at(this.policy, knob.path), knob.unit))} aria-invalid=${this.wrong[knob.path] ? 'true' : nothing}
          aria-describedby=${this.wrong[knob.path] ? `${knob.path}-wrong` : nothing} @change=${(event) => this.#turn(knob, event.target.value)}>
        ${this.wrong[knob.path] ? html`<span id="${knob.path}-wrong" class="wrong">${this.wrong[knob.path]}</span>` : nothing}</div>`)}</div>
      ${lines.length
        ? html`<ul class="stack tight small" aria-label="What differs from the policy in force">${lines.map((line) => html`<li>${line}</li>`)}</ul>
          <div><button type="button" class="small" @click=${this.#asInForce}>As it is in force</button></div>`
        : html`<p class="hint">As it is in force. Change a number here, or everything else under <a href="/policies/">Policies</a>, and try it from there.</p>`}
    </fieldset>`;
  }

  #sources() {
    const radio = (value, text) => html`<label class="check"><input type="radio" name="source" value=${value} .checked=${live(this.source === value)} @change=${() => (this.source = value)}> ${text}</label>`;
    return html`<fieldset class="source stack tight"><legend>… on these requests</legend>
      ${radio('recorded', 'As they were asked and answered: facts of the last fourteen days')}
      ${radio('generated', 'A day that I suppose')}
      ${radio('tickets', 'Tickets of another system, before going live')}
      ${this.source === 'recorded' ? this.#period() : nothing}
      ${this.source === 'generated' ? html`<div class="knobs">${this.#number({name: 'requests', title: 'Requests in the day', value: 1000, least: 1, most: 20_000})}</div>` : nothing}
      ${this.source === 'tickets' ? html`<div class="field"><label for="sheet">A file of comma-separated values, up to 250 KB</label><input id="sheet" type="file" accept=".csv,text/csv" @change=${this.#choose}>
        <span class="hint">Its first line names <code>submitted-at</code>, and if it likes <code>priority</code>, <code>channel</code>, <code>topic</code> and <code>language</code>.</span></div>` : nothing}
      ${this.source === 'recorded' ? nothing : html`<h3>Who is there to answer</h3><div class="knobs">${CROWD.map((each) => this.#number(each))}</div>`}
    </fieldset>`;
  }

  #period() {
    return html`<div class="knobs"><div class="field"><label for="period">Period</label><select id="period" .value=${live(this.period)} @change=${(event) => (this.period = event.target.value)}>
        ${Object.entries(PERIODS).map(([name, [title]]) => html`<option value=${name} ?selected=${this.period === name}>${title}</option>`)}</select></div>
      ${this.period === 'own' ? html`
        <div class="field"><label for="from">From</label><input id="from" name="from" type="datetime-local"></div>
        <div class="field"><label for="to">To</label><input id="to" name="to" type="datetime-local"></div>` : nothing}</div>`;
  }

  #number({name, title, value, least, most}) {
    return html`<div class="field"><label for=${name}>${title}</label><input id=${name} name=${name} type="number" required min=${least} max=${most} value=${value}></div>`;
  }
}
customElements.define('cl-what-if-form', WhatIfForm);
