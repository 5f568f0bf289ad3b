import {clockTime, html, nothing, poll, repeat, toast} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {inWords} from '/calendars/calendar-words.js';
import '/calendars/calendar-form.js';

const REFRESH_MILLIS = 5000;
const SHOWN = 20;
const CALENDAR = '/v1/calendars/default';

/** How far a version has come to what ran when it was made. */
function retimed({requests, finishedAt}) {
  if (requests === 0) {
    return finishedAt ? 'Nothing ran that it timed anew.' : 'What ran already is being timed anew.';
  }
  return `${requests.toLocaleString()} ${requests === 1 ? 'request that ran already was' : 'requests that ran already were'} timed anew${finishedAt ? '' : '; others follow'}.`;
}

/** The operator's page of when the community works: try other hours on what runs, save them, see who changed what. */
class Calendars extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Decide when you work';
  static about = 'Working hours, holidays and exceptions of your community: targets and steps count in that time only.';
  static properties = {
    ...SignedInPage.properties,
    /** the version that counts */
    current: {state: true},
    countries: {state: true},
    versions: {state: true},
    next: {state: true},
    problem: {state: true},
    refusal: {state: true},
    effect: {state: true},
    busy: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.current = null;
    this.countries = null;
    this.versions = [];
    this.next = null;
    this.problem = null;
    this.refusal = null;
    this.effect = null;
    this.busy = false;
  }

  enter() {
    this.#stop = poll(this.#load, REFRESH_MILLIS);
  }

  leave() {
    this.#stop();
    this.#forget();
  }

  #load = async () => {
    try {
      const [current, {items, next}, countries] = await Promise.all([
        this.api.get(CALENDAR),
        this.api.get(`${CALENDAR}/versions`, {limit: SHOWN}),
        this.countries ?? this.api.get('/v1/holidays/countries').then((found) => found.items),
      ]);
      this.current = current;
      this.countries = countries;
      // What was read further down stays.
      const older = this.versions.filter((version) => version.version < (items.at(-1)?.version ?? 0));
      this.versions = [...items, ...older];
      this.next = older.length ? this.next : next;
      this.problem = null;
      this.shell.connection = 'live';
      return true;
    } catch (error) {
      this.problem = error;
      this.shell.connection = 'offline';
      return false;
    }
  };

  #more = async () => {
    try {
      const {items, next} = await this.api.get(`${CALENDAR}/versions`, {limit: SHOWN, cursor: this.next});
      this.versions = [...this.versions, ...items];
      this.next = next;
    } catch (error) {
      this.problem = error;
    }
  };

  #try = async ({detail: calendar}) => {
    try {
      this.effect = calendar ? await this.api.post(`${CALENDAR}/trials`, {calendar}) : null;
      this.refusal = null;
    } catch (error) {
      this.effect = null;
      this.refusal = error;
    }
  };

  #save = async ({detail: {calendar, version, note}}) => {
    this.busy = true;
    try {
      const made = await this.api.put(CALENDAR, {calendar, note}, {version});
      this.refusal = null;
      this.effect = null;
      this.querySelector('cl-calendar-form').saved(made);
      toast(`Version ${made.version} counts.`, 'good');
    } catch (error) {
      this.refusal = error;
    }
    this.busy = false;
    this.#load();
  };

  content() {
    return html`<div class="stack loose">
      <div class="row apart"><h1>Calendar</h1>${this.current
        ? html`<span class="chip good">version ${this.current.version} counts</span>` : nothing}</div>
      ${this.problem ? html`<cl-error .error=${this.problem} ?retry=${this.current === null} @retry=${this.#load}></cl-error>` : nothing}
      ${this.current
        ? html`<cl-calendar-form .api=${this.api} .current=${this.current} .countries=${this.countries} .effect=${this.effect} .refusal=${this.refusal} ?busy=${this.busy} @try=${this.#try} @save=${this.#save}></cl-calendar-form>
          ${this.#history()}`
        : this.problem ? nothing : html`<cl-loading lines="12"></cl-loading>`}
    </div>`;
  }

  #history() {
    return html`<section class="card stack" aria-labelledby="history">
      <h2 id="history">Who changed what</h2>
      ${this.versions.length === 0 ? html`<p class="hint">Nobody made a calendar yet: every moment of every day counts.</p>` : html`
      <ol class="versions" reversed>${repeat(this.versions, (each) => each.version, (each) => html`<li class="stack tight">
        <div class="row apart"><b>Version ${each.version}</b><span class="hint">${clockTime(each.since)}${each.by ? `, ${each.by.name}` : ''}</span></div>
        ${each.note ? html`<p class="said" dir="auto">${each.note}</p>` : nothing}
        <p class="small">${inWords(each.calendar)}</p>
        ${each.retimed ? html`<p class="hint">${retimed(each.retimed)}</p>` : nothing}
      </li>`)}</ol>`}
      ${this.next ? html`<div><button @click=${this.#more}>Earlier versions</button></div>` : nothing}
    </section>`;
  }
}
customElements.define('cl-calendars', Calendars);
