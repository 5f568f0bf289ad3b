import {PageElement, ago, duration, html, nothing, poll, priorityWord, repeat, skillName, tierWord, languageName, toast, toastError} from '/kit/kit.js';
import {call} from '/kit/calling.js';

const REFRESH_MILLIS = 2000;
const RUNG = 'crowdline.rung';
const MOST_REMEMBERED = 200;
const WATCHED = {
  WAITING: 'requests waiting',
  IN_WORK: 'requests in work',
  ANSWERED: 'requests answered, not confirmed',
  AT_RISK: 'requests at risk',
  BREACHED: 'requests past a target',
  OLDEST_WAIT: 'the oldest wait',
};
const BY = {
  SKILL: {title: 'skill', words: skillName},
  TOPIC: {title: 'topic', words: String},
  CHANNEL: {title: 'channel', words: (value) => value.toLowerCase()},
  PRIORITY: {title: 'priority', words: priorityWord},
  TIER: {title: 'lowest tier', words: tierWord},
  LANGUAGE: {title: 'language', words: languageName},
};

/** A number in the unit of what is watched. */
const inUnit = (watched, number) => (watched === 'OLDEST_WAIT' ? duration(number) : number.toLocaleString());
const watches = ({watched, by, value}) => `${WATCHED[watched]}${by ? `, ${BY[by].title} ${BY[by].words(value)}` : ''}`;
const condition = (alarm) =>
  `${watches(alarm)}, above ${inUnit(alarm.watched, alarm.above)}${alarm.afterSeconds ? ` for ${duration(alarm.afterSeconds)}` : ''}`;

/** For how long: the usual ones, and the one that stands, whoever set it. */
const lasting = (stands) =>
  [...new Set([0, 60, 300, 900, stands])].sort((a, b) => a - b).map((seconds) => [String(seconds), seconds ? duration(seconds) : 'at once']);

/** What the operators want to be told of. A ring is called out once in a browser, however often the page is opened. */
class Alarms extends PageElement {
  static properties = {
    api: {attribute: false},
    /** {alarm, version, measured, ring} */
    items: {state: true},
    rings: {state: true},
    problem: {state: true},
    /** what is edited: {alarm, version, refusal}; null when nothing is */
    editing: {state: true},
    /** the values that requests have now of what the alarm is of */
    known: {state: true},
    busy: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.items = null;
    this.rings = null;
    this.problem = null;
    this.editing = null;
    this.known = [];
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.#refresh, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #refresh = async () => {
    try {
      const {items} = await this.api.get('/v1/alarms');
      this.items = items;
      this.problem = null;
      this.#callOut(items.map(({ring}) => ring).filter((ring) => ring && !ring.seenBy));
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  #callOut(rings) {
    const rung = JSON.parse(localStorage.getItem(RUNG) ?? '[]');
    const news = rings.filter(({id}) => !rung.includes(id));
    if (news.length === 0) {
      return;
    }
    localStorage.setItem(RUNG, JSON.stringify([...rung, ...news.map(({id}) => id)].slice(-MOST_REMEMBERED)));
    for (const ring of news) {
      toast(`${ring.name}: ${watches(ring)}, above ${inUnit(ring.watched, ring.above)}.`, 'bad');
      call({title: ring.name, body: `${watches(ring)}, above ${inUnit(ring.watched, ring.above)}`, tag: ring.id});
    }
  }

  async #see(ring) {
    try {
      await this.api.post(`/v1/alarm-rings/${ring.id}/acknowledge`);
      await this.#refresh();
    } catch (error) {
      toastError(error);
    }
  }

