import {PageElement, clockTime, clockWord, duration, everyTick, html, nothing, now, poll, repeat, skillName, tierWord, toastError} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {escalationList, tried} from '/operations/route-story.js';

const REFRESH_MILLIS = 2000;

/** The list of what is late or nearly so; specialists and contractors take from it, operators watch it. */
class Overdue extends SignedInPage {
  static roles = ['specialist', 'operator'];
  static purpose = 'Take what is late';
  static about = 'Questions that ran out of time or nearly have, with all that was tried. What you take opens in your console.';
  static properties = {
    ...SignedInPage.properties,
    items: {state: true},
    problem: {state: true},
    claiming: {state: true},
    /** whether a specialist has still to join, or to accept the terms, before taking anything */
    stranger: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.stranger = false;
    this.items = null;
    this.problem = null;
    this.claiming = '';
  }

  enter() {
    this.#stop = poll(this.#load, REFRESH_MILLIS);
    this.#lookForMember();
  }

  leave() {
    this.#stop();
    this.items = null;
  }

  async #lookForMember() {
    if (this.user.roles.includes('specialist')) {
      const member = await this.api.get('/v1/members/me').catch((error) => (error.status === 404 ? {} : {termsAccepted: 1}));
      this.stranger = !member.termsAccepted;
    }
  }

  #load = async () => {
    try {
      this.items = sorted((await this.api.get('/v1/overdue', {limit: 100})).items);
      this.problem = null;
      this.shell.connection = 'live';
      return true;
    } catch (error) {
      this.shell.connection = 'offline';
      this.problem = error;
      return false;
    }
  };

  #claim = async (item) => {
    this.claiming = item.requestId;
    try {
      const assignment = await this.api.post(`/v1/routes/${item.requestId}/claims`);
      location.assign(`/console/#assignment=${assignment.id}`);
      return;
    } catch (error) {
      toastError(error);
      this.#lookForMember();
    }
    this.claiming = '';
    this.#load();
  };

  content() {
    const free = this.items?.filter((item) => !item.takenBy).length ?? 0;
    document.title = `${free ? `(${free}) ` : ''}Overdue · Crowdline`;
    return html`<div class="stack">
      <div class="row apart"><h1>Overdue</h1>${this.items ? html`<span class="soft" role="status">${free} to take</span>` : nothing}</div>
      ${this.stranger ? html`<p class="note warn">Before you can take work, join the community and accept its terms in <a href="/console/">the console</a>.</p>` : nothing}
      ${this.problem ? html`<cl-error .error=${this.problem} ?retry=${this.items === null} @retry=${this.#load}></cl-error>` : nothing}
      ${this.items === null
        ? this.problem ? nothing : html`<cl-loading lines="8"></cl-loading>`
        : this.items.length === 0
          ? html`<div class="card"><cl-empty heading="Nothing is late" text="Questions appear here by themselves when their time runs out."></cl-empty></div>`
          : html`<ol class="stack">${repeat(this.items, (item) => item.requestId, (item) => html`<li>
              <cl-overdue-item .item=${item} .api=${this.api} ?claimable=${this.user.roles.includes('specialist') && !this.stranger} ?busy=${this.claiming !== ''}
                @claim=${() => this.#claim(item)}></cl-overdue-item></li>`)}</ol>`}
    </div>`;
  }
}
customElements.define('cl-overdue', Overdue);

/** What is free first, then by how late it is; the order changes only when something comes or goes. */
const sorted = (items) =>
  items.toSorted((a, b) => Boolean(a.takenBy) - Boolean(b.takenBy) || b.breached - a.breached || String(a.dueAt).localeCompare(String(b.dueAt)));

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

/** One request on the list. Fires `claim`. */
class OverdueItem extends PageElement {
  static properties = {
    item: {attribute: false},
    api: {attribute: false},
    claimable: {type: Boolean},
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

  render() {
    const {item} = this;
    const name = `item-${item.requestId}`;
    return html`<article class="card late-item ${item.takenBy ? 'taken' : item.breached ? 'breached' : ''}" aria-labelledby=${name}>
      <div class="row apart top head">
        <div class="stack tight">
          <h2 id=${name}>${item.alias}</h2>
          <div class="row">
            <cl-status value=${item.priority}></cl-status>
            ${item.breached ? html`<span class="chip bad">${clockWord(item.clock)} missed</span>` : html`<span class="chip warn">${clockWord(item.clock)} at risk</span>`}
            ${item.exhausted ? html`<span class="chip bad">no step left</span>` : nothing}
            ${item.round > 1 ? html`<span class="chip warn">round ${item.round}</span>` : nothing}
            ${item.minimumTier !== 'COMMUNITY' ? html`<span class="chip accent">for ${tierWord(item.minimumTier)}s</span>` : nothing}
            ${(item.needs ?? []).map((need) => html`<span class="chip">${skillName(need.skill)} ${need.level}</span>`)}
          </div>
        </div>
        <p class="number"><b>${this.#due()}</b><br><span class="hint">${Math.round((item.usedShare ?? 0) * 100)} % of its time used</span></p>
      </div>
      ${item.text ? html`<div class="question" tabindex="0" role="group" aria-label="Question"><p class="said" dir="auto" lang=${item.language || nothing}>${item.text}</p></div>` : nothing}
      <div class="stack tight">
        <h3 class="small">Why it is here</h3>
        ${item.tried ? html`<p class="small">${triedText(item.tried)}</p>` : nothing}
        ${escalationList(item.escalations)}
      </div>
      ${item.takenBy
        ? html`<p class="note"><b>${item.takenBy.alias}</b>, ${tierWord(item.takenBy.tier)}, is answering this since ${clockTime(item.takenBy.since)}.</p>`
        : this.claimable ? html`<div><button class="first" ?disabled=${this.busy} @click=${() => this.dispatchEvent(new Event('claim'))}>Take it</button></div>` : nothing}
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
