import {clockTime, html, nothing, points, poll, repeat} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {inWords} from '/rewards/earning.js';
import {KINDS} from '/rewards/kinds.js';
import {money} from '/programme/money.js';
import '/kit/days.js';
import '/programme/item-form.js';
import '/programme/ladder.js';
import '/programme/codes-form.js';
import '/programme/partner-form.js';
import '/programme/rules-form.js';
import '/programme/corrections.js';
import {inWords as expiryInWords} from '/programme/expiry-form.js';
import {ALONE, inWords as limitsInWords} from '/programme/limits-form.js';

const REFRESH_MILLIS = 10_000;
const SHOWN = 20;
const LOW_STOCK = 5;
const STATES = {RESERVED: ['On its way', 'accent'], FULFILLED: ['Handed out', 'good'], REFUNDED: ['Refunded', 'warn']};

/** The operator's page of the programme: what was paid, spent and is owed, and what points buy. */
class Programme extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'What points are worth';
  static about = 'What was paid and spent, what your community owes its members in money, and what their points buy.';
  static properties = {
    ...SignedInPage.properties,
    programme: {state: true},
    items: {state: true},
    ladder: {state: true},
    /** without a url when there is none */
    partner: {state: true},
    limits: {state: true},
    expiry: {state: true},
    /** without a version as long as none were stated */
    rules: {state: true},
    taken: {state: true},
    next: {state: true},
    /** aliases by member; rewards keeps none */
    names: {state: true},
    problem: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.programme = null;
    this.items = [];
    this.ladder = null;
    this.partner = {};
    this.limits = {};
    this.expiry = {};
    this.rules = null;
    this.taken = [];
    this.next = null;
    this.names = {};
    this.problem = null;
  }

  enter() {
    this.#stop = poll(this.load, REFRESH_MILLIS);
  }

  leave() {
    this.#stop();
    this.#forget();
  }

  load = async () => {
    try {
      const [programme, {items}, ladder, partner, limits, expiry, rules, taken] = await Promise.all([
        this.api.get('/v1/programme'),
        this.api.get('/v1/catalogue/items'),
        this.api.get('/v1/ranks/ladder'),
        this.api.get('/v1/programme/partner'),
        this.api.get('/v1/programme/limits'),
        this.api.get('/v1/programme/expiry'),
        this.api.get('/v1/earning-rules/current'),
        this.api.get('/v1/programme/redemptions', {limit: SHOWN}),
      ]);
      this.programme = programme;
      this.items = items;
      this.ladder = ladder;
      this.partner = partner;
      this.limits = limits;
      this.expiry = expiry;
      this.rules = rules;
      const fresh = new Set(taken.items.map((each) => each.id));
      const older = this.taken.filter((each) => !fresh.has(each.id));
      this.taken = [...taken.items, ...older];
      this.next = older.length ? this.next : taken.next ?? null;
      this.#name(this.taken);
      this.problem = null;
      this.shell.connection = 'live';
      return true;
    } catch (error) {
      this.problem = error;
      this.shell.connection = 'offline';
      return false;
    }
  };

  #more = async () => {
    try {
      const {items, next} = await this.api.get('/v1/programme/redemptions', {limit: SHOWN, cursor: this.next});
      this.taken = [...this.taken, ...items];
      this.next = next ?? null;
      this.#name(items);
    } catch (error) {
      this.problem = error;
    }
  };

  /** Asks routing once for each member; one that is not told is shown without a name. */
  async #name(taken) {
    const unnamed = [...new Set(taken.map((each) => each.memberId))].filter((id) => !(id in this.names));
    this.names = {...this.names, ...Object.fromEntries(unnamed.map((id) => [id, null]))};
    const told = await Promise.all(unnamed.map((id) => this.api.get(`/v1/members/${id}`).catch(() => null)));
    this.names = {...this.names, ...Object.fromEntries(unnamed.map((id, at) => [id, told[at]?.alias ?? null]))};
  }

  #edit = (item) => this.querySelector('cl-item-form').open(item, this.programme.liability, Boolean(this.partner.url), this.ladder.rungs);
  #setPartner = () => this.querySelector('cl-partner-form').open(this.partner);
  #setLimits = () => this.querySelector('cl-limits-form').open(this.limits);
  #setExpiry = () => this.querySelector('cl-expiry-form').open(this.expiry);
  #changeRules = () => this.querySelector('cl-rules-form').open(this.rules);
  #import = (item) => this.querySelector('cl-codes-form').open(item);

  content() {
    if (!this.programme) {
      return this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.load}></cl-error>` : html`<cl-loading lines="12"></cl-loading>`;
    }
    return html`<div class="stack loose">
      <h1>Programme</h1>
      ${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : nothing}
      <div class="columns">${this.#flow()}${this.#liability()}</div>
      ${this.#earning()}
      ${this.#catalogue()}
      <cl-ladder .api=${this.api} .ladder=${this.ladder} @saved=${this.load}></cl-ladder>
      ${this.#latest()}
      <cl-corrections .api=${this.api} alone=${this.limits.correctAlone ?? ALONE} @saved=${this.load}></cl-corrections>
      <cl-item-form .api=${this.api} @saved=${this.load}></cl-item-form>
      <cl-codes-form .api=${this.api} @imported=${this.load}></cl-codes-form>
      <cl-partner-form .api=${this.api} @saved=${this.load}></cl-partner-form>
      <cl-expiry-form .api=${this.api} @saved=${this.load}></cl-expiry-form>
      <cl-limits-form .api=${this.api} @saved=${this.load}></cl-limits-form>
      <cl-rules-form .api=${this.api} @saved=${this.load}></cl-rules-form>
    </div>`;
  }

  #flow() {
    const {days, redemptions, liability} = this.programme;
    return html`<section class="card stack" aria-labelledby="flow">
      <h2 id="flow">Paid and spent</h2>
      <cl-days .days=${days.map(({day, issued, redeemed}) => ({day, came: issued, went: redeemed}))} came="Issued" went="Redeemed"></cl-days>
      <p class="hint">${redemptions.fulfilled.toLocaleString()} ${redemptions.fulfilled === 1 ? 'redemption' : 'redemptions'} handed out in all, which cost ${money(redemptions.costMinor, liability.currency)}; ${redemptions.refunded.toLocaleString()} refunded.</p>
    </section>`;
  }

  #liability() {
    const {points: at, liability} = this.programme;
    const each = money(liability.pointMilli / 1000, liability.currency);
    return html`<section class="card stack" aria-labelledby="liability">
      <h2 id="liability">Liability</h2>
      <div class="tile"><span class="figure">${money(liability.minor, liability.currency)}</span>
        <span class="hint">${points(liability.points)} outstanding × ${liability.pointMilli % 1000 === 0 ? each : `${liability.pointMilli / 1000} of the smallest unit`} a point, as the <a href="/policies/">policy</a> says</span></div>
      <dl class="facts sum">
        <dt>To spend</dt><dd>${at.toSpend.toLocaleString()}</dd>
        <dt>Held until confirmed</dt><dd>${at.held.toLocaleString()}</dd>
        <dt>Reserved for items</dt><dd>${at.reserved.toLocaleString()}</dd>
        <dt>Redeemed</dt><dd>${at.redeemed.toLocaleString()}</dd>
        <dt>Expired</dt><dd>${at.expired.toLocaleString()}</dd>
        <dt>Owed by members</dt><dd>${at.owed.toLocaleString()}</dd>
        <dt>Issued in all</dt><dd>${at.issued.toLocaleString()}</dd>
      </dl>
      <p class="hint">The first three are outstanding. What members owe is not set off.</p>
      <div class="row apart"><p class="hint">${expiryInWords(this.expiry)}.</p><button @click=${this.#setExpiry}>Set expiry</button></div>
    </section>`;
  }

  #earning() {
    const {rules, version, since} = this.rules;
    return html`<section class="card stack" aria-labelledby="earning-rules">
      <div class="row apart"><h2 id="earning-rules">What answers pay</h2><button @click=${this.#changeRules}>Change the rules</button></div>
      <ul>${inWords(rules).map((line) => html`<li dir="auto">${line}</li>`)}</ul>
      <p class="hint">${version ? html`Version ${version}, in force since ${clockTime(since)}.` : html`The points of the <a href="/policies/">policy</a>, as long as there are no rules of your own.`} Escalation raises them as the policy says.</p>
    </section>`;
  }

  #catalogue() {
    return html`<section class="card stack" aria-labelledby="catalogue">
      <div class="row apart"><h2 id="catalogue">Catalogue</h2><button class="first" @click=${() => this.#edit(null)}>Add an item</button></div>
      ${this.items.length === 0
        ? html`<cl-empty heading="Nothing for points yet" text="Add an item and import its codes: members see it at once."></cl-empty>`
        : html`<div class="scroll" tabindex="0" role="group" aria-label="Items of the catalogue"><table class="items">
          <thead><tr><th scope="col">Item</th><th scope="col" class="number">Price</th><th scope="col" class="number">Costs us</th><th scope="col" class="number">Left</th><th scope="col">State</th><th scope="col"><span class="unseen">What to do</span></th></tr></thead>
          <tbody>${repeat(this.items, (item) => item.id, (item) => this.#item(item))}</tbody></table></div>`}
      <div class="row apart"><p class="hint">${this.partner.url ? html`A partner hands out what has no codes: <span class="mono">${new URL(this.partner.url).host}</span>` : 'Items hand out codes that you import. A partner’s server can hand out others.'}</p>
        <button @click=${this.#setPartner}>${this.partner.url ? 'Change the partner' : 'Set a partner'}</button></div>
      <div class="row apart"><p class="hint">${limitsInWords(this.limits)}.</p><button @click=${this.#setLimits}>Set limits</button></div>
    </section>`;
  }

  #item(item) {
    const [word, tone] = stateOf(item);
    return html`<tr>
      <th scope="row"><span dir="auto">${item.name}</span><br><span class="hint">${KINDS[item.kind] ?? item.kind.toLowerCase()}${item.region ? ` · ${item.region}` : ''}${item.fulfilment === 'PARTNER' ? ' · by the partner' : ''}${item.fromRung > 1 ? ` · from rank ${item.fromRung}` : ''}</span></th>
      <td class="number">${item.price.toLocaleString()}</td>
      <td class="number">${money(item.valueMinor, this.programme.liability.currency)}</td>
      <td class="number">${item.remaining == null ? 'any' : item.remaining.toLocaleString()}</td>
      <td><span class="chip ${tone}">${word}</span></td>
      <td><div class="row"><button @click=${() => this.#edit(item)}>Edit<span class="unseen"> ${item.name}</span></button>${item.fulfilment === 'CODES' ? html`<button @click=${() => this.#import(item)}>Import codes<span class="unseen"> of ${item.name}</span></button>` : nothing}</div></td></tr>`;
  }

  #latest() {
    return html`<section class="card stack" aria-labelledby="latest">
      <h2 id="latest">What members took</h2>
      ${this.taken.length === 0
        ? html`<p class="soft">Nothing yet.</p>`
        : html`<div class="scroll" tabindex="0" role="group" aria-label="What members took"><table class="items">
          <thead><tr><th scope="col">Item</th><th scope="col">Member</th><th scope="col" class="number">Points</th><th scope="col">When</th><th scope="col">State</th></tr></thead>
          <tbody>${repeat(this.taken, (each) => each.id, (each) => {
            const [word, tone] = STATES[each.state] ?? [each.state.toLowerCase(), ''];
            return html`<tr><th scope="row" dir="auto">${each.item}</th><td dir="auto">${this.names[each.memberId] ?? '…'}</td><td class="number">${each.points.toLocaleString()}</td><td>${clockTime(each.requestedAt)}</td><td><span class="chip ${tone}">${word}</span></td></tr>`;
          })}</tbody></table></div>`}
      ${this.next ? html`<div><button class="quiet" @click=${this.#more}>Show more</button></div>` : nothing}
    </section>`;
  }
}
customElements.define('cl-programme', Programme);

function stateOf(item) {
  const now = Date.now();
  if (!item.offered) {
    return ['Withdrawn', ''];
  }
  if (item.validTo && Date.parse(item.validTo) <= now) {
    return ['Over', ''];
  }
  if (item.validFrom && Date.parse(item.validFrom) > now) {
    return [`From ${clockTime(item.validFrom)}`, 'accent'];
  }
  if (item.remaining === 0) {
    return ['Sold out', 'bad'];
  }
  return item.remaining != null && item.remaining <= LOW_STOCK ? ['Nearly sold out', 'warn'] : ['On offer', 'good'];
}
