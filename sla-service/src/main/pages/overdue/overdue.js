import {html, nothing, poll, repeat, toastError} from '/kit/kit.js';
import {show} from '/kit/calling.js';
import {keysAreOn} from '/kit/keys.js';
import {Offering} from '/kit/offering.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import '/operations/contractor-day.js';
import '/overdue/handing.js';
import '/overdue/item.js';
import {KEYS} from '/overdue/keys.js';
import '/overdue/mentions.js';
import '/overdue/peek.js';

const REFRESH_MILLIS = 2000;

/**
 * The list of what asked for staff and what is late or nearly so, in the service's order: by what is lost by waiting.
 * Specialists and contractors take from it, hand back and over, and look without taking; operators watch it. It can be
 * worked by keys alone, and what has the focus keeps it while the list changes under it. For members it is a site like the console: they are present here, and what is offered to them comes here.
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
    /** the request that keys act on */
    current: {state: true},
    selected: {state: true},
    peeked: {state: true},
    /** what came of the last acts on several: {request, alias, text, tone} */
    outcomes: {state: true},
    keysOn: {state: true},
    /** of a piece, to a contractor */
    price: {state: true},
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
    this.current = '';
    this.selected = new Set();
    this.peeked = '';
    this.outcomes = [];
    this.price = null;
    this.keysOn = keysAreOn();
    addEventListener('keydown', this.#key);
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
    this.peeked = '';
    this.selected = new Set();
  }

  async #lookForMember() {
    if (this.user.roles.includes('specialist')) {
      const found = await this.api.get('/v1/members/me').catch((error) => (error.status === 404 ? {} : null));
      this.stranger = found !== null && !found.termsAccepted;
      this.member = found?.termsAccepted ? found : null;
      if (this.member) {
        this.#offering.resume();
      }
      if (this.member?.tier === 'CONTRACTOR') {
        this.api.get('/v1/pieces/me').then(({price}) => (this.price = price), toastError);
      }
    }
  }

  #load = async () => {
    try {
      this.#itemsAre((await this.api.get('/v1/overdue', {limit: 100})).items);
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

  /** What has gone is selected no more; where the current one was, the next one is. */
  #itemsAre(items) {
    const known = new Set(items.map((each) => each.requestId));
    if (!known.has(this.current)) {
      const at = this.items?.findIndex((each) => each.requestId === this.current) ?? -1;
      const next = this.items?.slice(at + 1).find((each) => known.has(each.requestId)) ?? items.at(at < 0 ? 0 : -1);
      this.current = next?.requestId ?? '';
    }
    if ([...this.selected].some((each) => !known.has(each))) {
      this.selected = new Set([...this.selected].filter((each) => known.has(each)));
    }
    this.items = items;
  }

  /** A node that moves in the list loses the focus, and one that goes takes it along: it is given back. */
  #held = null;

  willUpdate() {
    const focused = document.activeElement;
    const item = focused?.closest?.('cl-overdue-item');
    this.#held = item ? {request: item.item.requestId, control: focused.matches('article') ? '' : focused.name || focused.tagName} : null;
  }

  updated() {
    if (this.#held) {
      this.#keepFocus(this.#held);
    }
  }

  async #keepFocus(held) {
    await this.#element(held.request)?.updateComplete;
    const now = document.activeElement;
    if (!now || now === document.body) {
      const item = this.#element(held.request);
      const control = item && held.control ? [...item.querySelectorAll('button, input, summary, .question')].find((each) => (each.name || each.tagName) === held.control && !each.disabled) : null;
      const heir = control ?? item?.querySelector('article') ?? this.#element(this.current)?.querySelector('article') ?? document.querySelector('main');
      heir.focus({preventScroll: true});
    }
  }

  #element(request) {
    return [...this.querySelectorAll('cl-overdue-item')].find((each) => each.item.requestId === request) ?? null;
  }

  /** While the visitor is online the socket says it. */
  #connectionIs(state) {
    if (!this.#offering.online) {
      this.shell.connection = state;
    }
  }

  #workOn(assignment) {
    location.assign(`/console/#assignment=${assignment.id}`);
  }

  get #mayTake() {
    return this.user.roles.includes('specialist') && !this.stranger;
  }

  #isMine(item) {
    return Boolean(this.member) && item.takenBy?.memberId === this.member.id;
  }

  #item(request) {
    return this.items?.find((each) => each.requestId === request);
  }

  /** One thing on one request, from its buttons, the drawer or a key. */
  #act(what, request) {
    switch (what) {
      case 'claim':
        return this.#claim(request);
      case 'peek':
        this.current = this.#item(request) ? request : this.current;
        this.peeked = request;
        return undefined;
      case 'select':
        return this.#select(request);
      default:
        return this.querySelector('cl-handing').open(what, [request]);
    }
  }

  #select(request) {
    const selected = new Set(this.selected);
    selected.delete(request) || selected.add(request);
    this.selected = selected;
  }

  async #claim(request) {
    this.claiming = request;
    try {
      this.#workOn(await this.api.post(`/v1/routes/${request}/claims`));
      return;
    } catch (error) {
      toastError(error);
      this.#lookForMember();
    }
    this.claiming = '';
    this.#load();
  }

  /** Takes what is selected and free, one after the other; what is refused keeps none of the others. */
  #claimSelected = () => this.#each([...this.selected].filter((request) => !this.#item(request)?.takenBy), async (request) => {
    await this.api.post(`/v1/routes/${request}/claims`);
    return 'taken: it is in your console';
  });

  #handed = async ({detail: {what, requests, memberId, note}}) => {
    this.peeked = '';
    await this.#each(requests, async (request) => {
      if (what === 'hand-over') {
        await this.api.post(`/v1/routes/${request}/hand-over`, {memberId, ...(note ? {note} : {})});
        return 'handed over';
      }
      const work = (await this.api.get('/v1/assignments', {limit: 200})).items.find((each) => each.routeId === request);
      if (!work) {
        throw new Error('you do not have it any more');
      }
      await this.api.post(`/v1/assignments/${work.id}/release`, note ? {note} : {});
      return 'handed back';
    });
  };

  /** Does something for each, and keeps what came of each. */
  async #each(requests, act) {
    this.claiming = requests[0] ?? '';
    this.outcomes = [];
    for (const request of requests) {
      const alias = this.#item(request)?.alias ?? 'a customer';
      const outcome = await act(request).then((text) => ({text, tone: 'good'}), (error) => ({text: error.detail || error.message, tone: 'bad'}));
      this.outcomes = [...this.outcomes, {request, alias, ...outcome}];
    }
    this.selected = new Set();
    this.claiming = '';
    this.#load();
  }

  /** Letters do something while no field, and no dialog but the closer look, has the focus. */
  #key = (event) => {
    const dialogs = [...document.querySelectorAll('dialog[open]')];
    const dialog = dialogs[0];
    const typing = event.target instanceof Element && event.target.closest('input:not([type=checkbox]), textarea, select');
    if (!this.keysOn || !this.items || event.defaultPrevented || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialogs.some((each) => !each.closest('cl-peek'))) {
      return;
    }
    const request = this.peeked || this.current;
    const item = this.#item(request);
    const mine = item && this.#isMine(item);
    const does = {
      j: () => this.#move(1),
      k: () => this.#move(-1),
      c: () => this.#mayTake && (!item || !item.takenBy) && request && this.#act('claim', request),
      r: () => this.#mayTake && this.#handBack(mine ? request : ''),
      h: () => mine && this.#act('hand-over', request),
      x: () => !dialog && this.#mayTake && item && (!item.takenBy || mine) && this.#select(request),
      '?': () => this.querySelector('cl-keys').open(),
      enter: () => event.target instanceof Element && event.target.matches('cl-overdue-item article') && this.#act('peek', request),
    }[event.key.toLowerCase()];
    if (does && does() !== false && event.key !== 'Enter') {
      event.preventDefault();
    }
  };

  /** What is selected and the visitor's, or else the current one. */
  #handBack(request) {
    const selected = [...this.selected].filter((each) => this.#item(each) && this.#isMine(this.#item(each)));
    const requests = selected.length > 0 && !this.peeked ? selected : [request].filter(Boolean);
    return requests.length > 0 && this.querySelector('cl-handing').open('hand-back', requests);
  }

  async #move(by) {
    if (this.items.length === 0) {
      return;
    }
    const at = this.items.findIndex((each) => each.requestId === this.current);
    const here = this.#element(this.current)?.contains(document.activeElement) || this.peeked;
    const next = here ? Math.min(this.items.length - 1, Math.max(0, at + by)) : Math.max(0, at);
    this.current = this.items[next].requestId;
    if (this.peeked) {
      this.peeked = this.current;
      return;
    }
    await this.updateComplete;
    this.#element(this.current)?.querySelector('article')?.focus();
  }

  /** Focus inside an item makes it the one that keys act on. */
  #focused = (event) => {
    const item = event.target.closest('cl-overdue-item');
    if (item) {
      this.current = item.item.requestId;
    }
  };

  #closed = async () => {
    this.peeked = '';
    await this.updateComplete;
    (this.#element(this.current)?.querySelector('article') ?? document.querySelector('main')).focus();
  };

  content() {
    const free = this.items?.filter((item) => !item.takenBy).length ?? 0;
    show(this.#offering.offers.length, `${free ? `(${free}) ` : ''}Overdue`);
    return html`<div class="stack">
      <div class="row apart"><h1>Overdue</h1>${this.items ? html`<span class="soft" role="status">${free} to take</span>` : nothing}</div>
      ${this.stranger ? html`<p class="note warn">Before you can take work, join the community and accept its terms in <a href="/console/">the console</a>.</p>` : nothing}
      ${this.member ? this.#site() : nothing}
      ${this.member && this.member.tier !== 'COMMUNITY' ? html`<cl-mentions .api=${this.api} @look=${(event) => this.#act('peek', event.detail)}></cl-mentions>` : nothing}
      ${this.member?.tier === 'CONTRACTOR' || this.user.roles.includes('operator') ? html`<cl-contractor-day .api=${this.api}></cl-contractor-day>` : nothing}
      <cl-unanswered .api=${this.api}></cl-unanswered>
      ${this.problem ? html`<cl-error .error=${this.problem} ?retry=${this.items === null} @retry=${this.#load}></cl-error>` : nothing}
      ${this.items === null
        ? this.problem ? nothing : html`<cl-loading lines="8"></cl-loading>`
        : this.items.length === 0
          ? html`<div class="card"><cl-empty heading="Nothing needs you" text="Questions appear here by themselves when they ask for staff or their time runs out."></cl-empty></div>`
          : html`
            <p class="hint">What is lost by waiting stands first: free before taken, then by the share of its time that is used, then by priority, then by age.
              <button class="quiet small" @click=${() => this.querySelector('cl-keys').open()}>Keys</button></p>
            ${this.#several()}
            <ol class="stack" @focusin=${this.#focused}>${repeat(this.items, (item) => item.requestId, (item) => html`<li>
              <cl-overdue-item .item=${item} .api=${this.api} .price=${this.price} ?claimable=${this.#mayTake} ?busy=${this.claiming !== ''}
                ?mine=${this.#isMine(item)} ?selected=${this.selected.has(item.requestId)} ?current=${item.requestId === this.current}
                @act=${(event) => this.#act(event.detail, item.requestId)}></cl-overdue-item></li>`)}</ol>`}
      <cl-peek .api=${this.api} request=${this.peeked} ?claimable=${this.#mayTake} member=${this.member?.id ?? ''}
        @closed=${this.#closed} @act=${(event) => this.#act(event.detail, this.peeked)}></cl-peek>
      <cl-handing .api=${this.api} member=${this.member?.id ?? ''} @handed=${this.#handed}></cl-handing>
      <cl-keys .keys=${KEYS} about="They act on the question that has the focus." @switched=${(event) => (this.keysOn = event.detail)}></cl-keys>
    </div>`;
  }

  /** What can be done with several, and what came of it. */
  #several() {
    const chosen = [...this.selected].map((request) => this.#item(request)).filter(Boolean);
    const free = chosen.filter((item) => !item.takenBy);
    const mine = chosen.filter((item) => this.#isMine(item));
    return html`
      <div class="row several" role="group" aria-label="Selected questions" ?hidden=${chosen.length === 0}>
        <span role="status">${chosen.length ? `${chosen.length} selected` : ''}</span>
        ${free.length ? html`<button ?disabled=${this.claiming !== ''} @click=${this.#claimSelected}>Take ${free.length}</button>` : nothing}
        ${mine.length ? html`<button ?disabled=${this.claiming !== ''} @click=${() => this.querySelector('cl-handing').open('hand-back', mine.map((item) => item.requestId))}>Hand ${mine.length} back</button>` : nothing}
        <button class="quiet" @click=${() => (this.selected = new Set())}>Select none</button>
      </div>
      <div role="status">${this.outcomes.length === 0 ? nothing : html`<div class="card plain stack tight">
        <ul class="stack tight">${this.outcomes.map((each) => html`<li class="note ${each.tone}"><b>${each.alias}</b>: ${each.text}</li>`)}</ul>
        <div class="row">${this.outcomes.some((each) => each.text.startsWith('taken')) ? html`<a class="button" href="/console/">Open your console</a>` : nothing}
          <button class="quiet" @click=${() => (this.outcomes = [])}>Dismiss</button></div></div>`}</div>`;
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
          <cl-offer .offer=${offer} .api=${this.api} .price=${this.price} .skills=${this.member.skills} ?unpaid=${this.member.tier !== 'COMMUNITY'}
            @accept=${() => this.#offering.accept(offer)} @decline=${() => this.#offering.decline(offer)}
            @over=${() => this.#offering.ended(offer.id, 'EXPIRED')}></cl-offer></li>`)}</ul>
      </section>` : nothing}`;
  }
}
customElements.define('cl-overdue', Overdue);
