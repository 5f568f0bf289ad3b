import {PageElement, html, live, nothing, repeat} from '/kit/kit.js';
import {DAYS, WEEKDAYS, bars, dayWord, hours, length, minutesAWeek, readHours} from '/calendars/calendar-words.js';

/** So long after the last change it is tried on what runs. */
const TRY_AFTER_MILLIS = 500;
const MOST_EXCEPTIONS = 500;
const MOST_FILE = 200_000;

/**
 * The calendar that counts as a form. Fires `try` with what it would be after each change, null once nothing differs, and
 * `save`. What another operator saved meanwhile is said, and never lost or overwritten without a word.
 */
class CalendarForm extends PageElement {
  static properties = {
    api: {attribute: false},
    current: {attribute: false},
    countries: {attribute: false},
    effect: {attribute: false},
    refusal: {attribute: false},
    busy: {type: Boolean},
    draft: {state: true},
    /** the version that the draft began from */
    version: {state: true},
    changed: {state: true},
    /** what is not written as it should be, by its field */
    wrong: {state: true},
    regions: {state: true},
    /** the holidays of the chosen place */
    holidays: {state: true},
    /** what came of the last file */
    read: {state: true},
  };

  #timer = 0;
  #rows = 0;
  #place = null;

  constructor() {
    super();
    this.draft = null;
    this.version = 0;
    this.changed = false;
    this.wrong = {};
    this.regions = [];
    this.holidays = [];
    this.read = null;
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

  #begin({calendar, version, holidays}) {
    this.draft = structuredClone(calendar);
    this.draft.exceptions.forEach((day) => (day.key = `kept-${++this.#rows}`));
    this.version = version;
    this.changed = false;
    this.wrong = {};
    this.read = null;
    this.holidays = holidays;
    clearTimeout(this.#timer);
    this.#learn(false);
  }

  /** It counts; the form goes on from there. */
  saved(made) {
    this.#begin(made);
    this.querySelector('form').elements.why.value = '';
  }

  #discard = () => {
    this.#begin(this.current);
    this.dispatchEvent(new CustomEvent('try', {detail: null}));
  };

