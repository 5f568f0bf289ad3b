import {PageElement, html, nothing, priorityWord, repeat, skillName, tierWord, toast} from '/kit/kit.js';
import {chosenSkills, skillFields} from '/kit/skills.js';

const PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'];
const TIERS = ['COMMUNITY', 'CONTRACTOR', 'SPECIALIST'];
const LEVELS = ['not needed', '1', '2', '3', '4', '5'];
const UNFINISHED = ['OPEN', 'IN_WORK', 'ANSWERED'];
const MOST_MEMBERS_SHOWN = 40;
const MOST_PAGES = 5;

const higher = (order, now) => order.slice(order.indexOf(now) + 1);

/** What staff may do: when it makes sense, what it says of itself, and what is sent. */
const ACTS = {
  write: {
    title: 'Write to the customer',
    can: () => true,
    hint: 'The customer sees it as from staff, without your name. Whose turn it is stays as it is.',
    press: 'Send as staff',
    done: 'Sent to the customer.',
    path: (id) => `/v1/requests/${id}/messages`,
  },
  priority: {
    title: 'Raise priority',
    can: (request) => UNFINISHED.includes(request.status) && higher(PRIORITIES, request.priority).length > 0,
    hint: 'It is served earlier and its targets count from now on, with the time that was used. Nothing lowers it again.',
    press: 'Raise priority',
    done: 'The priority is raised.',
    path: (id) => `/v1/requests/${id}/priority`,
  },
  tier: {
    title: 'Raise lowest tier',
    can: (request) => UNFINISHED.includes(request.status) && higher(TIERS, request.minimumTier).length > 0,
    hint: 'Nobody below that tier is offered it, works on it or reads it any more: their work ends. Nothing lowers it again.',
    press: 'Raise lowest tier',
    done: 'The lowest tier is raised.',
    path: (id) => `/v1/requests/${id}/minimum-tier`,
  },
  assign: {
    title: 'Assign to a member',
    can: (request) => request.status === 'OPEN',
    hint: 'That member is asked alone, and may decline; other offers of this request end. Afterwards everybody may be asked again.',
    press: 'Ask this member',
    done: 'The member is asked.',
    path: (id) => `/v1/routes/${id}/assign`,
  },
  needs: {
    title: 'Change what it needs',
    can: (request) => request.status === 'OPEN' || request.status === 'IN_WORK',
    hint: 'Who is being asked is asked no more, and whoever suits is asked anew, but nobody who declined. Who works on it goes on.',
    press: 'Change needs',
    done: 'It is offered by its new needs.',
    path: (id) => `/v1/routes/${id}/needs`,
  },
  extend: {
    title: 'Give more time',
    can: (request) => request.status === 'IN_WORK',
    hint: 'Who works on it has so much longer, to at most a day from now. The targets of the request stay as they are.',
    press: 'Give this time',
    done: 'The work has more time.',
    path: (id) => `/v1/routes/${id}/extend`,
  },
  cancel: {
    title: 'Cancel request',
    can: (request) => UNFINISHED.includes(request.status),
    hint: 'Nobody works on it any more, and the customer is told. This cannot be undone.',
    press: 'Cancel this request',
    done: 'The request is cancelled.',
    path: (id) => `/v1/requests/${id}/cancel`,
  },
};

/** The acts that make sense for a request, by name. */
export const possible = (request) => Object.keys(ACTS).filter((name) => ACTS[name].can(request));

export const actTitle = (name) => ACTS[name].title;

/** Asks for what an act needs, and to confirm it. Fires `acted` with {request, text} when it is done. */
class Acting extends PageElement {
  static properties = {
    api: {attribute: false},
    request: {state: true},
    act: {state: true},
    members: {state: true},
    /** the community's skills and the route as it stands, when they are asked for */
    needed: {state: true},
    sought: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.request = null;
    this.act = '';
    this.members = null;
    this.needed = null;
    this.sought = '';
    this.busy = false;
    this.problem = null;
  }

  /** @param act one of them, or nothing to choose first */
  async open(request, act = '') {
    this.#clear();
    this.request = request;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    this.#choose(act);
  }

