import {clockTime, html, nothing, repeat, toastError} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {save} from '/kit/saving.js';
import {Acts, csv, sentence} from '/audit/acts.js';

const SHOWN = 50;
const MOST_EXPORTED = 10_000;

/** Who of the company did what: the acts of all services as one list that can be read and exported, and not changed. */
class Audit extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'See who did what';
  static about = 'Every act of staff and administrators in your community, from all services, kept for good.';
  static properties = {
    ...SignedInPage.properties,
    acts: {state: true},
    more: {state: true},
    problem: {state: true},
    /** how many acts were read for the export; null when none is under way */
    exported: {state: true},
    text: {state: true},
  };

  #source = null;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.acts = null;
    this.more = false;
    this.problem = null;
    this.exported = null;
    this.text = '';
  }

  enter() {
    this.#load();
  }

  leave() {
    this.#forget();
  }

  #load = () => {
    this.#source = new Acts(this.api);
    this.acts = null;
    return this.#further();
  };

  #further = async () => {
    this.problem = null;
    try {
      const next = await this.#source.next(SHOWN);
      this.acts = [...(this.acts ?? []), ...next];
      this.more = next.length === SHOWN;
      this.shell.connection = 'live';
    } catch (error) {
      this.problem = error;
      this.shell.connection = 'offline';
    }
  };

  #export = async () => {
    this.exported = 0;
    try {
      const source = new Acts(this.api);
      const all = [];
      let next;
      do {
        next = await source.next(SHOWN);
        all.push(...next);
        this.exported = all.length;
      } while (next.length === SHOWN && all.length < MOST_EXPORTED);
      save(new Blob([csv(all)], {type: 'text/csv'}), `audit-${this.user.community}.csv`);
    } catch (error) {
      toastError(error);
    } finally {
      this.exported = null;
    }
  };

  content() {
    return html`<div class="stack loose">
      <div class="row apart"><div><h1>Audit</h1><p class="hint">What staff and administrators did, the latest first. Nothing of it can be changed.</p></div>
        <button ?disabled=${this.exported !== null || !this.acts?.length} @click=${this.#export}>${this.exported === null ? 'Export as CSV' : `Read ${this.exported.toLocaleString()}…`}</button></div>
      <section class="card stack" aria-label="Acts">
        <div class="filters"><div class="field"><label for="find">Only with these words</label><input id="find" autocomplete="off" @input=${(event) => (this.text = event.target.value.trim().toLowerCase())}></div></div>
        ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.acts ? this.#further : this.#load}></cl-error>` : nothing}
        ${this.acts === null ? (this.problem ? nothing : html`<cl-loading lines="8"></cl-loading>`) : this.#list()}
      </section></div>`;
  }

  #list() {
    const shown = this.acts.filter((act) => `${act.name} ${sentence(act)}`.toLowerCase().includes(this.text));
    return html`${shown.length === 0
      ? html`<cl-empty heading=${this.acts.length ? 'None of these' : 'Nothing was done yet'} text=${this.acts.length ? 'Among what is shown no act has these words; earlier ones may.' : 'Whoever changes something of the community stands here, with what and when.'}></cl-empty>`
      : html`<div class="scroll" role="group" aria-label="Acts" tabindex="0"><table class="acts">
        <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th></tr></thead>
        <tbody>${repeat(shown, (act) => act.id, (act) => html`<tr>
          <td><time datetime=${act.at}>${new Date(act.at).toLocaleDateString()} ${clockTime(act.at)}</time></td><td>${act.name}</td>
          <td dir="auto">${sentence(act)}${act.requestId ? html` <a href="/operations/#request=${act.requestId}">Look at it</a>` : nothing}</td></tr>`)}</tbody>
      </table></div>`}
      ${this.more ? html`<div><button @click=${this.#further}>Earlier acts</button></div>` : nothing}`;
  }
}
customElements.define('cl-audit', Audit);
