import {PageElement, html, nothing, priorityWord, repeat, toast} from '/kit/kit.js';
import {money} from '/programme/money.js';

const PRIORITIES = ['URGENT', 'HIGH', 'NORMAL', 'LOW'];
const SPANS = [7, 30, 90];
/** So long after the last change it is tried on the answers of before. */
const TRY_AFTER_MILLIS = 400;

/** Changes what answers pay, with what that would have cost beside it. Fires `saved`. */
class RulesForm extends PageElement {
  static properties = {
    api: {attribute: false},
    /** that the draft began from; undefined as long as none were stated */
    version: {state: true},
    /** numbers as text, as they are typed */
    draft: {state: true},
    days: {state: true},
    preview: {state: true},
    refusal: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  #timer = 0;
  #asked = 0;

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    clearTimeout(this.#timer);
    this.#asked++;
    this.version = undefined;
    this.draft = null;
    this.days = 30;
    this.preview = null;
    this.refusal = null;
    this.busy = false;
    this.problem = null;
  }

  async open({rules, version}) {
    this.#clear();
    this.version = version;
    this.draft = {
      points: Object.fromEntries(PRIORITIES.map((each) => [each, `${rules.points[each]}`])),
      factors: rules.factors.map((each, at) => ({key: `${at}`, topic: each.topic ?? '', language: each.language ?? '', level: `${each.level ?? ''}`, percent: `${each.percent}`})),
      cap: {points: `${rules.cap?.points ?? ''}`, percent: `${rules.cap?.percent ?? ''}`},
      promptAnswer: {minutes: rules.promptAnswer ? `${rules.promptAnswer.seconds / 60}` : '', points: `${rules.promptAnswer?.points ?? ''}`},
      royalty: `${rules.royalty?.points ?? ''}`,
      wellRated: {stars: `${rules.wellRated?.stars ?? ''}`, points: `${rules.wellRated?.points ?? ''}`},
      note: '',
    };
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    this.#try();
  }

  #close = () => this.querySelector('dialog').close();

  #set(change) {
    this.draft = {...this.draft, ...change};
    this.problem = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#try, TRY_AFTER_MILLIS);
  }