  async #choose(act) {
    this.act = act;
    this.problem = null;
    if (act in this.#loads) {
      await this.#loads[act]();
    }
    await this.updateComplete;
    this.querySelector('form textarea, form select, form input')?.focus();
  }

  #loadMembers = async () => {
    this.problem = null;
    try {
      const members = [];
      let cursor = null;
      for (let page = 0; page === 0 || (cursor && page < MOST_PAGES); page++) {
        const {items, next} = await this.api.get('/v1/members', {limit: 200, cursor});
        members.push(...items);
        cursor = next ?? null;
      }
      this.members = members;
    } catch (error) {
      this.problem = error;
    }
  };

  #loadNeeds = async () => {
    this.problem = null;
    try {
      const [{items}, route] = await Promise.all([this.api.get('/v1/skills'), this.api.get(`/v1/routes/${this.request.id}`)]);
      // What it needs may have no name in the community.
      const named = new Set(items.map(({name}) => name));
      const others = route.needs.filter(({skill}) => !named.has(skill)).map(({skill}) => ({name: skill}));
      this.needed = {skills: [...items, ...others], route};
    } catch (error) {
      this.problem = error;
    }
  };

  /** What must be known before an act can be asked for. */
  #loads = {assign: this.#loadMembers, needs: this.#loadNeeds};

  render() {
    return html`<dialog class="act" aria-labelledby="act" @close=${() => this.#clear()}>
      ${this.request ? html`<div class="stack">
        <div class="stack tight"><h2 id="act">${this.act ? ACTS[this.act].title : 'What do you want to do?'}</h2>
          <p class="clip soft small">${this.request.text}</p></div>
        ${this.act ? this.#form() : this.#choice()}
      </div>` : nothing}
    </dialog>`;
  }

  /** There is somebody to ask. */
  get #ready() {
    if (this.act === 'needs') {
      return this.needed !== null;
    }
    return this.act !== 'assign' || Boolean(this.members?.some((member) => !this.#hindrance(member)));
  }

  #choice() {
    return html`<ul class="stack tight">${possible(this.request).map((name) => html`<li><button class="wide" @click=${() => this.#choose(name)}>${ACTS[name].title}</button></li>`)}</ul>
      <div class="row"><button class="quiet" @click=${this.#close}>Back</button></div>`;
  }

  #form() {
    const act = ACTS[this.act];
    return html`<form class="stack" @submit=${this.#confirm}>
      ${this.#fields()}
      <p class="hint">${act.hint}</p>
      ${this.problem ? html`<cl-error .error=${this.problem} ?retry=${this.act in this.#loads && !this.members && !this.needed} @retry=${this.#loads[this.act]}></cl-error>` : nothing}
      <div class="row">
        <button class=${this.act === 'cancel' ? 'bad' : 'first'} ?disabled=${this.busy || !this.#ready}>${this.busy ? 'One moment…' : act.press}</button>
        <button type="button" class="quiet" @click=${this.#close}>Back</button>
      </div>
    </form>`;
  }

  #fields() {
    switch (this.act) {
      case 'write':
        return html`<div class="field"><label for="act-text">Message from staff</label><textarea id="act-text" name="text" required maxlength="8000"></textarea></div>`;
      case 'priority':
        return this.#select('priority', 'New priority', higher(PRIORITIES, this.request.priority), priorityWord);
      case 'tier':
        return this.#select('minimumTier', 'New lowest tier', higher(TIERS, this.request.minimumTier), tierWord);
      case 'cancel':
        return html`<div class="field"><label for="act-reason">Reason, told to the customer</label><textarea id="act-reason" name="reason" maxlength="500"></textarea></div>`;
      case 'needs':
        return this.#needs();
      case 'extend':
        return html`<div class="field"><label for="act-minutes">Minutes more</label><input id="act-minutes" name="minutes" type="number" required min="1" max="1440" value="30"></div>
          <div class="field"><label for="act-reason">Reason, which the member reads</label><input id="act-reason" name="reason" required maxlength="300" autocomplete="off"></div>`;
      default:
        return this.#choosing();
    }
  }

  #select(name, label, values, words) {
    return html`<div class="field"><label for="act-${name}">${label}</label><select id="act-${name}" name=${name}>
      ${values.map((value) => html`<option value=${value}>${words(value)}</option>`)}</select></div>`;
  }

  #needs() {
    if (!this.needed) {
      return this.problem ? nothing : html`<cl-loading lines="4"></cl-loading>`;
    }
    const {skills, route} = this.needed;
    return html`<fieldset class="stack tight"><legend>Skills, at least at level</legend>${skillFields(skills, route.needs, LEVELS)}</fieldset>
      <div class="field"><label for="act-language">Language</label><input id="act-language" name="language" required maxlength="35" autocomplete="off" autocapitalize="none" value=${route.language}><span class="hint">A code such as en or de</span></div>`;
  }

  /** What is sent for an act. */
  #body(form) {
    const given = Object.fromEntries([...form].filter(([, value]) => value !== ''));
    switch (this.act) {
      case 'needs':
        return {needs: chosenSkills(this.needed.skills, form), language: given.language.trim()};
      case 'extend':
        return {...given, minutes: Number(given.minutes)};
      default:
        return given;
    }
  }

  #choosing() {
    if (!this.members) {
      return this.problem ? nothing : html`<cl-loading lines="4"></cl-loading>`;
    }
    const sought = this.sought.trim().toLowerCase();
    const found = this.members
      .filter((member) => member.alias.toLowerCase().includes(sought))
      .map((member) => ({member, no: this.#hindrance(member)}))
      .sort((one, other) => Boolean(one.no) - Boolean(other.no) || one.member.alias.localeCompare(other.member.alias));
    return html`
      <div class="field"><label for="act-sought">Find a member</label><input id="act-sought" autocomplete="off" .value=${this.sought} @input=${(event) => (this.sought = event.target.value)}></div>
      <fieldset class="members"><legend>Member</legend>
        ${found.length === 0 ? html`<p class="soft">No member of that name.</p>` : nothing}
        ${this.#ready ? nothing : html`<p class="note">Nobody can be asked just now.</p>`}
        <ul>${repeat(found.slice(0, MOST_MEMBERS_SHOWN), ({member}) => member.id, ({member, no}) => html`<li><label class="check">
          <input type="radio" name="memberId" value=${member.id} required ?disabled=${Boolean(no)}>
          <span><b>${member.alias}</b>, ${tierWord(member.tier)}<span class="hint">${no ?? `${place(member)}holds ${member.load} of ${room(member)}; ${knows(member)}`}</span></span></label></li>`)}</ul>
        ${found.length > MOST_MEMBERS_SHOWN ? html`<p class="hint">${found.length - MOST_MEMBERS_SHOWN} more; write part of a name.</p>` : nothing}
      </fieldset>`;
  }

  /** Why a member cannot be asked, or null; the service judges again. */
  #hindrance(member) {
    if (TIERS.indexOf(member.tier) < TIERS.indexOf(this.request.minimumTier)) {
      return 'below the lowest tier of this request';
    }
    if (!member.online) {
      return 'offline';
    }
    if (member.paused || member.pause) {
      return 'on a pause';
    }
    return member.load < room(member) ? null : `full: holds ${member.load} of ${room(member)}`;
  }

  #close = () => this.querySelector('dialog').close();

  #confirm = async (event) => {
    event.preventDefault();
    const {request, act} = this;
    const body = this.#body(new FormData(event.target));
    this.busy = true;
    this.problem = null;
    try {
      await this.api.post(ACTS[act].path(request.id), body);
    } catch (error) {
      this.problem = error;
      return;
    } finally {
      this.busy = false;
    }
    this.#close();
    toast(ACTS[act].done, 'good');
    this.dispatchEvent(new CustomEvent('acted', {detail: {request: request.id, text: ACTS[act].done}}));
  };
}
customElements.define('cl-acting', Acting);

/** How much a member may hold: what was granted, or less by the member's own wish. */
const room = ({capacity, limit}) => Math.min(capacity, limit ?? capacity);

/** Where a member is now, if this replica knows it: `at console, overdue; `. */
const place = ({presentAt}) => (presentAt?.length ? `at ${presentAt.join(', ')}; ` : '');

const knows = ({skills}) => skills.map((each) => `${skillName(each.skill)} ${each.level}`).join(', ') || 'no skills named';
