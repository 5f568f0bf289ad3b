import {PageElement, clockTime, clockWord, duration, everyTick, html, money, nothing, now, skillName, tierWord} from '/kit/kit.js';
import {escalationList, tried} from '/operations/route-story.js';

/** A target is at risk when so much of its time is used. */
const AT_RISK = 0.75;

const times = (count) => (count === 1 ? 'once' : `${count} times`);

/** What was tried, in a sentence. */
function triedText({offersMade, offersExpired, offersDeclined, released, takenBack}) {
  const parts = [
    offersMade ? `offered ${times(offersMade)}` : 'offered to nobody yet',
    offersExpired ? `${offersExpired} unanswered` : '',
    offersDeclined ? `${offersDeclined} declined` : '',
    released ? `handed back ${times(released)}` : '',
    takenBack ? `taken back ${times(takenBack)}` : '',
  ].filter(Boolean).join(', ');
  return `${parts[0].toUpperCase()}${parts.slice(1)}.`;
}

/** One request on the list. Fires `act` with what is to be done: claim, peek, hand-back, hand-over, select. */
class OverdueItem extends PageElement {
  static properties = {
    item: {attribute: false},
    api: {attribute: false},
    claimable: {type: Boolean},
    /** {cents, currency} that the visitor is paid for a piece, or nothing */
    price: {attribute: false},
    /** the visitor has it */
    mine: {type: Boolean},
    selected: {type: Boolean},
    /** it is the one that keys act on */
    current: {type: Boolean},
    busy: {type: Boolean},
    route: {state: true},
    problem: {state: true},
    lateSeconds: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.route = null;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = everyTick(() => (this.lateSeconds = Math.floor((now() - Date.parse(this.item.dueAt)) / 1000)));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  #act(what) {
    this.dispatchEvent(new CustomEvent('act', {detail: what}));
  }

  render() {
    const {item} = this;
    const name = `item-${item.requestId}`;
    return html`<article class="card late-item ${item.takenBy ? 'taken' : item.breached ? 'breached' : item.usedShare >= AT_RISK ? '' : 'early'}" aria-labelledby=${name}
        tabindex=${this.current ? 0 : -1}>
      <div class="row apart top head">
        <div class="stack tight">
          <div class="row">
            ${this.claimable && (!item.takenBy || this.mine) ? html`<label class="check"><input type="checkbox" name="select" .checked=${this.selected} @change=${() => this.#act('select')}><span class="unseen">Select ${item.alias}</span></label>` : nothing}
            <h2 id=${name}>${item.alias}</h2>
          </div>
          <div class="row">
            <cl-status value=${item.priority}></cl-status>
            ${item.askedForStaff ? html`<span class="chip accent">asked for staff</span>` : nothing}
            ${item.breached
              ? html`<span class="chip bad">${clockWord(item.clock)} missed</span>`
              : item.usedShare >= AT_RISK ? html`<span class="chip warn">${clockWord(item.clock)} at risk</span>` : nothing}
            ${item.exhausted ? html`<span class="chip bad">no step left</span>` : nothing}
            ${item.round > 1 ? html`<span class="chip warn">round ${item.round}</span>` : nothing}
            ${item.minimumTier !== 'COMMUNITY' ? html`<span class="chip accent">for ${tierWord(item.minimumTier)}s</span>` : nothing}
            ${this.price ? html`<span class="chip good">pays ${money(this.price.cents, this.price.currency)}</span>` : nothing}
            ${(item.needs ?? []).map((need) => html`<span class="chip">${skillName(need.skill)} ${need.level}</span>`)}
          </div>
        </div>
        <p class="number"><b>${this.#due()}</b><br><span class="hint">${Math.round((item.usedShare ?? 0) * 100)} % of its time used</span></p>
      </div>
      ${item.text ? html`<div class="question" tabindex="0" role="group" aria-label="Question"><p class="said" dir="auto" lang=${item.language || nothing}>${item.text}</p></div>` : nothing}
      <div class="stack tight">
        <h3 class="small">Why it is here</h3>
        ${item.askedForStaff ? html`<p class="small">It is not for the community: who sent it, its topic or the customer asked for somebody above it.</p>` : nothing}
        ${item.tried ? html`<p class="small">${triedText(item.tried)}</p>` : nothing}
        ${escalationList(item.escalations)}
      </div>
      ${this.mine
        ? html`<p class="note accent">You have this since ${clockTime(item.takenBy.since)}. <a href="/console/">Answer it in your console</a></p>`
        : item.takenBy
          ? html`<p class="note"><b>${item.takenBy.alias}</b>, ${tierWord(item.takenBy.tier)}, is answering this since ${clockTime(item.takenBy.since)}.</p>`
          : nothing}
      <div class="row">
        ${this.claimable && !item.takenBy ? html`<button class="first" name="claim" ?disabled=${this.busy} @click=${() => this.#act('claim')}>Take it</button>` : nothing}
        <button name="peek" @click=${() => this.#act('peek')}>Look closer</button>
        ${this.mine ? html`<button name="hand-back" ?disabled=${this.busy} @click=${() => this.#act('hand-back')}>Hand back</button>
          <button name="hand-over" ?disabled=${this.busy} @click=${() => this.#act('hand-over')}>Hand over</button>` : nothing}
      </div>
      <details @toggle=${this.#open}>
        <summary>What was tried</summary>
        ${this.problem ? html`<cl-error .error=${this.problem}></cl-error>` : this.route ? tried(this.route) : html`<cl-loading lines="3"></cl-loading>`}
      </details>
    </article>`;
  }

  #due() {
    return this.lateSeconds === undefined ? '' : this.lateSeconds >= 0 ? `late by ${duration(this.lateSeconds)}` : `${duration(-this.lateSeconds)} left`;
  }

  #open = async (event) => {
    if (event.target.open) {
      try {
        this.route = await this.api.get(`/v1/routes/${this.item.requestId}`);
        this.problem = null;
      } catch (error) {
        this.problem = error;
      }
    }
  };
}
customElements.define('cl-overdue-item', OverdueItem);
