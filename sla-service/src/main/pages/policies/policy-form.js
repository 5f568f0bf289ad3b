import {PageElement, html, live, nothing, priorityWord, repeat, tierWord} from '/kit/kit.js';
import {NUMBERS, PRIORITIES, TARGETS, at, does, put, read, written} from '/policies/policy-words.js';

/** So long after the last change it is tried on what runs. */
const TRY_AFTER_MILLIS = 500;

const STEP = {percent: 50, widenLevels: 0, waveFactor: 1, rewardPercent: 100, tier: null, alert: true};

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
  #steps = 0;

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
    // A new step has no id until it is saved.
    this.draft.steps.forEach((step) => (step.key = step.id));
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
    return {...this.draft, steps: this.draft.steps.map(({key, ...step}) => step)};
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
    const {value, wrong} = read(text, unit);
    const {[path]: gone, ...others} = this.wrong;
    this.wrong = wrong ? {...others, [path]: wrong} : others;
    if (!wrong) {
      put(this.draft, path, value);
    }
    this.#touched();
  }

  /** What is wrong with a field, as far as is known: as it was written, or as the service judged it. */
  #wrongOf(path) {
    const asJudged = this.refusal?.errors?.find((each) => each.field === `policy.${path.replaceAll(/\.(\d+)\./g, '[$1].')}`);
    return this.wrong[path] ?? asJudged?.reason;
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
      ${this.#targets()}
      ${this.#plan()}
      ${NUMBERS.map(({title, fields}) => html`<fieldset class="card stack"><legend class="unseen">${title}</legend><h2 aria-hidden="true">${title}</h2>
        <div class="grid-of-numbers">${fields.map(({path, unit, title: name}) => html`<div class="field"><label for="of-${path.replaceAll('.', '-')}">${name}${unit === 'percent' ? ', %' : ''}</label>${this.#input(path, unit)}</div>`)}</div></fieldset>`)}
      </div>
      ${this.#deciding()}
    </form>`;
  }

  /** Where each step stands on the line: a style that the page's content policy lets only a script set. */
  updated() {
    this.querySelectorAll('.plan-line li').forEach((item) => item.style.setProperty('--at', item.dataset.at));
  }

  #targets() {
    return html`<section class="card stack" aria-labelledby="targets"><h2 id="targets">Targets</h2>
      <p class="hint">From the submission of a request; times such as 20 min or 1 h 30 min. The reward is what a confirmed answer pays, in points.</p>
      <div class="scroll" tabindex="0" role="group" aria-label="Targets by priority"><table class="numbers">
        <thead><tr><th scope="col">Priority</th>${TARGETS.map(({title}) => html`<th scope="col">${title}</th>`)}<th scope="col">reward</th></tr></thead>
        <tbody>${PRIORITIES.map((priority) => html`<tr><th scope="row">${priorityWord(priority)}</th>
          ${TARGETS.map(({field, title}) => html`<td>${this.#input(`targets.${priority}.${field}`, 'time', `${priorityWord(priority)}, ${title}`)}</td>`)}
          <td>${this.#input(`rewardPoints.${priority}`, 'count', `${priorityWord(priority)}, reward in points`)}</td></tr>`)}</tbody>
      </table></div></section>`;
  }

  #plan() {
    const {steps} = this.draft;
    const furthest = Math.max(100, ...steps.map((step) => step.percent));
    return html`<section class="card stack" aria-labelledby="plan"><h2 id="plan">Escalation plan</h2>
      <p class="hint">Each step is due when that share of the time to accept or of the resolution is used, whichever is more, and adds to those before it.</p>
      <ol class="plan-line" aria-hidden="true">${steps.map((step) => html`<li class=${step.alert ? 'alert' : ''} data-at=${(step.percent / furthest) * 100}>${step.percent} %</li>`)}</ol>
      <div class="scroll" tabindex="0" role="group" aria-label="Steps"><table class="numbers">
        <thead><tr><th scope="col">at, %</th><th scope="col">levels lower</th><th scope="col">waves ×</th><th scope="col">reward, %</th><th scope="col">who joins</th><th scope="col">alert</th><th scope="col"><span class="unseen">Remove</span></th></tr></thead>
        <tbody>${repeat(steps, (step) => step.key, (step, index) => this.#step(step, index))}</tbody>
      </table></div>
      ${this.#wrongOf('steps') ? html`<p class="note bad">${this.#wrongOf('steps')}</p>` : nothing}
      <div><button type="button" @click=${this.#add}>Add a step</button></div></section>`;
  }

  #step(step, index) {
    const name = `step ${index + 1}`;
    const path = `steps.${index}`;
    const whole = this.refusal?.errors?.find((each) => each.field === `policy.steps[${index}]`)?.reason;
    return html`<tr>
      <td>${this.#input(`${path}.percent`, 'percent', `${name}, at percent`)}${whole ? html`<span class="wrong">${whole}</span>` : nothing}</td>
      <td>${this.#input(`${path}.widenLevels`, 'count', `${name}, levels lower`)}</td>
      <td>${this.#input(`${path}.waveFactor`, 'count', `${name}, waves times`)}</td>
      <td>${this.#input(`${path}.rewardPercent`, 'percent', `${name}, reward in percent`)}</td>
      <td><select aria-label="${name}, who joins" .value=${live(step.tier ?? '')} @change=${(event) => this.#put(step, 'tier', event.target.value || null)}>
        <option value="">nobody new</option>
        ${['SPECIALIST', 'CONTRACTOR'].map((tier) => html`<option value=${tier} ?selected=${step.tier === tier}>${tierWord(tier)}s</option>`)}</select></td>
      <td><input type="checkbox" aria-label="${name}, alert operators" .checked=${live(Boolean(step.alert))} @change=${(event) => this.#put(step, 'alert', event.target.checked)}></td>
      <td><button type="button" class="quiet small" aria-label="Remove ${name}: ${does(step)}" @click=${() => this.#remove(step)}>Remove</button></td>
    </tr>`;
  }

  #put(step, field, value) {
    step[field] = value;
    this.#touched();
  }

  #add = () => {
    const last = this.draft.steps.at(-1)?.percent ?? STEP.percent;
    this.draft.steps.push({...STEP, percent: last, key: `new-${++this.#steps}`});
    this.#touched();
  };

  #remove(step) {
    const {steps} = this.draft;
    steps.splice(steps.indexOf(step), 1);
    // Whatever was wrong in a field of a step has moved or gone with it.
    this.wrong = Object.fromEntries(Object.entries(this.wrong).filter(([path]) => !path.startsWith('steps.')));
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
    const moved = steps.filter((step) => step.raisedAtOnce || step.takenBack);
    return html`<p>If it were applied to ${examined < running ? `the oldest ${examined.toLocaleString()} of ${running.toLocaleString()}` : `the ${running.toLocaleString()}`} that run, at once:</p>
      <table><thead><tr><th scope="col">requests that</th><th scope="col" class="number">now</th><th scope="col" class="number">then</th></tr></thead><tbody>
        <tr><th scope="row">have missed a target</th><td class="number">${breached.before}</td><td class="number">${breached.after}</td></tr>
        <tr><th scope="row">have one at risk</th><td class="number">${atRisk.before}</td><td class="number">${atRisk.after}</td></tr>
        ${moved.map((step) => html`<tr><th scope="row">are at ${step.percent} %: ${does(this.draft.steps.find((each) => each.id === step.id) ?? STEP)}</th><td class="number">${step.raised}</td><td class="number">${step.raised + step.raisedAtOnce - step.takenBack}</td></tr>`)}
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
