import {PageElement, html, nothing, skillName} from '/kit/kit.js';

const LEVELS = ['not mine', '1, a little', '2, the basics', '3, well', '4, very well', '5, expert'];

/** Becoming a member: a name to be known by, languages, skills. Fires `done` with the member. */
class Register extends PageElement {
  static properties = {
    api: {attribute: false},
    user: {attribute: false},
    skills: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.skills = null;
    this.busy = false;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  #load = async () => {
    try {
      this.skills = (await this.api.get('/v1/skills')).items.map((each) => (typeof each === 'string' ? {name: each} : each));
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    const alias = this.problem?.errors?.find((each) => each.field === 'alias');
    return html`<form class="card stack welcome" @submit=${this.#submit}>
      <h1>Join the community</h1>
      <p>Customers know you by the name you choose here and by nothing else.</p>
      <div class="field">
        <label for="alias">Name to show</label>
        <input id="alias" name="alias" required maxlength="40" autocomplete="nickname" value=${this.user?.name ?? ''} aria-invalid=${alias ? 'true' : nothing} aria-describedby="alias-hint">
        <span class=${alias ? 'wrong' : 'hint'} id="alias-hint">${alias ? alias.reason : 'Not your real name, if you prefer.'}</span>
      </div>
      <div class="field">
        <label for="languages">Languages you write</label>
        <input id="languages" name="languages" required pattern="\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]+)*(\\s*,\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]+)*)*\\s*" value=${navigator.language.split('-')[0]} aria-describedby="languages-hint">
        <span class="hint" id="languages-hint">Codes with commas between them: en, de, pt-BR</span>
      </div>
      <fieldset class="stack tight">
        <legend>What you know</legend>
        ${this.skills === null
          ? html`<cl-loading lines="4"></cl-loading>`
          : this.skills.length === 0
            ? html`<p class="soft">This community has no skills yet; an operator adds them.</p>`
            : html`<div class="skills">${this.skills.map((skill) => html`
                <div class="one">
                  <label for="skill-${skill.name}">${skillName(skill.name)}${skill.description ? html`<span class="hint"><br>${skill.description}</span>` : nothing}</label>
                  <select id="skill-${skill.name}" name="skill-${skill.name}">${LEVELS.map((level, index) => html`<option value=${index}>${level}</option>`)}</select>
                </div>`)}</div>`}
      </fieldset>
      <cl-error .error=${this.problem}></cl-error>
      <div><button class="first" ?disabled=${this.busy || this.skills === null}>Join</button></div>
    </form>`;
  }

  #submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    this.problem = null;
    try {
      const member = await this.api.post('/v1/members', {
        alias: form.get('alias').trim(),
        languages: form.get('languages').split(',').map((each) => each.trim()).filter(Boolean),
        skills: this.skills
          .map(({name}) => ({skill: name, level: Number(form.get(`skill-${name}`))}))
          .filter(({level}) => level > 0),
      });
      this.dispatchEvent(new CustomEvent('done', {detail: member}));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-register', Register);
