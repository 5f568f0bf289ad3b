import {PageElement, html, nothing, toast} from '/kit/kit.js';
import {KINDS} from '/rewards/kinds.js';
import {major, minor, money} from '/programme/money.js';

const localTime = (iso) => {
  if (!iso) {
    return '';
  }
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const instant = (local) => (local ? new Date(local).toISOString() : null);

/** Adds an item, or edits one as it was read. Fires `saved`. */
class ItemForm extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the item that is edited; null for a new one */
    item: {state: true},
    shown: {state: true},
    liability: {state: true},
    /** whether the community has one */
    partner: {state: true},
    /** the ranks of the community, from the bottom up */
    rungs: {state: true},
    draft: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.item = null;
    this.shown = false;
    this.liability = null;
    this.partner = false;
    this.rungs = [];
    this.draft = {};
    this.busy = false;
    this.problem = null;
  }

  async open(item, liability, partner, rungs) {
    this.item = item;
    this.rungs = rungs;
    this.partner = partner;
    this.liability = liability;
    this.draft = {
      name: item?.name ?? '',
      description: item?.description ?? '',
      kind: item?.kind ?? 'CREDIT',
      price: item?.price ?? '',
      value: item ? major(item.valueMinor, liability.currency) : '',
      region: item?.region ?? '',
      from: localTime(item?.validFrom),
      to: localTime(item?.validTo),
      fulfilment: item?.fulfilment ?? 'CODES',
      offered: item?.offered ?? true,
      fromRung: item?.fromRung ?? 1,
    };
    this.problem = null;
    this.busy = false;
    this.shown = true;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #close = () => this.querySelector('dialog').close();

  #set = (name) => (event) => {
    this.draft = {...this.draft, [name]: event.target.type === 'checkbox' ? event.target.checked : event.target.value};
  };

  #save = async (event) => {
    event.preventDefault();
    const {draft, item} = this;
    const body = {
      name: draft.name,
      description: draft.description,
      kind: draft.kind,
      price: Number(draft.price),
      valueMinor: minor(draft.value, this.liability.currency),
      region: draft.region.trim() || null,
      validFrom: instant(draft.from),
      validTo: instant(draft.to),
      fulfilment: draft.fulfilment,
      offered: draft.offered,
      fromRung: Number(draft.fromRung),
    };
    if (Number.isNaN(body.valueMinor)) {
      this.problem = {title: 'Write what it costs as an amount, such as 10 or 9.90'};
      return;
    }
    this.busy = true;
    try {
      const saved = item
        ? await this.api.put(`/v1/catalogue/items/${item.id}`, body, {version: item.version})
        : await this.api.post('/v1/catalogue/items', body);
      toast(item ? `“${saved.name}” is saved.` : `“${saved.name}” is added.${saved.fulfilment === 'CODES' ? ' Import its codes next.' : ''}`, 'good');
      this.dispatchEvent(new Event('saved'));
      this.#close();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  render() {
    return html`<dialog class="editing" aria-labelledby="editing" @close=${() => (this.shown = false)}>${this.shown ? this.#form() : nothing}</dialog>`;
  }

  #form() {
    const {draft, item, liability} = this;
    const worth = draft.price > 0 ? money((Number(draft.price) * liability.pointMilli) / 1000, liability.currency) : null;
    return html`<form class="stack" @submit=${this.#save}>
      <h2 id="editing" dir="auto">${item ? `Edit “${item.name}”` : 'Add an item'}</h2>
      <div class="field"><label for="item-name">Name</label><input id="item-name" required maxlength="80" dir="auto" .value=${draft.name} @input=${this.#set('name')}></div>
      <div class="field"><label for="item-description">Description</label><textarea id="item-description" maxlength="500" dir="auto" .value=${draft.description} @input=${this.#set('description')}></textarea></div>
      <div class="two">
        <div class="field"><label for="item-kind">Kind</label><select id="item-kind" @change=${this.#set('kind')}>${Object.entries(KINDS).map(([kind, word]) => html`<option value=${kind} ?selected=${kind === draft.kind}>${word}</option>`)}</select></div>
        <div class="field"><label for="item-price">Price in points</label><input id="item-price" type="number" required min="1" max="100000000" step="1" .value=${String(draft.price)} @input=${this.#set('price')}>
          ${worth ? html`<span class="hint">${worth} at the policy's value of a point</span>` : nothing}</div>
        <div class="field"><label for="item-value">What one costs us, in ${liability.currency}</label><input id="item-value" inputmode="decimal" required .value=${draft.value} @input=${this.#set('value')}></div>
      </div>
      ${this.partner && !item ? html`<div class="field"><label for="item-fulfilment">Handed out</label><select id="item-fulfilment" @change=${this.#set('fulfilment')}><option value="CODES">by codes that you import</option><option value="PARTNER">by the partner</option></select></div>` : nothing}
      ${this.rungs.length > 1 ? html`<div class="field"><label for="item-rank">Who may take it</label><select id="item-rank" @change=${this.#set('fromRung')}>${this.rungs.map(({rung, name}) => html`<option value=${rung} ?selected=${rung === Number(draft.fromRung)}>${rung === 1 ? 'Everybody' : `From rank “${name}” on`}</option>`)}</select></div>` : nothing}
      <div class="field"><label for="item-region">Of use in</label><input id="item-region" maxlength="60" placeholder="everywhere" dir="auto" .value=${draft.region} @input=${this.#set('region')}></div>
      <div class="two">
        <div class="field"><label for="item-from">From</label><input id="item-from" type="datetime-local" .value=${draft.from} @input=${this.#set('from')}></div>
        <div class="field"><label for="item-to">Until</label><input id="item-to" type="datetime-local" .value=${draft.to} @input=${this.#set('to')}></div>
      </div>
      <label class="check"><input type="checkbox" .checked=${draft.offered} @change=${this.#set('offered')}> <span>In the shop. Without it the item is withdrawn; what members took stays theirs.</span></label>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>Save</button><button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }
}
customElements.define('cl-item-form', ItemForm);
