import {html, nothing, skillName} from '/kit/kit.js';

const LEVELS = ['not mine', '1, a little', '2, the basics', '3, well', '4, very well', '5, expert'];

/** One choice of a level per skill of the community. */
export const skillFields = (named, mine = []) => {
  const levels = new Map(mine.map((each) => [each.skill, each.level]));
  return named.length === 0
    ? html`<p class="soft">This community has no skills yet; an operator adds them.</p>`
    : html`<div class="skills">${named.map((skill) => html`
        <div class="one">
          <label for="skill-${skill.name}">${skillName(skill.name)}${skill.description ? html`<span class="hint"><br>${skill.description}</span>` : nothing}</label>
          <select id="skill-${skill.name}" name="skill-${skill.name}">${LEVELS.map((level, index) =>
            html`<option value=${index} ?selected=${index === (levels.get(skill.name) ?? 0)}>${level}</option>`)}</select>
        </div>`)}</div>`;
};

/** What was chosen. */
export const chosenSkills = (named, form) =>
  named.map(({name}) => ({skill: name, level: Number(form.get(`skill-${name}`))})).filter(({level}) => level > 0);

/** `en, pt-BR` as a list. */
export const languageList = (text) => text.split(',').map((each) => each.trim()).filter(Boolean);

/** Where languages are named. */
export const languageField = (value) => html`<div class="field">
  <label for="languages">Languages you write</label>
  <input id="languages" name="languages" required pattern="\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]+)*(\\s*,\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]+)*)*\\s*" value=${value} aria-describedby="languages-hint">
  <span class="hint" id="languages-hint">Codes with commas between them: en, de, pt-BR</span>
</div>`;

/** The name that customers see, and what is wrong with it. */
export const aliasField = (value, problem, hint) => {
  const wrong = problem?.errors?.find((each) => each.field === 'alias');
  return html`<div class="field">
    <label for="alias">Name to show</label>
    <input id="alias" name="alias" required maxlength="60" autocomplete="nickname" value=${value} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="alias-hint">
    <span class=${wrong ? 'wrong' : 'hint'} id="alias-hint">${wrong ? wrong.reason : hint}</span>
  </div>`;
};
