import {PageElement, html, nothing, toast} from '/kit/kit.js';

const MOST = 10;

/** The community's ranks, how many members have each, and how to edit them. */
class Ladder extends PageElement {
  static properties = {
    api: {attribute: false},
    /** as GET /v1/ranks/ladder says it */
    ladder: {attribute: false},
    /** what is edited; null while nothing is */
    draft: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  /** of the ladder that is edited */
  #version = 0;

  constructor() {
    super();
    this.draft = null;
    this.busy = false;
    this.problem = null;
  }

  #edit = async () => {
    this.problem = null;
    this.#version = this.ladder.version;
    this.draft = this.ladder.rungs.map(({name, qualityPercent, confirmed}) => ({name, qualityPercent, confirmed}));
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  };

  #close = () => this.querySelector('dialog').close();

  #set = (at, field) => (event) => {
    this.draft = this.draft.map((rung, i) => (i === at ? {...rung, [field]: event.target.value} : rung));
  };

  #add = () => {
    const {qualityPercent, confirmed} = this.draft.at(-1);
    this.draft = [...this.draft, {name: '', qualityPercent, confirmed: Number(confirmed) + 10}];
  };

  #remove = (at) => () => {
    this.draft = this.draft.filter((rung, i) => i !== at);
  };

  #save = async (event) => {
    event.preventDefault();
    this.busy = true;
    try {
      await this.api.put('/v1/ranks/ladder', {
        rungs: this.draft.map(({name, qualityPercent, confirmed}) => ({name, qualityPercent: Number(qualityPercent), confirmed: Number(confirmed)})),
      }, {version: this.#version});
      toast('The ladder is saved; everybody is ranked on it.', 'good');
      this.dispatchEvent(new Event('saved'));
      this.#close();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  render() {
    return html`<section class="card stack" aria-labelledby="ladder">
      <div class="row apart"><h2 id="ladder">Ranks</h2><button @click=${this.#edit}>Edit the ladder</button></div>
      ${this.#table()}
    </section>
    <dialog class="editing" aria-labelledby="ladder-editing" @close=${() => (this.draft = null)}>${this.draft ? this.#form() : nothing}</dialog>`;
  }

  #table() {
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Ranks from the bottom up"><table class="items">
        <thead><tr><th scope="col">Rank</th><th scope="col" class="number">Quality from</th><th scope="col" class="number">Confirmed from</th><th scope="col" class="number">Members</th><th scope="col">Opens</th></tr></thead>
        <tbody>${this.ladder.rungs.map((rung) => html`<tr>
          <th scope="row" dir="auto">${rung.rung}. ${rung.name}</th>
          <td class="number">${rung.qualityPercent} %</td>
          <td class="number">${rung.confirmed.toLocaleString()}</td>
          <td class="number">${rung.members.toLocaleString()}</td>
          <td dir="auto">${rung.opens.length ? rung.opens.join(', ') : html`<span class="soft">–</span>`}</td></tr>`)}</tbody></table></div>
      <p class="hint">Quality is what 90 % certainty leaves of the share of a member's answers that were confirmed (Wilson, one-sided), of the answers of the last ${this.ladder.days} days. Members are those of whom an answer was judged.</p>`;
  }

  #form() {
    return html`<form class="stack" @submit=${this.#save}>
      <h2 id="ladder-editing">Edit the ladder</h2>
      <p class="hint">From the bottom up. Everybody begins on the first rank; each other asks for at least as much as the one below, and for more of something.</p>
      ${this.draft.map((rung, at) => html`<fieldset class="stack tight">
        <legend>Rank ${at + 1}</legend>
        <div class="two">
          <div class="field"><label for="rung-name-${at}">Name of rank ${at + 1}</label><input id="rung-name-${at}" required maxlength="40" dir="auto" .value=${rung.name} @input=${this.#set(at, 'name')}></div>
          <div class="field"><label for="rung-quality-${at}">Quality of rank ${at + 1} in %</label><input id="rung-quality-${at}" type="number" required min="0" max="100" step="1" ?disabled=${at === 0} .value=${String(rung.qualityPercent)} @input=${this.#set(at, 'qualityPercent')}></div>
          <div class="field"><label for="rung-confirmed-${at}">Confirmed answers of rank ${at + 1}</label><input id="rung-confirmed-${at}" type="number" required min="0" max="1000000" step="1" ?disabled=${at === 0} .value=${String(rung.confirmed)} @input=${this.#set(at, 'confirmed')}></div>
        </div>
        ${at > 0 ? html`<div><button type="button" class="quiet" @click=${this.#remove(at)}>Remove rank ${at + 1}</button></div>` : nothing}
      </fieldset>`)}
      ${this.draft.length < MOST ? html`<div><button type="button" @click=${this.#add}>Add a rank on top</button></div>` : nothing}
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>Save</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }
}
customElements.define('cl-ladder', Ladder);
