import {PageElement, html} from '/kit/kit.js';
import {chosenSkills, skillFields} from '/kit/skills.js';
import {aliasField, languageField, languageList} from '/console/member-fields.js';

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
      this.skills = (await this.api.get('/v1/skills')).items;
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    return html`<form class="card stack welcome" @submit=${this.#submit}>
      <h1>Join the community</h1>
      <p>Customers know you by the name you choose here and by nothing else.</p>
      ${aliasField(this.user?.name ?? '', this.problem, 'Not your real name, if you prefer.')}
      ${languageField(navigator.language.split('-')[0])}
      <fieldset class="stack tight">
        <legend>What you know</legend>
        ${this.skills === null ? html`<cl-loading lines="4"></cl-loading>` : skillFields(this.skills)}
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
        languages: languageList(form.get('languages')),
        skills: chosenSkills(this.skills, form),
      });
      this.dispatchEvent(new CustomEvent('done', {detail: member}));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-register', Register);
