import {ago, html, toast} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/admin/community.js';
import '/admin/parked.js';

const OPENED = 'crowdline.admin.communities';
const MOST_REMEMBERED = 8;
const PAGE = 50;

/** The administrator's page: make a community, give its programs their keys, and see what no service could apply. */
class Admin extends SignedInPage {
  static roles = ['admin'];
  static purpose = 'Administer Crowdline';
  static about = 'Communities, their API keys, and records that a service could not apply.';
  static properties = {
    ...SignedInPage.properties,
    community: {state: true},
    opened: {state: true},
    listed: {state: true},
    next: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.community = null;
    this.opened = JSON.parse(localStorage.getItem(OPENED) ?? '[]');
    this.listed = null;
    this.next = null;
    this.problem = null;
    this.busy = false;
  }

  enter() {
    this.#list();
  }

  leave() {
    this.community = null;
    this.listed = null;
    this.problem = null;
  }

  content() {
    return html`<div class="stack loose">
      <h1>Administration</h1>
      <section class="card stack" aria-labelledby="communities">
        <h2 id="communities">Communities</h2>
        <form class="asked" @submit=${this.#open}>
          <div class="field">
            <label for="open">Community</label>
            <input id="open" name="id" required maxlength="32" autocomplete="off" autocapitalize="none" list="opened" placeholder="its id, as demo">
            <datalist id="opened">${this.opened.map((id) => html`<option value=${id}></option>`)}</datalist>
          </div>
          <div><button ?disabled=${this.busy}>Open</button></div>
        </form>
        <details>
          <summary>Register a new one</summary>
          <form class="stack" @submit=${this.#register}>
            <div class="asked">
              <div class="field">
                <label for="id">Id</label>
                <input id="id" name="id" required maxlength="32" pattern="[a-z][a-z0-9\\-]{1,31}" autocomplete="off" autocapitalize="none" aria-describedby="id-hint">
                <span class="hint" id="id-hint">2 to 32 of a-z, 0-9 and -; it never changes.</span>
              </div>
              <div class="field"><label for="name">Name</label><input id="name" name="name" required maxlength="100" autocomplete="off">
                <span class="hint">Customers and members read it.</span></div>
              <div class="field"><label for="pace">Clocks</label>
                <select id="pace" name="pace"><option value="PRODUCT">minutes and hours</option><option value="DEMO">demo time, seconds</option></select>
                <span class="hint">How fast deadlines run.</span></div>
            </div>
            <div class="field">
              <label for="terms">Terms for members</label>
              <span class="hint" id="terms-hint">Optional. Left empty, the default terms hold.</span>
              <textarea id="terms" name="terms" maxlength="20000" aria-describedby="terms-hint"></textarea>
            </div>
            <div><button class="first" ?disabled=${this.busy}>Register</button></div>
          </form>
        </details>
        <cl-error .error=${this.problem}></cl-error>
      </section>
      ${this.community ? html`<cl-community .api=${this.api} .community=${this.community}></cl-community>` : ''}
      <cl-parked .api=${this.api}></cl-parked>
      <section class="card stack" aria-labelledby="all">
        <h2 id="all">All communities</h2>
        ${this.listed === null ? this.problem ? '' : html`<cl-loading lines="3"></cl-loading>` : this.#all()}
      </section>
    </div>`;
  }

  #all() {
    return html`<div class="scroll all" tabindex="0" role="group" aria-labelledby="all"><table>
      <thead><tr><th scope="col">Community</th><th scope="col">Id</th><th scope="col">Clocks</th><th scope="col">Registered</th><th scope="col"><span class="unseen">Keys</span></th></tr></thead>
      <tbody>${this.listed.map(({id, name, pace, registeredAt}) => html`<tr>
        <th scope="row">${name}</th><td><code>${id}</code></td><td>${pace === 'DEMO' ? 'demo time' : 'product time'}</td><td>${ago(registeredAt)}</td>
        <td><button ?disabled=${this.busy} @click=${() => this.#show(id)}>Keys<span class="unseen"> of ${name}, ${id}</span></button></td>
      </tr>`)}</tbody></table></div>
      ${this.next ? html`<div><button ?disabled=${this.busy} @click=${this.#more}>More</button></div>` : ''}`;
  }

  /** The first page of all, by their ids. */
  #list = async () => {
    try {
      const {items, next} = await this.api.get('/v1/communities', {limit: PAGE});
      this.listed = items;
      this.next = next ?? null;
    } catch (error) {
      this.problem = error;
    }
  };

  #more = async () => {
    this.busy = true;
    try {
      const {items, next} = await this.api.get('/v1/communities', {limit: PAGE, cursor: this.next});
      this.listed = [...this.listed, ...items];
      this.next = next ?? null;
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  async #show(id) {
    await this.#with(() => this.api.get(`/v1/communities/${encodeURIComponent(id)}`));
    await this.updateComplete;
    this.querySelector('cl-community')?.scrollIntoView({block: 'start'});
  }

  #open = (event) => {
    event.preventDefault();
    const id = event.target.elements.id.value.trim();
    this.#with(() => this.api.get(`/v1/communities/${encodeURIComponent(id)}`));
  };

  #register = (event) => {
    event.preventDefault();
    const form = event.target;
    const {id, name, pace, terms} = Object.fromEntries(new FormData(form));
    this.#with(async () => {
      const made = await this.api.post('/v1/communities', {id, name, pace, ...(terms.trim() ? {terms} : {})});
      form.reset();
      toast(`${made.name} is registered.`, 'good');
      this.#list();
      return made;
    });
  };

  async #with(asked) {
    this.busy = true;
    this.problem = null;
    try {
      this.community = await asked();
      this.opened = [this.community.id, ...this.opened.filter((id) => id !== this.community.id)].slice(0, MOST_REMEMBERED);
      localStorage.setItem(OPENED, JSON.stringify(this.opened));
    } catch (error) {
      this.community = null;
      this.problem = error;
    }
    this.busy = false;
  }
}
customElements.define('cl-admin', Admin);