  get #calendar() {
    return {...this.draft, exceptions: this.draft.exceptions.map(({key, ...day}) => day)};
  }

  #touched() {
    this.changed = true;
    this.requestUpdate();
    clearTimeout(this.#timer);
    if (Object.keys(this.wrong).length === 0) {
      this.#timer = setTimeout(() => this.dispatchEvent(new CustomEvent('try', {detail: this.#calendar})), TRY_AFTER_MILLIS);
    }
  }

  /** The regions of the chosen country, and where the place was changed its holidays. */
  async #learn(changed) {
    const place = this.draft.holidays;
    this.#place = place;
    if (!place) {
      this.regions = [];
      this.holidays = [];
      return;
    }
    try {
      const [regions, holidays] = await Promise.all([
        this.api.get('/v1/holidays/regions', {country: place.country}),
        changed ? this.api.get('/v1/holidays', {country: place.country, ...(place.region ? {region: place.region} : {})}) : {items: this.holidays},
      ]);
      // Another place may have been chosen meanwhile.
      if (this.#place === place) {
        this.regions = regions.items;
        this.holidays = holidays.items;
      }
    } catch {
      // The trial says what is wrong with the place.
      this.regions = [];
    }
  }

  #setWrong(field, wrong) {
    const {[field]: gone, ...others} = this.wrong;
    this.wrong = wrong ? {...others, [field]: wrong} : others;
  }

  #setHours(field, text, set) {
    const {periods, wrong} = readHours(text);
    this.#setWrong(field, wrong);
    if (!wrong) {
      set(periods);
    }
    this.#touched();
  }

  /** What the service judged of a field, or of a part of it. */
  #judged(path) {
    return this.refusal?.errors?.find((each) => each.field.startsWith(`calendar.${path}`))?.reason;
  }

  #hoursInput(field, path, periods, label, set) {
    const wrong = this.wrong[field] ?? this.#judged(path);
    const id = `of-${field}`;
    return html`<input id=${id} aria-label=${label} autocomplete="off" placeholder="closed"
      .value=${live(this.wrong[field] ? this.querySelector(`#${id}`)?.value ?? '' : hours(periods))}
      aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? `${id}-wrong` : nothing}
      @change=${(event) => this.#setHours(field, event.target.value, set)}>
      ${wrong ? html`<span class="wrong" id="${id}-wrong">${wrong}</span>` : nothing}`;
  }

  render() {
    if (!this.draft) {
      return nothing;
    }
    return html`<form class="columns" novalidate @submit=${this.#save}><div class="stack loose">
      ${this.changed && this.current.version !== this.version
        ? html`<p class="note warn" role="status">Version ${this.current.version} was saved meanwhile; yours began from version ${this.version}. <button type="button" class="small" @click=${this.#discard}>Begin again from what counts</button></p>` : nothing}
      ${!this.changed && this.current.holidaysDiffer
        ? html`<p class="note warn" role="status">The holidays of that place are known otherwise by now. <button type="button" class="small" @click=${() => { this.#touched(); this.#learn(true); }}>Take them over</button></p>` : nothing}
      ${this.#week()}
      ${this.#holidays()}
      ${this.#exceptions()}
      </div>
      ${this.#deciding()}
    </form>`;
  }

  /** Where each bar stands: a style that the page's content policy lets only a script set. */
  updated() {
    this.querySelectorAll('.bars i').forEach((bar) => {
      bar.style.setProperty('--from', bar.dataset.from);
      bar.style.setProperty('--length', bar.dataset.length);
    });
  }

  #bars(periods) {
    return html`<span class="bars" aria-hidden="true">${bars(periods).map(({from, length: long}) => html`<i data-from=${from} data-length=${long}></i>`)}</span>`;
  }

  #week() {
    const {week, zone} = this.draft;
    const wrongZone = this.#judged('zone');
    return html`<section class="card stack" aria-labelledby="week"><h2 id="week">The week</h2>
      <p class="hint">Targets and steps count in these hours only, ${length(minutesAWeek(week))} a week. Several periods a day are parted by commas; an empty day is closed; the end of the day is 24:00.</p>
      ${this.#judged('week') && !DAYS.some((day) => this.#judged(`week.${day}`)) ? html`<p class="note bad">The week ${this.#judged('week')}.</p>` : nothing}
      <div class="scroll" tabindex="0" role="group" aria-label="Hours by day"><table class="week-table">
        <thead><tr><th scope="col">Day</th><th scope="col">Hours</th><th scope="col" class="picture"><span class="unseen">Picture of the day</span><span class="hours-of-day" aria-hidden="true"><span>0</span><span>6</span><span>12</span><span>18</span><span>24</span></span></th></tr></thead>
        <tbody>${DAYS.map((day) => html`<tr><th scope="row">${dayWord(day)}</th>
          <td>${this.#hoursInput(day, `week.${day}`, week[day], `${dayWord(day)}, hours`, (periods) => (week[day] = periods))}</td>
          <td class="picture">${this.#bars(week[day])}</td></tr>`)}</tbody>
      </table></div>
      <div class="row"><button type="button" class="small" @click=${this.#asMonday}>Tuesday to Friday as Monday</button>
        <button type="button" class="small" @click=${this.#always}>Always open</button></div>
      <div class="field"><label for="zone">Zone of these hours</label><input id="zone" list="zones" autocomplete="off" .value=${live(zone)} aria-invalid=${wrongZone ? 'true' : nothing} aria-describedby=${wrongZone ? 'zone-wrong' : nothing}
        @change=${(event) => { this.draft.zone = event.target.value.trim(); this.#touched(); }}>
        ${wrongZone ? html`<span class="wrong" id="zone-wrong">${wrongZone}</span>` : nothing}
        <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((name) => html`<option value=${name}></option>`)}</datalist></div>
    </section>`;
  }

  #asMonday = () => {
    WEEKDAYS.forEach((day) => {
      this.draft.week[day] = structuredClone(this.draft.week.MONDAY);
      this.#setWrong(day, day === 'MONDAY' ? this.wrong.MONDAY : undefined);
    });
    this.#touched();
  };

  #always = () => {
    DAYS.forEach((day) => {
      this.draft.week[day] = [{from: '00:00', to: '24:00'}];
      this.#setWrong(day);
    });
    this.#touched();
  };

  #holidays() {
    const place = this.draft.holidays;
    const wrong = this.#judged('holidays');
    return html`<section class="card stack" aria-labelledby="holidays"><h2 id="holidays">Holidays</h2>
      <div class="two"><div class="field"><label for="country">Country</label><select id="country" @change=${(event) => this.#choose(event.target.value ? {country: event.target.value, region: null} : null)}>
        <option value="" ?selected=${!place}>none</option>
        ${this.countries.map(({code, name}) => html`<option value=${code} ?selected=${place?.country === code}>${name}</option>`)}</select></div>
      ${this.regions.length ? html`<div class="field"><label for="region">Region</label><select id="region" @change=${(event) => this.#choose({...place, region: event.target.value || null})}>
        <option value="" ?selected=${!place?.region}>what all of it keeps</option>
        ${this.regions.map(({code, name}) => html`<option value=${code} ?selected=${place?.region === code}>${name}</option>`)}</select></div>` : nothing}</div>
      ${wrong ? html`<p class="wrong">${wrong}</p>` : nothing}
      ${!place ? html`<p class="hint">No day is closed because of its date.</p>`
        : html`<details><summary>${this.holidays.length} closed days within a year</summary><ul class="dates small">${this.holidays.map(({date, name}) => html`<li>${date} ${name}</li>`)}</ul></details>`}
    </section>`;
  }

  #choose(place) {
    this.draft.holidays = place;
    this.#learn(true);
    this.#touched();
  }

  #exceptions() {
    const {exceptions} = this.draft;
    return html`<section class="card stack" aria-labelledby="exceptions"><h2 id="exceptions">Exceptions</h2>
      <p class="hint">Dates with hours of their own, whatever the week and the holidays say; without hours the day is closed.</p>
      ${exceptions.length === 0 ? html`<p>No date is an exception.</p>` : html`<div class="scroll" tabindex="0" role="group" aria-label="Exceptions"><table class="exceptions">
        <thead><tr><th scope="col">Date</th><th scope="col">Hours</th><th scope="col">What it is</th><th scope="col"><span class="unseen">Remove</span></th></tr></thead>
        <tbody>${repeat(exceptions, (day) => day.key, (day, index) => this.#exception(day, index))}</tbody></table></div>`}
      <div class="row"><button type="button" ?disabled=${exceptions.length >= MOST_EXCEPTIONS} @click=${this.#add}>Add a date</button>
        <label class="row">Closed days from an iCalendar file <input type="file" accept=".ics,text/calendar" @change=${this.#readFile}></label></div>
      <div aria-live="polite">${this.#fileRead()}</div></section>`;
  }

  #exception(day, index) {
    const name = day.date || `exception ${index + 1}`;
    const wrong = this.wrong[`${day.key}-date`] ?? this.#judged(`exceptions[${index}].date`);
    return html`<tr>
      <td><input type="date" aria-label="${name}, date" min="2000-01-01" max="2099-12-31" .value=${live(day.date)} aria-invalid=${wrong ? 'true' : nothing}
        @change=${(event) => { day.date = event.target.value; this.#setWrong(`${day.key}-date`, day.date ? undefined : 'choose a date'); this.#touched(); }}>
        ${wrong ? html`<span class="wrong">${wrong}</span>` : nothing}</td>
      <td>${this.#hoursInput(day.key, `exceptions[${index}].periods`, day.periods, `${name}, hours`, (periods) => (day.periods = periods))}</td>
      <td><input aria-label="${name}, what it is" maxlength="80" autocomplete="off" .value=${live(day.label ?? '')} @change=${(event) => { day.label = event.target.value.trim(); this.#touched(); }}></td>
      <td><button type="button" class="quiet small" aria-label="Remove ${name}" @click=${() => this.#remove(day)}>Remove</button></td>
    </tr>`;
  }

  #add = async () => {
    const key = `new-${++this.#rows}`;
    this.draft.exceptions.push({date: '', periods: [], label: '', key});
    this.#setWrong(`${key}-date`, 'choose a date');
    this.#touched();
    await this.updateComplete;
    this.querySelector('.exceptions tbody tr:last-child input')?.focus();
  };

  #remove(day) {
    const {exceptions} = this.draft;
    exceptions.splice(exceptions.indexOf(day), 1);
    this.#setWrong(day.key);
    this.#setWrong(`${day.key}-date`);
    this.#touched();
  }

  #readFile = async (event) => {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) {
      return;
    }
    if (file.size > MOST_FILE) {
      this.read = {problem: `${file.name} has ${Math.ceil(file.size / 1000).toLocaleString()} kB; at most ${MOST_FILE / 1000} kB are read. Export the closed days only.`};
      return;
    }
    try {
      const {exceptions, leftOut} = await this.api.post('/v1/calendars/default/files', {ical: await file.text()});
      const known = new Set(this.draft.exceptions.map(({date}) => date));
      const fresh = exceptions.filter(({date}) => !known.has(date));
      fresh.forEach((day) => this.draft.exceptions.push({...day, key: `read-${++this.#rows}`}));
      this.read = {added: fresh.length, stood: exceptions.length - fresh.length, leftOut};
      if (fresh.length) {
        this.#touched();
      }
    } catch (error) {
      this.read = {error};
    }
  };

  #fileRead() {
    const {read} = this;
    if (!read) {
      return nothing;
    }
    if (read.error) {
      return html`<cl-error .error=${read.error}></cl-error>`;
    }
    if (read.problem) {
      return html`<p class="note bad">${read.problem}</p>`;
    }
    return html`<div class="note stack tight"><p>${read.added} ${read.added === 1 ? 'date was' : 'dates were'} added${read.stood ? `; ${read.stood} ${read.stood === 1 ? 'stood' : 'stood'} here already and stay as they were` : ''}. Nothing is saved yet.</p>
      ${read.leftOut.length ? html`<details><summary>${read.leftOut.length} ${read.leftOut.length === 1 ? 'event closes' : 'events close'} no day</summary><ul class="small">${read.leftOut.map(({event, reason}) => html`<li><bdi>${event || 'without a name'}</bdi>: ${reason}</li>`)}</ul></details>` : nothing}</div>`;
  }

  #deciding() {
    return html`<section class="card stack deciding" aria-labelledby="deciding"><h2 id="deciding">What it would change</h2>
      <div class="effect stack tight" aria-live="polite">${this.#effect()}</div>
      <p class="hint">It counts for new requests and for those that run, as if it had held from the start: deadlines move, and what was said too early is taken back.</p>
      <div class="field"><label for="why">Why, for those who look later</label><input id="why" name="why" maxlength="500" autocomplete="off"></div>
      <div class="row"><button class="first" ?disabled=${this.busy || !this.changed || Object.keys(this.wrong).length > 0}>Save</button>
        <button type="button" ?disabled=${this.busy || !this.changed} @click=${this.#discard}>Discard</button></div></section>`;
  }

  #effect() {
    if (Object.keys(this.wrong).length) {
      return html`<p class="note bad">A field is not written as it should be yet.</p>`;
    }
    if (this.refusal) {
      return html`<cl-error .error=${this.refusal}></cl-error>`;
    }
    if (!this.changed) {
      return html`<p class="hint">Change the hours, and here you see at once what it would mean for the requests that run.</p>`;
    }
    if (!this.effect) {
      return html`<cl-loading lines="3"></cl-loading>`;
    }
    const {running, effect} = this.effect;
    if (running === 0) {
      return html`<p>Nothing runs just now: it would count from the next request on.</p>`;
    }
    const {examined, breached, atRisk, dueEarlier, dueLater, stepsRaisedAtOnce, stepsTakenBack} = effect;
    return html`<p>Of ${examined < running ? `the oldest ${examined.toLocaleString()} of ${running.toLocaleString()}` : `the ${running.toLocaleString()}`} that run, at once:</p>
      <table><thead><tr><th scope="col">requests that</th><th scope="col" class="number">now</th><th scope="col" class="number">then</th></tr></thead><tbody>
        <tr><th scope="row">have missed a target</th><td class="number">${breached.before}</td><td class="number">${breached.after}</td></tr>
        <tr><th scope="row">have one at risk</th><td class="number">${atRisk.before}</td><td class="number">${atRisk.after}</td></tr>
      </tbody></table>
      <ul class="small"><li>${dueEarlier.toLocaleString()} due earlier, ${dueLater.toLocaleString()} later</li>
        <li>${stepsRaisedAtOnce.toLocaleString()} ${stepsRaisedAtOnce === 1 ? 'step' : 'steps'} raised at once, ${stepsTakenBack.toLocaleString()} taken back</li></ul>`;
  }

  #save = (event) => {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('save', {detail: {
      calendar: this.#calendar, version: this.version, note: event.target.elements.why.value.trim(),
    }}));
  };
}
customElements.define('cl-calendar-form', CalendarForm);
