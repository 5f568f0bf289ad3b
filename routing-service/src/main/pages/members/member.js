import {PageElement, ago, clockTime, duration, html, nothing, points, skillName, tierWord, toast} from '/kit/kit.js';
import {chosenSkills, skillFields} from '/kit/skills.js';
import {languageList} from '/console/member-fields.js';
import '/kit/days.js';

const TIERS = ['COMMUNITY', 'CONTRACTOR', 'SPECIALIST'];
const SPANS = [30, 90];
const pieces = (count) => `${count.toLocaleString()} ${count === 1 ? 'piece' : 'pieces'} of work`;

/** One member: how they are doing, and what an operator decides of them. Fires `changed` and `back`. */
class Member extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the id */
    member: {},
    /** the skills of the community */
    named: {attribute: false},
    it: {state: true},
    days: {state: true},
    track: {state: true},
    wallet: {state: true},
    busy: {state: true},
    problem: {state: true},
    /** which form the problem is of */
    of: {state: true},
  };

  #version;

  constructor() {
    super();
    this.member = '';
    this.named = [];
    this.it = null;
    this.days = SPANS[0];
    this.track = null;
    this.wallet = null;
    this.busy = false;
    this.problem = null;
    this.of = '';
  }

  updated(changed) {
    if (changed.has('member') && this.member) {
      this.it = null;
      this.track = null;
      this.wallet = null;
      this.#load();
    }
  }

  #load = async () => {
    const {member} = this;
    this.problem = null;
    this.of = '';
    try {
      const read = await this.api.read(`/v1/members/${encodeURIComponent(member)}`);
      if (member === this.member) {
        this.#version = read.version;
        this.it = read.value;
        await this.updateComplete;
        this.querySelector('h1')?.focus();
        await Promise.all([this.#track(), this.#points()]);
      }
    } catch (error) {
      this.problem = error;
    }
  };

  #track = async () => {
    const {member, days} = this;
    try {
      const track = await this.api.get(`/v1/members/${encodeURIComponent(member)}/track-record`, {days});
      if (member === this.member && days === this.days) {
        this.track = track;
      }
    } catch (error) {
      this.problem = error;
    }
  };

  /** Rewards has its own answer; one that does not know the member yet leaves the figure out. */
  #points = async () => {
    this.wallet = await this.api.get(`/v1/wallets/${encodeURIComponent(this.member)}`).catch(() => null);
  };

  render() {
    if (!this.it) {
      return html`<div class="stack"><div><button class="quiet" @click=${this.#back}>All members</button></div>
        ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>` : html`<cl-loading lines="8"></cl-loading>`}</div>`;
    }
    const {alias, tier, online, registeredAt, termsAccepted} = this.it;
    return html`<div class="stack loose">
      <div><button class="quiet" @click=${this.#back}>All members</button></div>
      <div class="stack tight"><h1 tabindex="-1" dir="auto">${alias}</h1>
        <p class="hint">${tierWord(tier)}, member since ${ago(registeredAt)}, ${online ? 'online' : 'offline'}${termsAccepted == null ? ', has not accepted the terms' : ''}</p>
        ${this.it.paused ? html`<p class="note">Rests by their own wish and is offered nothing new.</p>` : nothing}</div>
      ${this.problem && !this.of ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>` : nothing}
      ${this.#doing()}
      <div class="columns even">
        <div class="stack">${this.#pause()}${this.#profile()}</div>
        ${this.#skills()}
      </div>
    </div>`;
  }

  #back = () => this.dispatchEvent(new Event('back'));

  #doing() {
    const {track} = this;
    return html`<section class="card stack" aria-labelledby="doing">
      <div class="row apart"><h2 id="doing">How this member is doing</h2>
        <div class="segments" role="radiogroup" aria-label="Time">${SPANS.map((span) => html`<label><input type="radio" name="days" value=${span} .checked=${span === this.days} @change=${() => this.#span(span)}><span>${span} days</span></label>`)}</div></div>
      ${track === null ? html`<cl-loading lines="4"></cl-loading>` : this.#figures(track)}
    </section>`;
  }

  #span(days) {
    this.days = days;
    this.track = null;
    this.#track();
  }

  #figures({figures, medianSeconds, byDay}) {
    const tiles = [
      ['Taken', figures.accepted],
      ['Completed', figures.completed],
      ['Handed back', figures.returned],
      ['Taken back late', figures.timedOut],
      ['Withdrawn', figures.withdrawn],
      ['Confirmed', figures.confirmed],
      ['Refused', figures.refused],
      ['Rating', figures.ratings ? `${(figures.stars / figures.ratings).toFixed(1)}` : 'none', figures.ratings ? `of 5, ${figures.ratings} rated` : ''],
      ['Usual time', medianSeconds == null ? 'none' : duration(medianSeconds), medianSeconds == null ? '' : 'half took less'],
      ...(this.wallet ? [['Points in all', this.wallet.earnedTotal.toLocaleString(), `${points(this.wallet.held)} held, ${points(this.wallet.balance)} to spend`]] : []),
    ];
    return html`<div class="tiles">${tiles.map(([word, figure, hint]) => html`<div class="tile"><span class="hint">${word}</span><span class="figure">${typeof figure === 'number' ? figure.toLocaleString() : figure}</span>${hint ? html`<span class="hint">${hint}</span>` : nothing}</div>`)}</div>
      ${figures.active ? html`<p class="hint">${pieces(figures.active)} under way.</p>` : nothing}
      ${figures.accepted
        ? html`<cl-days .days=${byDay.map(({day, figures: of}) => ({day, came: of.completed, went: of.returned + of.timedOut}))} .counted=${pieces} came="Completed" went="Returned"></cl-days>`
        : html`<cl-empty heading="Nothing taken" text="In these days this member has taken no work."></cl-empty>`}`;
  }

  #pause() {
    const {pause} = this.it;
    return html`<section class="card stack" aria-labelledby="pause">
      <h2 id="pause">Pause</h2>
      ${pause
        ? html`<p class="note warn">Paused by staff ${ago(pause.since)}, ${pause.until ? `until ${clockTime(pause.until)}` : 'with no end'}: <span dir="auto">${pause.reason}</span></p>
          <div><button class="first" ?disabled=${this.busy} @click=${this.#resume}>Let them go on</button></div>`
        : html`<form class="stack" @submit=${this.#rest}>
          <div class="field"><label for="pause-reason">Reason, which the member reads</label><input id="pause-reason" name="reason" required maxlength="300" autocomplete="off"></div>
          <div class="field"><label for="pause-until">Until</label><input id="pause-until" name="until" type="datetime-local"><span class="hint">Left empty, until you say otherwise. What the member is asked just now is taken away; work that was taken stays.</span></div>
          <div><button ?disabled=${this.busy}>Pause</button></div>
        </form>`}
      ${this.of === 'pause' ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
    </section>`;
  }

  #profile() {
    const {alias, tier, capacity, languages} = this.it;
    return html`<section class="card stack" aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      <form class="stack" @submit=${this.#save}>
        <div class="field"><label for="alias">Name that customers see</label><input id="alias" name="alias" required maxlength="60" autocomplete="off" dir="auto" .value=${alias}></div>
        <div class="two">
          <div class="field"><label for="tier-of">Tier</label><select id="tier-of" name="tier">${TIERS.map((each) => html`<option value=${each} ?selected=${each === tier}>${tierWord(each)}</option>`)}</select></div>
          <div class="field"><label for="capacity">Pieces of work at once</label><input id="capacity" name="capacity" type="number" required min="0" max="100" .value=${String(capacity)}></div>
        </div>
        <div class="field"><label for="languages">Languages they write</label><input id="languages" name="languages" required pattern="\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]+)*(\\s*,\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]+)*)*\\s*" .value=${languages.join(', ')}><span class="hint">Codes with commas between them: en, de</span></div>
        ${this.of === 'profile' ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
        <div><button class="first" ?disabled=${this.busy}>Save profile</button></div>
      </form>
    </section>`;
  }

  #skills() {
    const {skills, certified} = this.it;
    return html`<section class="card stack" aria-labelledby="skills">
      <h2 id="skills">Skills</h2>
      <p class="hint">What you save is certified: the member sets none of these above your level. ${certified.length
        ? `Certified so far: ${certified.map((each) => `${skillName(each.skill)} ${each.level}`).join(', ')}.`
        : 'So far all levels are the member’s own word.'}</p>
      <form class="stack" @submit=${this.#certify}>
        ${skillFields(this.named, skills)}
        ${this.of === 'skills' ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
        <div><button class="first" ?disabled=${this.busy || this.named.length === 0}>Certify these levels</button></div>
      </form>
    </section>`;
  }

  #rest = (event) => {
    event.preventDefault();
    const {reason, until} = Object.fromEntries(new FormData(event.target));
    const body = {reason: reason.trim(), ...(until ? {until: new Date(until).toISOString()} : {})};
    return this.#act('pause', (address, options) => this.api.put(`${address}/pause`, body, options), 'Paused. Nothing new is offered from now on.');
  };

  #resume = () => this.#act('pause', (address, options) => this.api.delete(`${address}/pause`, options), 'The pause is over.');

  #save = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const body = {alias: form.get('alias').trim(), tier: form.get('tier'), capacity: Number(form.get('capacity')), languages: languageList(form.get('languages'))};
    return this.#act('profile', (address, options) => this.api.patch(address, body, options), 'The profile is saved.');
  };

  #certify = (event) => {
    event.preventDefault();
    const known = new Set(this.named.map((each) => each.name));
    // A skill that the community no longer names stays as it is.
    const skills = [...chosenSkills(this.named, new FormData(event.target)), ...this.it.skills.filter((each) => !known.has(each.skill))];
    return this.#act('skills', (address, options) => this.api.put(`${address}/skills`, {skills}, options), 'Certified. It counts from the next question on.');
  };

  /** One edit of the version that is shown; then what stands is read again. */
  async #act(of, command, done) {
    const address = `/v1/members/${encodeURIComponent(this.member)}`;
    this.busy = true;
    this.problem = null;
    this.of = of;
    try {
      await command(address, {version: this.#version});
      const read = await this.api.read(address);
      this.#version = read.version;
      this.it = read.value;
      toast(done, 'good');
      this.dispatchEvent(new Event('changed'));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  }
}
customElements.define('cl-member', Member);
