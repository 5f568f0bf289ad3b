import {html, languageName, nothing, repeat, skillName, tierWord} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/members/member.js';
import '/members/import-form.js';

const SHOWN = 50;
const LEVELS = [1, 2, 3, 4, 5];
const TIERS = ['COMMUNITY', 'CONTRACTOR', 'SPECIALIST'];
const MOST_SKILLS_SHOWN = 4;
const TYPING_MILLIS = 250;

/** The operator's page of members: found by what they know and are, and one of them with all that may be decided. */
class Members extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Know who answers';
  static about = 'Your community’s members: what they know, how they are doing, and who rests.';
  static properties = {
    ...SignedInPage.properties,
    items: {state: true},
    next: {state: true},
    named: {state: true},
    filter: {state: true},
    problem: {state: true},
    /** the id of the member who is shown; empty for the list */
    chosen: {state: true},
  };

  #asked = 0;
  #typing = 0;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.items = null;
    this.next = null;
    this.named = [];
    this.filter = {};
    this.problem = null;
    this.chosen = '';
  }

  enter() {
    this.#follow();
    addEventListener('hashchange', this.#follow);
    this.#load();
  }

  leave() {
    removeEventListener('hashchange', this.#follow);
    this.#forget();
  }

  #follow = () => {
    this.chosen = new URLSearchParams(location.hash.slice(1)).get('member') ?? '';
  };

  #load = async () => {
    const asked = ++this.#asked;
    try {
      const [{items, next}, skills] = await Promise.all([
        this.api.get('/v1/members', {...this.filter, limit: SHOWN}),
        this.api.get('/v1/skills'),
      ]);
      // What was asked for later is what counts.
      if (asked === this.#asked) {
        this.items = items;
        this.next = next ?? null;
        this.named = skills.items;
        this.problem = null;
        this.shell.connection = 'live';
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.problem = error;
        this.shell.connection = 'offline';
      }
    }
  };

  #more = async () => {
    const asked = this.#asked;
    try {
      const {items, next} = await this.api.get('/v1/members', {...this.filter, limit: SHOWN, cursor: this.next});
      if (asked === this.#asked) {
        this.items = [...this.items, ...items];
        this.next = next ?? null;
      }
    } catch (error) {
      this.problem = error;
    }
  };

  #filtered = (event) => {
    const form = event.currentTarget;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.filter = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
      this.#load();
    }, event.type === 'input' ? TYPING_MILLIS : 0);
  };

  #changed = () => this.#load();

  /** Who was just brought in is among the first of all. */
  #imported = () => {
    this.filter = {};
    return this.#load();
  };

  #back = async () => {
    const was = this.chosen;
    history.pushState(null, '', location.pathname);
    this.#follow();
    await this.updateComplete;
    this.querySelector(`#open-${was}`)?.focus();
  };

  content() {
    if (this.chosen) {
      return html`<cl-member .api=${this.api} .member=${this.chosen} .named=${this.named} @changed=${this.#changed} @back=${this.#back}></cl-member>`;
    }
    return html`<div class="stack loose">
      <div class="row apart"><div><h1>Members</h1><p class="hint">Who answers in your community, the newest first.</p></div>
        <button @click=${() => this.querySelector('cl-import-form').open()}>Import from a file</button></div>
      <section class="card stack" aria-label="Members">
        ${this.#filters()}
        ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>` : nothing}
        ${this.items === null ? (this.problem ? nothing : html`<cl-loading lines="8"></cl-loading>`) : this.#found()}
      </section>
      <cl-import-form .api=${this.api} @imported=${this.#imported}></cl-import-form>
    </div>`;
  }

  #filters() {
    return html`<form class="filters" role="search" @input=${this.#filtered} @change=${this.#filtered} @submit=${(event) => event.preventDefault()}>
      <div class="field"><label for="search">Name</label><input id="search" name="search" type="search" maxlength="60" autocomplete="off" placeholder="its beginning" .value=${this.filter.search ?? ''}></div>
      ${this.#choice('skill', 'Knows', this.named.map(({name}) => [name, skillName(name)]), 'anything')}
      ${this.#choice('level', 'At least at level', LEVELS.map((level) => [level, level]), 'any')}
      ${this.#choice('tier', 'Tier', TIERS.map((tier) => [tier, tierWord(tier)]), 'any')}
      <div class="field"><label for="language">Writes</label><input id="language" name="language" maxlength="35" autocomplete="off" autocapitalize="none" placeholder="any, or de" .value=${this.filter.language ?? ''}></div>
      ${this.#choice('online', 'Is', [['true', 'online'], ['false', 'offline']], 'either')}
      ${this.#choice('paused', 'Rests', [['true', 'on a pause'], ['false', 'not on a pause']], 'either')}
    </form>`;
  }

  #choice(name, label, values, any) {
    return html`<div class="field"><label for=${name}>${label}</label><select id=${name} name=${name}>
      <option value="" .selected=${!this.filter[name]}>${any}</option>${values.map(([value, word]) => html`<option value=${value} .selected=${String(value) === this.filter[name]}>${word}</option>`)}</select></div>`;
  }

  #found() {
    if (this.items.length === 0) {
      return Object.values(this.filter).some(Boolean)
        ? html`<cl-empty heading="None of these" text="No member fits all that you ask for."></cl-empty>`
        : html`<cl-empty heading="No members yet" text="Whoever registers in the console stands here; or bring in many at once from a file."></cl-empty>`;
    }
    return html`<div class="scroll found" tabindex="0" role="group" aria-label="Members found"><table>
        <thead><tr><th scope="col">Name</th><th scope="col">Tier</th><th scope="col">Knows</th><th scope="col">Writes</th><th scope="col">State</th><th scope="col" class="number">Holds</th></tr></thead>
        <tbody>${repeat(this.items, (each) => each.id, (each) => this.#row(each))}</tbody></table></div>
      ${this.next ? html`<div><button @click=${this.#more}>Show more</button></div>` : nothing}`;
  }

  #row(member) {
    const skills = [...member.skills].sort((one, other) => other.level - one.level);
    return html`<tr>
      <th scope="row"><button class="quiet" id="open-${member.id}" @click=${() => (location.hash = `member=${member.id}`)}><span dir="auto">${member.alias}</span></button></th>
      <td>${tierWord(member.tier)}</td>
      <td class="skills-of">${skills.slice(0, MOST_SKILLS_SHOWN).map((each) => `${skillName(each.skill)} ${each.level}`).join(', ')}${skills.length > MOST_SKILLS_SHOWN ? ` and ${skills.length - MOST_SKILLS_SHOWN} more` : ''}</td>
      <td>${member.languages.map(languageName).join(', ')}</td>
      <td><span class="row">${stateOf(member).map(([word, tone]) => html`<span class="chip ${tone}">${word}</span>`)}</span></td>
      <td class="number">${member.load} of ${Math.min(member.capacity, member.limit ?? member.capacity)}</td></tr>`;
  }
}
customElements.define('cl-members', Members);

function stateOf(member) {
  return [
    member.online ? ['online', 'good'] : ['offline', ''],
    ...(member.pause ? [['paused by staff', 'warn']] : []),
    ...(member.paused ? [['rests', 'warn']] : []),
    ...(member.termsAccepted == null ? [['terms not accepted', '']] : []),
  ];
}
