import {PageElement, html, live, nothing, priorityWord, repeat, tierWord} from '/kit/kit.js';
import {CHANNELS, NUMBERS, PRIORITIES, TARGETS, at, does, listed, paired, put, read, spelledPairs, written} from '/policies/policy-words.js';

/** So long after the last change it is tried on what runs. */
const TRY_AFTER_MILLIS = 500;

const STEP = {percent: 50, widenLevels: 0, waveFactor: 1, rewardPercent: 100, tier: null, alert: true, predictive: false};

/**
 * The policy in force as a form. Fires `try` with what it would be after each change, null once nothing differs, and
 * `save`. What another operator put in force meanwhile is said, and never lost or overwritten without a word.
 */
class PolicyForm extends PageElement {
  static properties = {
    current: {attribute: false},
    effect: {attribute: false},
    refusal: {attribute: false},
    busy: {type: Boolean},
    draft: {state: true},
    /** the version that the draft began from */
    version: {state: true},
    changed: {state: true},
    wrong: {state: true},
  };

  #timer = 0;
  #made = 0;

  constructor() {
    super();
    this.draft = null;
    this.version = 0;
    this.changed = false;
    this.wrong = {};
  }

  willUpdate(changes) {
    if (changes.has('current') && !this.changed && this.current.version !== this.version) {
      this.#begin(this.current);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  #begin({policy, version}) {
    this.draft = structuredClone(policy);
    // A new step or case has no id until it is saved.
    this.draft.cases ??= [];
    this.draft.cases.forEach((each) => (each.key = each.id));
    this.#owners().forEach(({steps}) => steps.forEach((step) => (step.key = step.id)));
    this.version = version;
    this.changed = false;
    this.wrong = {};
    clearTimeout(this.#timer);
  }

  /** It is in force; the form goes on from there. */
  saved(made) {
    this.#begin(made);
    const {why, whom} = this.querySelector('form').elements;
    why.value = '';
    whom.value = 'new';
  }

  #discard = () => {
    this.#begin(this.current);
    this.dispatchEvent(new CustomEvent('try', {detail: null}));
  };

  get #policy() {
    const keyless = ({key, ...rest}) => rest;
    const steps = (owner) => ({...owner, steps: owner.steps.map(keyless)});
    return {...steps(this.draft), cases: this.draft.cases.map((each) => steps(keyless(each)))};
  }