  #remember = async (event) => {
    if (!event.target.open) {
      return;
    }
    try {
      this.rings = (await this.api.get('/v1/alarm-rings', {limit: 50})).items;
    } catch (error) {
      toastError(error);
    }
  };

  #edit({alarm = null, version} = {}) {
    this.editing = {alarm, version, refusal: null};
    this.#suggest(alarm?.by ?? '');
    this.updateComplete.then(() => this.querySelector('dialog').showModal());
  }

  async #suggest(by) {
    this.known = [];
    if (by) {
      // Without them the value is written by hand.
      const {values} = await this.api.get('/v1/overview/breakdowns', {by: by.toLowerCase()}).catch(() => ({values: []}));
      this.known = values.map(({value}) => value);
    }
  }

  #close = () => {
    this.querySelector('dialog')?.close();
    this.editing = null;
  };

  #save = async (event) => {
    event.preventDefault();
    const {name, watched, by, value, above, afterSeconds} = Object.fromEntries(new FormData(event.target));
    const alarm = {
      watched,
      above: Math.round(Number(above) * (watched === 'OLDEST_WAIT' ? 60 : 1)),
      afterSeconds: Number(afterSeconds),
      ...(by ? {by, value} : {}),
    };
    const {alarm: standing, version} = this.editing;
    await this.#store(() => this.api.put(`/v1/alarms/${encodeURIComponent(standing?.name ?? name)}`, alarm, {version}));
  };

  #remove = () => this.#store(() => this.api.delete(`/v1/alarms/${encodeURIComponent(this.editing.alarm.name)}`));

  async #store(act) {
    this.busy = true;
    try {
      await act();
      this.#close();
      await this.#refresh();
    } catch (error) {
      this.editing = {...this.editing, refusal: error};
    } finally {
      this.busy = false;
    }
  }

  render() {
    const ringing = (this.items ?? []).filter(({ring}) => ring);
    return html`<section class="card stack" aria-labelledby="alarms">
      <div class="row apart"><h2 id="alarms">Alarms${ringing.length ? ` (${ringing.length} ringing)` : ''}</h2>
        <div class="row"><cl-calling></cl-calling><button @click=${() => this.#edit()}>Add an alarm</button></div></div>
      ${this.problem && this.items === null ? html`<cl-error .error=${this.problem} retry @retry=${this.#refresh}></cl-error>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="2"></cl-loading>`) : this.#list()}
      <details @toggle=${this.#remember}><summary>When they rang</summary>${this.#memory()}</details>
      ${this.editing ? this.#form() : nothing}
    </section>`;
  }

  #list() {
    if (this.items.length === 0) {
      return html`<cl-empty heading="No alarm is set" text="Set one on any number of this page: it rings once when the number goes above a limit, and remembers."></cl-empty>`;
    }
    const order = [...this.items].sort((a, b) => Number(Boolean(b.ring)) - Number(Boolean(a.ring)));
    return html`<ul class="lines">${repeat(order, ({alarm}) => alarm.name, ({alarm, version, measured, ring}) => html`<li class="alarm">
      <div><b>${alarm.name}</b> ${ring ? html`<span class="chip bad">rings, ${ago(ring.beganAt)}</span>` : html`<span class="chip">quiet</span>`}
        <div class="hint">${condition(alarm)}. Now ${inUnit(alarm.watched, measured)}${ring ? `, at most ${inUnit(alarm.watched, ring.highest)}` : ''}.${ring?.seenBy ? ` Seen by ${ring.seenBy} ${ago(ring.seenAt)}.` : ''}</div></div>
      <div class="row">${ring && !ring.seenBy ? html`<button class="quiet" aria-label="Seen: ${alarm.name}" @click=${() => this.#see(ring)}>Seen</button>` : nothing}
        <button class="quiet" aria-label="Edit: ${alarm.name}" @click=${() => this.#edit({alarm, version})}>Edit</button></div></li>`)}</ul>`;
  }

  #memory() {
    if (this.rings === null) {
      return html`<cl-loading lines="3"></cl-loading>`;
    }
    return this.rings.length === 0
      ? html`<p class="hint">None has rung within the last 90 days.</p>`
      : html`<ul class="lines scroll" tabindex="0" aria-label="When alarms rang">${repeat(this.rings, ({id}) => id, (ring) => html`<li class="alert">
        <span class="text"><b>${ring.name}</b>: ${watches(ring)} reached ${inUnit(ring.watched, ring.highest)}, the limit was ${inUnit(ring.watched, ring.above)}.
          <span class="hint">Rang ${ago(ring.beganAt)}${ring.endedAt ? ` for ${duration((Date.parse(ring.endedAt) - Date.parse(ring.beganAt)) / 1000)}` : ', and rings still'}${ring.seenBy ? `; seen by ${ring.seenBy}` : '; nobody said that they saw it'}.</span></span></li>`)}</ul>`;
  }

  #form() {
    const {alarm, refusal} = this.editing;
    const wrong = (field) => refusal?.errors?.find((each) => each.field === field)?.reason;
    const field = (name, title, input) => html`<div class="field"><label for="alarm-${name}">${title}</label>${input}${wrong(name) ? html`<span class="wrong">${wrong(name)}</span>` : nothing}</div>`;
    const select = (name, options, chosen) => html`<select id="alarm-${name}" name=${name}>${options.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}</select>`;
    const minutes = alarm?.watched === 'OLDEST_WAIT';
    return html`<dialog class="act" aria-labelledby="alarm-title" @cancel=${this.#close}>
      <form class="stack" @submit=${this.#save} @change=${({target}) => target.name === 'by' && this.#suggest(target.value)}>
        <h2 id="alarm-title">${alarm ? `Alarm: ${alarm.name}` : 'Add an alarm'}</h2>
        ${alarm ? nothing : field('name', 'Name', html`<input id="alarm-name" name="name" required maxlength="60" autocomplete="off">`)}
        ${field('watched', 'Rings for', select('watched', Object.entries(WATCHED), alarm?.watched))}
        ${field('by', 'Of', select('by', [['', 'all requests'], ...Object.entries(BY).map(([name, {title}]) => [name, `one ${title}`])], alarm?.by ?? ''))}
        ${field('value', 'Which one, as the API writes it (billing, WEB, HIGH, de)', html`<input id="alarm-value" name="value" list="alarm-values" maxlength="100" autocomplete="off" spellcheck="false" .value=${alarm?.value ?? ''}>
          <datalist id="alarm-values">${this.known.map((value) => html`<option value=${value}></option>`)}</datalist>`)}
        ${field('above', 'Above (requests, or minutes of the oldest wait)', html`<input id="alarm-above" name="above" type="number" min="0" max="16000000" step="any" required .value=${String(alarm ? (minutes ? alarm.above / 60 : alarm.above) : 10)}>`)}
        ${field('afterSeconds', 'For how long', select('afterSeconds', lasting(alarm?.afterSeconds ?? 60), String(alarm?.afterSeconds ?? 60)))}
        ${refusal && !refusal.errors?.length ? html`<cl-error .error=${refusal}></cl-error>` : nothing}
        <div class="row apart"><div class="row"><button class="first" ?disabled=${this.busy}>Save</button><button type="button" @click=${this.#close}>Cancel</button></div>
          ${alarm ? html`<button type="button" class="bad" ?disabled=${this.busy} @click=${this.#remove}>Remove</button>` : nothing}</div>
      </form></dialog>`;
  }
}
customElements.define('cl-alarms', Alarms);
