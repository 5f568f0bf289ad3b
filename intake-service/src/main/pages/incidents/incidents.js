import {html, nothing, poll, repeat, toast} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/incidents/incident.js';

const REFRESH_MILLIS = 2000;
const STEP = 20;

/** The operator sees incidents as they come and go, the newest first, and opens one before customers notice. */
class Incidents extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Incidents';
  static about = 'Many requests with one cause: noticed, linked, answered once.';
  static properties = {
    ...SignedInPage.properties,
    items: {state: true},
    more: {state: true},
    problem: {state: true},
    /** whether one is being opened, and what was refused of it */
    opening: {state: true},
    refusal: {state: true},
    busy: {state: true},
  };

  #stop = null;
  #wanted = STEP;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.items = null;
    this.more = false;
    this.problem = null;
    this.opening = false;
    this.refusal = null;
    this.busy = false;
  }

  enter() {
    this.#stop = poll(this.refresh, REFRESH_MILLIS);
  }

  leave() {
    this.#stop?.();
    this.#forget();
  }

  refresh = async () => {
    try {
      const {items, next} = await this.api.get('/v1/incidents', {limit: this.#wanted});
      this.items = items;
      this.more = Boolean(next);
      this.problem = null;
      this.shell.connection = 'live';
      return true;
    } catch (error) {
      this.problem = error;
      this.shell.connection = 'connecting';
      return false;
    }
  };

  #furtherBack = () => {
    this.#wanted += STEP;
    this.refresh();
  };

  content() {
    return html`<div class="stack loose">
      <div class="row apart"><h1>Incidents</h1>
        ${this.opening ? nothing : html`<button id="open" @click=${() => this.#ask(true)}>Open an incident</button>`}</div>
      ${this.opening ? this.#form() : nothing}
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.refresh}></cl-error>` : nothing}
      ${this.items === null ? (this.problem ? nothing : html`<section class="card"><cl-loading lines="6"></cl-loading></section>`) : this.#list()}
    </div>`;
  }

  #list() {
    if (this.items.length === 0) {
      return html`<section class="card"><cl-empty heading="No incident so far"
        text="When many customers of one area, product or device write the same within a short time, it shows up here by itself."></cl-empty></section>`;
    }
    return html`<ul class="incidents" aria-label="Incidents, the newest first">${repeat(this.items, ({id}) => id, (incident) => html`
        <li><cl-incident .api=${this.api} .incident=${incident} @changed=${this.refresh}></cl-incident></li>`)}</ul>
      ${this.more ? html`<div><button @click=${this.#furtherBack}>Show older ones</button></div>` : nothing}`;
  }

  #form() {
    return html`<form class="card stack" aria-labelledby="new" @submit=${this.#open}>
      <h2 id="new">Open an incident</h2>
      <p class="hint">It is offered to specialists at once. Customers whose request names the same area, product and device, and who write alike, are linked to it and told.</p>
      <div class="field"><label for="title">Title, which customers read</label><input id="title" name="title" required maxlength="120" autocomplete="off" dir="auto"></div>
      <div class="field"><label for="text">What is known</label><textarea id="text" name="text" required maxlength="4000" dir="auto"></textarea></div>
      <div class="field"><label for="area">Area</label><input id="area" name="area" maxlength="500" autocomplete="off" dir="auto"></div>
      <cl-error .error=${this.refusal}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>Open it</button><button type="button" class="quiet" @click=${() => this.#ask(false)}>Back</button></div>
    </form>`;
  }

  /** The keyboard stays where the visitor was. */
  async #ask(opening) {
    this.opening = opening;
    this.refusal = null;
    await this.updateComplete;
    this.querySelector(opening ? '#title' : '#open')?.focus();
  }

  #open = async (event) => {
    event.preventDefault();
    const {title, text, area} = Object.fromEntries(new FormData(event.target));
    this.busy = true;
    try {
      await this.api.post('/v1/incidents', {title, text, ...(area.trim() ? {attributes: {area: area.trim()}} : {})});
      toast('The incident is open.', 'good');
      await this.#ask(false);
      await this.refresh();
    } catch (error) {
      this.refusal = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-incidents', Incidents);