  get #rules() {
    const {points: paid, factors, cap, promptAnswer, wellRated, royalty} = this.draft;
    const both = (one, other) => one !== '' || other !== '';
    return {
      points: Object.fromEntries(PRIORITIES.map((each) => [each, number(paid[each])])),
      factors: factors.map(({topic, language, level, percent}) => ({
        ...(topic.trim() ? {topic: topic.trim()} : {}),
        ...(language.trim() ? {language: language.trim().toLowerCase()} : {}),
        ...(level === '' ? {} : {level: number(level)}),
        percent: number(percent),
      })),
      ...(both(cap.points, cap.percent) ? {cap: {points: number(cap.points), percent: number(cap.percent)}} : {}),
      ...(both(promptAnswer.minutes, promptAnswer.points) ? {promptAnswer: {seconds: seconds(promptAnswer.minutes), points: number(promptAnswer.points)}} : {}),
      ...(both(wellRated.stars, wellRated.points) ? {wellRated: {stars: number(wellRated.stars), points: number(wellRated.points)}} : {}),
      ...(royalty === '' ? {} : {royalty: {points: number(royalty)}}),
    };
  }

  #try = async () => {
    const asked = ++this.#asked;
    try {
      const preview = await this.api.post('/v1/earning-rules/preview', {rules: this.#rules, days: this.days});
      if (asked === this.#asked) {
        this.preview = preview;
        this.refusal = null;
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.refusal = error;
      }
    }
  };

  #save = async (event) => {
    event.preventDefault();
    this.busy = true;
    try {
      const {version} = await this.api.post('/v1/earning-rules', {rules: this.#rules, note: this.draft.note.trim()}, {version: this.version});
      toast(`Version ${version} of the earning rules is in force for new requests.`);
      this.dispatchEvent(new Event('saved'));
      this.#close();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  render() {
    return html`<dialog class="editing rules" aria-labelledby="earning" @close=${() => this.#clear()}>${this.draft ? this.#form() : nothing}</dialog>`;
  }

  #form() {
    const {draft} = this;
    return html`<form class="stack" @submit=${this.#save}>
      <h2 id="earning">What answers pay</h2>
      <p class="hint">In points, for a confirmed answer. New requests go by what you save; what was offered before pays what it showed.</p>
      <fieldset><legend>By priority</legend><div class="two">${PRIORITIES.map((each) => this.#number(`points-${each}`, priorityWord(each), draft.points[each], (value) => this.#set({points: {...draft.points, [each]: value}}), true))}</div></fieldset>
      ${this.#factors()}
      <fieldset><legend>More for</legend><div class="two">
        ${this.#number('prompt-minutes', 'an answer within, minutes', draft.promptAnswer.minutes, (minutes) => this.#set({promptAnswer: {...draft.promptAnswer, minutes}}))}
        ${this.#number('prompt-points', 'points for it', draft.promptAnswer.points, (value) => this.#set({promptAnswer: {...draft.promptAnswer, points: value}}))}
        ${this.#number('rated-stars', 'a rating of, stars', draft.wellRated.stars, (stars) => this.#set({wellRated: {...draft.wellRated, stars}}))}
        ${this.#number('rated-points', 'points for it', draft.wellRated.points, (value) => this.#set({wellRated: {...draft.wellRated, points: value}}))}
        ${this.#number('royalty', 'each time an article made of an answer solves a question, points', draft.royalty, (royalty) => this.#set({royalty}))}
      </div></fieldset>
      <fieldset><legend>A day’s cap</legend><div class="two">
        ${this.#number('cap-points', 'from, points a day', draft.cap.points, (value) => this.#set({cap: {...draft.cap, points: value}}))}
        ${this.#number('cap-percent', 'from then on is offered, %', draft.cap.percent, (percent) => this.#set({cap: {...draft.cap, percent}}))}
      </div><p class="hint">Whoever has taken work for so many points in a day of UTC is offered a share of what others are: slowed down, never stopped.</p></fieldset>
      ${this.#cost()}
      <div class="field"><label for="rules-note">Why, for those who look later</label><input id="rules-note" maxlength="500" .value=${draft.note} @input=${(event) => (this.draft = {...draft, note: event.target.value})}></div>
      <cl-error .error=${this.problem ?? this.refusal}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy || Boolean(this.refusal)}>Put in force</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }

  #factors() {
    const {factors} = this.draft;
    const change = (key, what) => this.#set({factors: factors.map((each) => (each.key === key ? {...each, ...what} : each))});
    return html`<fieldset><legend>Times</legend>
      <p class="hint">Each line that suits a request multiplies its points. What is left empty suits all.</p>
      ${factors.length ? html`<div class="scroll" tabindex="0" role="group" aria-label="Factors"><table class="items">
        <thead><tr><th scope="col">Topic</th><th scope="col">Language</th><th scope="col">Level from</th><th scope="col">%</th><th scope="col"><span class="unseen">Remove</span></th></tr></thead>
        <tbody>${repeat(factors, ({key}) => key, ({key, topic, language, level, percent}, at) => html`<tr>
          <td><input aria-label=${`Factor ${at + 1}, topic`} maxlength="60" .value=${topic} @input=${(event) => change(key, {topic: event.target.value})}></td>
          <td><input aria-label=${`Factor ${at + 1}, language, such as de`} size="4" maxlength="8" .value=${language} @input=${(event) => change(key, {language: event.target.value})}></td>
          <td><input aria-label=${`Factor ${at + 1}, level from`} inputmode="numeric" size="3" .value=${level} @input=${(event) => change(key, {level: event.target.value})}></td>
          <td><input aria-label=${`Factor ${at + 1}, percent`} inputmode="numeric" size="5" required .value=${percent} @input=${(event) => change(key, {percent: event.target.value})}></td>
          <td><button type="button" class="quiet" @click=${() => this.#set({factors: factors.filter((each) => each.key !== key)})}>Remove<span class="unseen"> factor ${at + 1}</span></button></td></tr>`)}</tbody></table></div>` : nothing}
      <div><button type="button" @click=${() => this.#set({factors: [...factors, {key: crypto.randomUUID(), topic: '', language: '', level: '', percent: '100'}]})}>Add a factor</button></div>
    </fieldset>`;
  }

  #number(id, label, value, set, required = false) {
    return html`<div class="field"><label for=${id}>${label}</label><input id=${id} inputmode="decimal" ?required=${required} .value=${value} @input=${(event) => set(event.target.value.trim())}></div>`;
  }

  #cost() {
    const {preview} = this;
    return html`<section class="stack" aria-labelledby="would-cost" aria-live="polite">
      <div class="row apart"><h3 id="would-cost">What it would have cost</h3>
        <div class="field inline"><label for="rules-days">in the last</label><select id="rules-days" @change=${(event) => { this.days = Number(event.target.value); this.#try(); }}>${SPANS.map((days) => html`<option value=${days} ?selected=${days === this.days}>${days} days</option>`)}</select></div></div>
      ${!preview ? html`<cl-loading lines="3"></cl-loading>` : preview.answers === 0 ? html`<p class="soft">No answers to try it on yet.</p>` : html`
        <div class="scroll" tabindex="0" role="group" aria-label="Cost of the rules"><table class="costs">
          <thead><tr><th scope="col">${preview.answers.toLocaleString()} ${preview.answers === 1 ? 'answer' : 'answers'}</th><th scope="col" class="number">As it was</th><th scope="col" class="number">As it would be</th><th scope="col" class="number">Difference</th></tr></thead>
          <tbody>
            ${this.#row('For answers', 'confirmedAnswer')}${this.#row('For prompt ones', 'promptAnswer')}${this.#row('For good ratings', 'wellRated')}
            <tr><th scope="row">Points in all</th>${this.#numbers('points')}</tr>
            <tr><th scope="row">In money</th><td class="number">${money(preview.now.minor, preview.currency)}</td><td class="number">${money(preview.draft.minor, preview.currency)}</td><td class="number">${signed(preview.draft.minor - preview.now.minor, (value) => money(value, preview.currency))}</td></tr>
            <tr><th scope="row">Slowed down by the cap</th>${this.#numbers('capped')}</tr>
          </tbody></table></div>
        ${preview.ranks.length > 1 ? html`<div class="scroll" tabindex="0" role="group" aria-label="Cost by rank"><table class="costs">
          <thead><tr><th scope="col">By rank, in points</th><th scope="col" class="number">As it was</th><th scope="col" class="number">As it would be</th><th scope="col" class="number">Difference</th></tr></thead>
          <tbody>${preview.ranks.map(({rank, now, draft}) => html`<tr><th scope="row" dir="auto">${rank}</th><td class="number">${now.points.toLocaleString()}</td><td class="number">${draft.points.toLocaleString()}</td><td class="number">${signed(draft.points - now.points, (value) => value.toLocaleString())}</td></tr>`)}</tbody></table></div>` : nothing}
        <p class="hint">Answers that were refused are left out; what escalation added stays in proportion.</p>`}
    </section>`;
  }

  #row(title, field) {
    const {now, draft} = this.preview;
    return now[field] || draft[field] ? html`<tr><th scope="row">${title}</th>${this.#numbers(field)}</tr>` : nothing;
  }

  #numbers(field) {
    const {now, draft} = this.preview;
    return html`<td class="number">${now[field].toLocaleString()}</td><td class="number">${draft[field].toLocaleString()}</td><td class="number">${signed(draft[field] - now[field], (value) => value.toLocaleString())}</td>`;
  }
}
customElements.define('cl-rules-form', RulesForm);

const signed = (value, write) => (value > 0 ? `+${write(value)}` : value < 0 ? `−${write(-value)}` : '0');
/** What is no number goes as it is, and is refused by name. */
const number = (text) => (/^-?\d+$/.test(text) ? Number(text) : text === '' ? null : text);
const seconds = (minutes) => (/^\d+([.,]\d+)?$/.test(minutes) ? Math.round(Number(minutes.replace(',', '.')) * 60) : number(minutes));
