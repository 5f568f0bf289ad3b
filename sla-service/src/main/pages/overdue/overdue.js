import {PageElement, clockTime, clockWord, duration, everyTick, html, nothing, now, poll, repeat, skillName, tierWord, toastError} from '/kit/kit.js';
import {show} from '/kit/calling.js';
import {Offering} from '/kit/offering.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {escalationList, tried} from '/operations/route-story.js';

const REFRESH_MILLIS = 2000;

/** A target is at risk when so much of its time is used. */
const AT_RISK = 0.75;

/**
 * The list of what asked for staff and what is late or nearly so; specialists and contractors take from it, operators
 * watch it. For members it is a site like the console: they are present here, and what is offered to them comes here.
 */
class Overdue extends SignedInPage {
  static roles = ['specialist', 'operator'];
  static purpose = 'Take what needs you';
  static about = 'Questions that asked for staff, ran out of time or nearly have, with all that was tried. What you take opens in your console.';
  static properties = {
    ...SignedInPage.properties,
    items: {state: true},
    problem: {state: true},
    claiming: {state: true},
    /** of the visitor, if a member; null for who only watches, or must join first */
    member: {state: true},
    /** whether a specialist has still to join, or to accept the terms, before taking anything */
    stranger: {state: true},
  };

  #stop = null;
  #offering = new Offering(this, 'overdue', {
    live: () => this.#offering.reload().catch(() => {}),
    refused: () => this.#lookForMember(),
    accepted: (assignment) => this.#workOn(assignment),
    unpaid: () => this.member?.tier !== 'COMMUNITY',
    gone: () => document.querySelector('main').focus({preventScroll: true}),
  });

  constructor() {
    super();
    this.member = null;
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
    this.#offering.close();
    this.items = null;
    this.member = null;
  }

  async #lookForMember() {
    if (this.user.roles.includes('specialist')) {
      const found = await this.api.get('/v1/members/me').catch((error) => (error.status === 404 ? {} : null));
      this.stranger = found !== null && !found.termsAccepted;
      this.member = found?.termsAccepted ? found : null;
      if (this.member) {
        this.#offering.resume();
      }
    }
  }

  #load = async () => {
    try {
      this.items = sorted((await this.api.get('/v1/overdue', {limit: 100})).items);
      this.problem = null;
      this.#connectionIs('live');
      await this.#offering.reload();
      return true;
    } catch (error) {
      this.#connectionIs('offline');
      this.problem = error;
      return false;
    }
  };

  /** While the visitor is online the socket says it. */
  #connectionIs(state) {
    if (!this.#offering.online) {
      this.shell.connection = state;
    }
  }

  #workOn(assignment) {
    location.assign(`/console/#assignment=${assignment.id}`);
  }

  #claim = async (item) => {
    this.claiming = item.requestId;
    try {
      this.#workOn(await this.api.post(`/v1/routes/${item.requestId}/claims`));
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
    show(this.#offering.offers.length, `${free ? `(${free}) ` : ''}Overdue`);
    return html`<div class="stack">
      <div class="row apart"><h1>Overdue</h1>${this.items ? html`<span class="soft" role="status">${free} to take</span>` : nothing}</div>
      ${this.stranger ? html`<p class="note warn">Before you can take work, join the community and accept its terms in <a href="/console/">the console</a>.</p>` : nothing}
      ${this.member ? this.#site() : nothing}
      <cl-unanswered .api=${this.api}></cl-unanswered>
      ${this.problem ? html`<cl-error .error=${this.problem} ?retry=${this.items === null} @retry=${this.#load}></cl-error>` : nothing}
      ${this.items === null
        ? this.problem ? nothing : html`<cl-loading lines="8"></cl-loading>`
        : this.items.length === 0
          ? html`<div class="card"><cl-empty heading="Nothing needs you" text="Questions appear here by themselves when they ask for staff or their time runs out."></cl-empty></div>`
          : html`<ol class="stack">${repeat(this.items, (item) => item.requestId, (item) => html`<li>
              <cl-overdue-item .item=${item} .api=${this.api} ?claimable=${this.user.roles.includes('specialist') && !this.stranger} ?busy=${this.claiming !== ''}
                @claim=${() => this.#claim(item)}></cl-overdue-item></li>`)}</ol>`}
    </div>`;
  }

  /** Presence, and what is offered to this member beside the list. */
  #site() {
    const {online, offers, connection} = this.#offering;
    return html`<section class="row presence" aria-label="Presence">
        <button class="switch" role="switch" aria-checked=${online} @click=${() => (online ? this.#offering.goOffline() : this.#offering.goOnline())}>${online ? 'Online' : 'Offline'}</button>
        <cl-calling></cl-calling>
        <p class="soft grow">${online
          ? offers.length ? '' : connection === 'live' ? 'What is offered to you appears here by itself.' : 'Connecting…'
          : 'Go online to be offered questions here. Being away costs nothing.'}</p>
      </section>
      ${online ? html`<section class="stack tight" aria-labelledby="offers" ?hidden=${offers.length === 0}>
        <h2 id="offers" tabindex="-1">Offers${offers.length ? ` (${offers.length})` : ''}</h2>
        <span class="unseen" aria-live="polite">${offers.length === 0 ? '' : `${offers.length} ${offers.length === 1 ? 'offer' : 'offers'}`}</span>
        <ul class="dock">${repeat(offers, (offer) => offer.id, (offer) => html`<li>
          <cl-offer .offer=${offer} .api=${this.api} .skills=${this.member.skills} ?unpaid=${this.member.tier !== 'COMMUNITY'}
            @accept=${() => this.#offering.accept(offer)} @decline=${() => this.#offering.decline(offer)}
            @over=${() => this.#offering.ended(offer.id, 'EXPIRED')}></cl-offer></li>`)}</ul>
      </section>` : nothing}`;
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
    return html`<article class="card late-item ${item.takenBy ? 'taken' : item.breached ? 'breached' : item.usedShare >= AT_RISK ? '' : 'early'}" aria-labelledby=${name}>
      <div class="row apart top head">
        <div class="stack tight">
          <h2 id=${name}>${item.alias}</h2>
          <div class="row">
            <cl-status value=${item.priority}></cl-status>
            ${item.askedForStaff ? html`<span class="chip accent">asked for staff</span>` : nothing}
            ${item.breached
              ? html`<span class="chip bad">${clockWord(item.clock)} missed</span>`
              : item.usedShare >= AT_RISK ? html`<span class="chip warn">${clockWord(item.clock)} at risk</span>` : nothing}
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
        ${item.askedForStaff ? html`<p class="small">It is not for the community: who sent it, its topic or the customer asked for somebody above it.</p>` : nothing}
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
