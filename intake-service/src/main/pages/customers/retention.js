import {PageElement, html, nothing, toast} from '/kit/kit.js';

/** For how long what people wrote is kept. */
class Retention extends PageElement {
  static properties = {
    api: {attribute: false},
    kept: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.kept = null;
    this.problem = null;
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  load = async () => {
    try {
      this.kept = await this.api.get('/v1/retention');
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    return html`<section class="card stack" aria-labelledby="retention">
      <h2 id="retention">Retention</h2>
      ${this.kept ? this.#form() : this.problem ? nothing : html`<cl-loading lines="2"></cl-loading>`}
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.load}></cl-error>` : nothing}
    </section>`;
  }

  #form() {
    return html`<form class="asked" @submit=${this.#save}>
        <div class="field"><label for="days">Days for which words are kept after the end of a request</label>
          <input id="days" name="days" type="number" min="1" max="3650" step="1" inputmode="numeric" placeholder="for ever" aria-describedby="days-hint" .value=${this.kept.days ?? ''}>
          <span class="hint" id="days-hint">Left empty, they are kept for ever. Numbers and times stay; what people wrote, names and addresses go.</span></div>
        <div><button ?disabled=${this.busy}>Save</button></div>
      </form>`;
  }

  #save = async (event) => {
    event.preventDefault();
    const text = event.target.elements.days.value;
    const days = text === '' ? null : Number(text);
    if (days !== null && !confirm(`Erase for good what people wrote in requests that ended more than ${days === 1 ? 'a day' : `${days} days`} ago, now and from now on?`)) {
      return;
    }
    this.busy = true;
    try {
      this.kept = await this.api.put('/v1/retention', {days}, {version: this.kept.version});
      this.problem = null;
      toast(days === null ? 'Words are kept for ever.' : `Words are kept for ${days === 1 ? 'a day' : `${days} days`}.`);
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-retention', Retention);
