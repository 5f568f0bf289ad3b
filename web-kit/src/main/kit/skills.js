import {html, nothing} from '/kit/lit.js';
import {skillName} from '/kit/words.js';

const LEVELS = ['not mine', '1, a little', '2, the basics', '3, well', '4, very well', '5, expert'];

/** One choice of a level per skill of the community; level 0 first, in the words that fit. */
export const skillFields = (named, mine = [], levelNames = LEVELS) => {
  const levels = new Map(mine.map((each) => [each.skill, each.level]));
  return named.length === 0
    ? html`<p class="soft">This community has no skills yet; an operator adds them.</p>`
    : html`<div class="skills">${named.map((skill) => html`
        <div class="one">
          <label for="skill-${skill.name}">${skillName(skill.name)}${skill.description ? html`<span class="hint"><br>${skill.description}</span>` : nothing}</label>
          <select id="skill-${skill.name}" name="skill-${skill.name}">${levelNames.map((level, index) =>
            html`<option value=${index} ?selected=${index === (levels.get(skill.name) ?? 0)}>${level}</option>`)}</select>
        </div>`)}</div>`;
};

/** What was chosen. */
export const chosenSkills = (named, form) =>
  named.map(({name}) => ({skill: name, level: Number(form.get(`skill-${name}`))})).filter(({level}) => level > 0);
