import {html, nothing} from '/kit/kit.js';

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
