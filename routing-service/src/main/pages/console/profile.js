import {PageElement, clockTime, html, languageName, nothing, skillName, toast} from '/kit/kit.js';
import {tierWord} from '/kit/words.js';
import {chosenSkills, skillFields} from '/kit/skills.js';
import {aliasField, languageField, languageList} from '/console/member-fields.js';

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What the member is offered work by, and the form that changes it. Fires `changed` with the member. */
class Profile extends PageElement {
  static properties = {
    api: {attribute: false},
    member: {attribute: false},
    /** the community's skills while the form is open, else null */
    named: {state: true},
    editing: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.named = null;
    this.editing = false;
    this.busy = false;
    this.problem = null;
  }

  render() {
    const {alias, tier, pause} = this.member;
    return html`<section class="card stack" aria-labelledby="profile">
      <div class="row apart"><h2 id="profile" tabindex="-1">${alias}</h2>
        ${this.editing ? nothing : html`<button class="quiet" id="edit-profile" @click=${this.#edit}>Edit</button>`}</div>
      <p class="soft">You are a ${tierWord(tier)}. Customers see this name only.</p>
      ${pause ? html`<p class="note warn">An operator has paused you${pause.until ? ` until ${clockTime(pause.until)}` : ''}: <span dir="auto">${pause.reason}</span> You are offered nothing new; what you have taken is yours.</p>` : nothing}
      ${this.editing ? this.#form() : this.#shown()}
    </section>`;
  }

  #shown() {
    const {skills, languages, capacity, limit} = this.member;
    return html`
      ${skills.length
        ? html`<ul class="row" aria-label="Your skills">${skills.map((each) => html`<li class="chip">${skillName(each.skill)} ${each.level}</li>`)}</ul>`
        : html`<p>You have no skills yet.</p>`}
      <p class="hint">Languages: ${languages.map(languageName).join(', ') || 'any'}</p>
      <p class="hint">At once: ${Math.min(limit ?? capacity, capacity)} of the ${capacity} that an operator grants you</p>`;
  }

  #form() {
    const {alias, languages, capacity, limit, skills} = this.member;
    return html`<form class="stack" @submit=${this.#save} @keydown=${(event) => event.key === 'Escape' && this.#close()}>
      ${aliasField(alias, this.problem, 'Not your real name, if you prefer.')}
      ${languageField(languages.join(', '))}
      <div class="field">
        <label for="limit">Pieces of work at once</label>
        <input id="limit" name="limit" type="number" required min="1" max=${Math.max(1, capacity)} value=${Math.min(limit ?? capacity, capacity) || 1} aria-describedby="limit-hint">
        <span class="hint" id="limit-hint">An operator grants you ${capacity}; you may want less.</span>
      </div>
      <fieldset class="stack tight">
        <legend>What you know</legend>
        ${this.named === null ? html`<cl-loading lines="4"></cl-loading>` : skillFields(this.named, skills)}
      </fieldset>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row">
        <button class="first" ?disabled=${this.busy || this.named === null}>Save</button>
        <button type="button" @click=${this.#close}>Cancel</button>
      </div>
    </form>`;
  }

  #edit = async () => {
    this.editing = true;
    this.problem = null;
    this.updateComplete.then(() => this.querySelector('#alias').focus());
    try {
      this.named = (await this.api.get('/v1/skills')).items;
    } catch (error) {
      this.problem = error;
    }
  };

  #close = async () => {
    this.editing = false;
    this.named = null;
    this.problem = null;
    await this.updateComplete;
    this.querySelector('#edit-profile').focus();
  };

  #save = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const {member} = this;
    const address = `/v1/members/${member.id}`;
    const known = new Set(this.named.map((each) => each.name));
    // A skill that the community no longer names stays as it is.
    const skills = [...chosenSkills(this.named, form), ...member.skills.filter((each) => !known.has(each.skill))];
    const byName = (list) => list.map((each) => [each.skill, each.level]).sort();
    this.busy = true;
    this.problem = null;
    try {
      let now = await this.api.patch(address, {
        alias: form.get('alias').trim(),
        languages: languageList(form.get('languages')),
        limit: Number(form.get('limit')),
      });
      if (!same(byName(skills), byName(member.skills))) {
        now = await this.api.put(`${address}/skills`, {skills});
      }
      this.dispatchEvent(new CustomEvent('changed', {detail: now}));
      toast('Saved. It counts from the next question on.', 'good');
      await this.#close();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-profile', Profile);