  /** Whatever has steps: the policy itself, then its cases. */
  #owners() {
    return [this.draft, ...this.draft.cases];
  }

  #touched() {
    this.changed = true;
    this.requestUpdate();
    clearTimeout(this.#timer);
    if (Object.keys(this.wrong).length === 0) {
      this.#timer = setTimeout(() => this.dispatchEvent(new CustomEvent('try', {detail: this.#policy})), TRY_AFTER_MILLIS);
    }
  }

  #set(path, unit, text) {
    this.#taken(path, read(text, unit));
  }

  /** What was read in a field: {value}, or {wrong} that says what it should be. */
  #taken(path, {value, wrong}) {
    const {[path]: gone, ...others} = this.wrong;
    this.wrong = wrong ? {...others, [path]: wrong} : others;
    if (!wrong) {
      put(this.draft, path, value);
    }
    this.#touched();
  }

  /** What is wrong with a field, as far as is known: as it was written, or as the service judged it. */
  #wrongOf(path) {
    return this.wrong[path] ?? this.#judged((field) => field === judgedPath(path));
  }

  #judged(which) {
    return this.refusal?.errors?.find(({field}) => which(field))?.reason;
  }

  #input(path, unit, label) {
    const wrong = this.#wrongOf(path);
    const id = `of-${path.replaceAll('.', '-')}`;
    return html`<input id=${id} aria-label=${label ?? nothing} inputmode=${unit === 'count' || unit === 'percent' ? 'numeric' : nothing} autocomplete="off"
      .value=${live(this.wrong[path] ? this.querySelector(`#${id}`)?.value ?? '' : written(at(this.draft, path), unit))}
      aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? `${id}-wrong` : nothing}
      @change=${(event) => this.#set(path, unit, event.target.value)}>
      ${wrong ? html`<span class="wrong" id="${id}-wrong">${wrong}</span>` : nothing}`;
  }

  render() {
    if (!this.draft) {
      return nothing;
    }
    return html`<form class="columns" novalidate @submit=${this.#save}><div class="stack loose">
      ${this.changed && this.current.version !== this.version
        ? html`<p class="note warn" role="status">Version ${this.current.version} was put in force meanwhile; yours began from version ${this.version}. <button type="button" class="small" @click=${this.#discard}>Begin again from what is in force</button></p>` : nothing}
      <section class="card stack" aria-labelledby="targets"><h2 id="targets">Targets</h2>
        <p class="hint">From the submission of a request, the next response from each further message of the customer; times such as 20 min or 1 h 30 min, left empty there is no target for the next response. The reward is what a confirmed answer pays, in points, until there are <a href="/programme/">earning rules</a>.</p>
        ${this.#targets('', '')}</section>
      <section class="card stack" aria-labelledby="plan"><h2 id="plan">Escalation plan</h2>
        <p class="hint">Each step is due when that share of the time to accept or of the resolution is used, whichever is more, and adds to those before it. One that is marked <i>sooner</i> is due already when nine of ten of its queue waited longer within the last hour than is left of the time to accept.</p>
        ${this.#plan('', '', this.draft)}</section>
      ${this.#cases()}
      ${NUMBERS.map(({title, fields, hint}) => html`<fieldset class="card stack"><legend class="unseen">${title}</legend><h2 aria-hidden="true">${title}</h2>
        <div class="grid-of-numbers">${fields.map(({path, unit, title: name}) => html`<div class="field"><label for="of-${path.replaceAll('.', '-')}">${name}${unit === 'percent' ? ', %' : ''}</label>${this.#input(path, unit)}</div>`)}</div>${hint ? html`<p class="hint">${hint}</p>` : nothing}</fieldset>`)}
      </div>
      ${this.#deciding()}
    </form>`;
  }

  /** Where each step stands on the line: a style that the page's content policy lets only a script set. */
  updated() {
    this.querySelectorAll('.plan-line li').forEach((item) => item.style.setProperty('--at', item.dataset.at));
  }

  /** @param base where they are in the policy; @param of what they are of, said before each label */
  #targets(base, of) {
    return html`<div class="scroll" tabindex="0" role="group" aria-label="${of}Targets by priority"><table class="numbers">
      <thead><tr><th scope="col">Priority</th>${TARGETS.map(({title}) => html`<th scope="col">${title}</th>`)}${base ? nothing : html`<th scope="col">reward</th>`}</tr></thead>
      <tbody>${PRIORITIES.map((priority) => html`<tr><th scope="row">${priorityWord(priority)}</th>
        ${TARGETS.map(({field, unit, title}) => html`<td>${this.#input(`${base}targets.${priority}.${field}`, unit, `${of}${priorityWord(priority)}, ${title}`)}</td>`)}
        ${base ? nothing : html`<td>${this.#input(`rewardPoints.${priority}`, 'count', `${priorityWord(priority)}, reward in points`)}</td>`}</tr>`)}</tbody>
    </table></div>`;
  }

  #plan(base, of, owner) {
    const {steps} = owner;
    const furthest = Math.max(100, ...steps.map((step) => step.percent));
    return html`${steps.length ? html`<ol class="plan-line" aria-hidden="true">${steps.map((step) => html`<li class=${step.alert ? 'alert' : ''} data-at=${(step.percent / furthest) * 100}>${step.percent} %</li>`)}</ol>
      <div class="scroll" tabindex="0" role="group" aria-label="${of}Steps"><table class="numbers">
        <thead><tr><th scope="col">at, %</th><th scope="col">levels lower</th><th scope="col">waves ×</th><th scope="col">reward, %</th><th scope="col">who joins</th><th scope="col">alert</th><th scope="col">sooner</th><th scope="col"><span class="unseen">Remove</span></th></tr></thead>
        <tbody>${repeat(steps, (step) => step.key, (step, index) => this.#step(step, index, base, of, owner))}</tbody>
      </table></div>` : html`<p class="hint">No step: what is late alerts, and waits.</p>`}
      ${this.#wrongOf(`${base}steps`) ? html`<p class="note bad">${this.#wrongOf(`${base}steps`)}</p>` : nothing}
      <div><button type="button" aria-label="${of}Add a step" @click=${() => this.#add(owner)}>Add a step</button></div>`;
  }

  #cases() {
    return html`<section class="card stack" aria-labelledby="cases"><h2 id="cases">Cases</h2>
      <p class="hint">Some requests may go by targets and steps of their own. The first case that suits counts; for the rest the targets and the plan above do.</p>
      ${repeat(this.draft.cases, (each) => each.key, (each, index) => this.#case(each, index))}
      <div><button type="button" @click=${this.#addCase}>Add a case</button></div></section>`;
  }

  #case(each, index) {
    const of = `case ${index + 1}, `;
    const base = `cases.${index}.`;
    const id = (field) => `case-${index}-${field}`;
    const {when} = each;
    const wrong = (path) => {
      // Of a list one of its values may be wrong.
      const reason = this.#wrongOf(path) ?? this.#judged((field) => field.startsWith(`${judgedPath(path)}[`));
      return reason ? html`<span class="wrong">${reason}</span>` : nothing;
    };
    const text = (field, title, written, taken) => html`<div class="field"><label for=${id(field)}>${title}</label>
      <input id=${id(field)} autocomplete="off" .value=${live(this.wrong[`${base}when.${field}`] ? this.querySelector(`#${id(field)}`)?.value ?? '' : written)}
        @change=${(event) => this.#taken(`${base}when.${field}`, taken(event.target.value))}>${wrong(`${base}when.${field}`)}</div>`;
    const boxes = (field, title, values, words) => html`<fieldset class="boxes"><legend>${title}</legend>${values.map((value) => html`
      <label class="check"><input type="checkbox" .checked=${live(when[field].includes(value))} @change=${(event) => this.#tick(when[field], value, event.target.checked)}> ${words(value)}</label>`)}</fieldset>`;
    return html`<section class="case stack" aria-label="Case ${index + 1}: ${each.name}">
      <div class="row apart"><h3>Case ${index + 1}</h3><div class="row">
        ${index ? html`<button type="button" class="quiet small" aria-label="Look at case ${index + 1} before case ${index}" @click=${() => this.#sooner(index)}>Look at it sooner</button>` : nothing}
        <button type="button" class="quiet small" aria-label="Remove case ${index + 1}: ${each.name}" @click=${() => this.#removeCase(each)}>Remove</button></div></div>
      ${wrong(`${base}when`)}
      <div class="grid-of-numbers">
        <div class="field"><label for=${id('name')}>Name</label><input id=${id('name')} maxlength="60" autocomplete="off" .value=${live(each.name)} @change=${(event) => this.#put(each, 'name', event.target.value.trim())}>${wrong(`${base}name`)}</div>
        ${text('topics', 'Topics, any of', when.topics.join(', '), listed)}
        ${text('languages', 'Languages, any of (de, fr)', when.languages.join(', '), listed)}
        ${text('attributes', 'Attributes, all of (plan=gold)', spelledPairs(when.attributes), paired)}
      </div>
      ${boxes('priorities', 'Priorities, any of', PRIORITIES, priorityWord)}
      ${boxes('channels', 'Channels, any of', CHANNELS, (value) => value.toLowerCase())}
      ${this.#targets(base, of)}
      ${this.#plan(base, of, each)}
    </section>`;
  }

  #step(step, index, base, of, owner) {
    const name = `${of}step ${index + 1}`;
    const path = `${base}steps.${index}`;
    const whole = this.#wrongOf(path);
    return html`<tr>
      <td>${this.#input(`${path}.percent`, 'percent', `${name}, at percent`)}${whole ? html`<span class="wrong">${whole}</span>` : nothing}</td>
      <td>${this.#input(`${path}.widenLevels`, 'count', `${name}, levels lower`)}</td>
      <td>${this.#input(`${path}.waveFactor`, 'count', `${name}, waves times`)}</td>
      <td>${this.#input(`${path}.rewardPercent`, 'percent', `${name}, reward in percent`)}</td>
      <td><select aria-label="${name}, who joins" .value=${live(step.tier ?? '')} @change=${(event) => this.#put(step, 'tier', event.target.value || null)}>
        <option value="">nobody new</option>
        ${['SPECIALIST', 'CONTRACTOR'].map((tier) => html`<option value=${tier} ?selected=${step.tier === tier}>${tierWord(tier)}s</option>`)}</select></td>
      <td><input type="checkbox" aria-label="${name}, alert operators" .checked=${live(Boolean(step.alert))} @change=${(event) => this.#put(step, 'alert', event.target.checked)}></td>
      <td><input type="checkbox" aria-label="${name}, sooner when a longer wait is to expect than is left" .checked=${live(Boolean(step.predictive))} @change=${(event) => this.#put(step, 'predictive', event.target.checked)}></td>
      <td><button type="button" class="quiet small" aria-label="Remove ${name}: ${does(step)}" @click=${() => this.#remove(owner, step)}>Remove</button></td>
    </tr>`;
  }

  #put(step, field, value) {
    step[field] = value;
    this.#touched();
  }

  #add(owner) {
    const last = owner.steps.at(-1)?.percent ?? STEP.percent;
    owner.steps.push({...STEP, percent: last, key: `new-${++this.#made}`});
    this.#touched();
  }

  #remove(owner, step) {
    owner.steps.splice(owner.steps.indexOf(step), 1);
    this.#moved();
  }

  #addCase = () => {
    this.draft.cases.push({
      key: `new-${++this.#made}`,
      name: `Case ${this.draft.cases.length + 1}`,
      when: {priorities: [], channels: [], topics: [], languages: [], attributes: {}},
      targets: structuredClone(this.draft.targets),
      steps: [],
    });
    this.#touched();
  };

  #removeCase(each) {
    this.draft.cases.splice(this.draft.cases.indexOf(each), 1);
    this.#moved();
  }

  #sooner(index) {
    const {cases} = this.draft;
    [cases[index - 1], cases[index]] = [cases[index], cases[index - 1]];
    this.#moved();
  }

  #tick(values, value, ticked) {
    values.splice(0, values.length, ...values.filter((each) => each !== value), ...(ticked ? [value] : []));
    this.#touched();
  }

  /** Whatever was wrong in a field of a step or a case has moved or gone with it. */
  #moved() {
    this.wrong = Object.fromEntries(Object.entries(this.wrong).filter(([path]) => !/(steps|cases)\./.test(path)));
    this.#touched();
  }

  #deciding() {
    return html`<section class="card stack deciding" aria-labelledby="deciding"><h2 id="deciding">What it would change</h2>
      <div class="effect stack tight" aria-live="polite">${this.#effect()}</div>
      <fieldset class="stack tight"><legend>Who goes by it</legend>
        <label class="check"><input type="radio" name="whom" value="new" checked> What is submitted from now on. What runs keeps the version that it began under.</label>
        <label class="check"><input type="radio" name="whom" value="running"> What runs as well, as if it had been in force from the start. Who was asked stays asked.</label></fieldset>
      <div class="field"><label for="why">Why, for those who look later</label><input id="why" name="why" maxlength="500" autocomplete="off"></div>
      <div class="row"><button class="first" ?disabled=${this.busy || !this.changed || Object.keys(this.wrong).length > 0}>Put in force</button>
        <button type="button" ?disabled=${this.busy || !this.changed} @click=${this.#discard}>Discard</button></div></section>`;
  }

  #effect() {
    if (Object.keys(this.wrong).length) {
      return html`<p class="note bad">A field is not a number or a time yet.</p>`;
    }
    if (this.refusal) {
      return html`<cl-error .error=${this.refusal}></cl-error>`;
    }
    if (!this.changed) {
      return html`<p class="hint">Change a number, and here you see at once what it would mean for the requests that run.</p>`;
    }
    if (!this.effect) {
      return html`<cl-loading lines="3"></cl-loading>`;
    }
    const {running, effect} = this.effect;
    if (running === 0) {
      return html`<p>Nothing runs just now: it would count from the next request on.</p>`;
    }
    const {examined, breached, atRisk, steps} = effect;
    const own = this.#owners().flatMap((owner) => owner.steps);
    const moved = steps.map((step, index) => ({...step, does: does(own[index] ?? STEP)})).filter((step) => step.raisedAtOnce || step.takenBack);
    return html`<p>If it were applied to ${examined < running ? `the oldest ${examined.toLocaleString()} of ${running.toLocaleString()}` : `the ${running.toLocaleString()}`} that run, at once:</p>
      <table><thead><tr><th scope="col">requests that</th><th scope="col" class="number">now</th><th scope="col" class="number">then</th></tr></thead><tbody>
        <tr><th scope="row">have missed a target</th><td class="number">${breached.before}</td><td class="number">${breached.after}</td></tr>
        <tr><th scope="row">have one at risk</th><td class="number">${atRisk.before}</td><td class="number">${atRisk.after}</td></tr>
        ${moved.map((step) => html`<tr><th scope="row">are at ${step.percent} %: ${step.does}</th><td class="number">${step.raised}</td><td class="number">${step.raised + step.raisedAtOnce - step.takenBack}</td></tr>`)}
      </tbody></table>
      ${moved.length === 0 ? html`<p class="hint">No step would be due that was not raised already.</p>` : nothing}`;
  }

  #save = (event) => {
    event.preventDefault();
    const {why, whom} = event.target.elements;
    this.dispatchEvent(new CustomEvent('save', {detail: {
      policy: this.#policy, version: this.version, note: why.value.trim(), applyToRunning: whom.value === 'running',
    }}));
  };
}
customElements.define('cl-policy-form', PolicyForm);

/** steps.2.percent → policy.steps[2].percent, as the service names it. */
function judgedPath(path) {
  return `policy.${path.replaceAll(/\.(\d+)(?=\.|$)/g, '[$1]')}`;
}
