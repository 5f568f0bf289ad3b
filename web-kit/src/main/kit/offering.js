import {call} from '/kit/calling.js';
import {Latest, NoAnswer, Stream} from '/kit/stream.js';
import {now} from '/kit/time.js';
import {toast, toastError} from '/kit/toast.js';
import {priorityWord} from '/kit/words.js';
import '/kit/offer.js';

const ONLINE = 'crowdline.online';
const OVER = {
  WITHDRAWN: 'Somebody else has taken it, or it is not wanted any more.',
  EXPIRED: 'The offer ran out. No harm done: the next one comes all the same.',
};

/** What a service says of a thing, as a sentence of its own. */
const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

/**
 * A member's presence on a page that is a site, and the offers that are pushed there; a controller of the page's element,
 * which is drawn anew when something changes. Whoever was online on one page of a browser is online on the next.
 */
export class Offering {
  online = false;
  /** of the socket: connecting, live, offline, refused */
  connection = 'offline';
  offers = [];
  #page;
  #told;
  #news = new Latest();
  #stream;

  /**
   * @param page a signed-in page
   * @param site its name as a site
   * @param told what else is to be done: `heard` any other message, `refused` by the services, `live` anew, `accepted` with
   *     the assignment, `gone` an offer that had the keyboard; and `unpaid`, whether its member earns no points
   */
  constructor(page, site, told) {
    this.#page = page;
    this.#told = {heard() {}, refused() {}, live() {}, accepted() {}, unpaid: () => false, gone() {}, ...told};
    this.#stream = new Stream({
      site,
      ticket: async () => (await page.api.post('/v1/stream/tickets', {}, {until: 0})).ticket,
      token: () => page.signIn.token(),
    });
    this.#stream.addEventListener('state', () => this.#connectionIs(this.#stream.state));
    this.#stream.addEventListener('heard', (event) => this.#heard(event.detail));
    this.#stream.addEventListener('refused', (event) => this.#refused(event.detail));
    page.signIn.addEventListener('renewed', () => this.#stream.renew().catch(() => {}));
    addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.offers.forEach((offer) => this.#shown(offer)));
  }

  /** Goes online if this browser was when it was closed. */
  resume() {
    if (localStorage.getItem(ONLINE) === 'yes') {
      this.goOnline();
    }
  }

  goOnline() {
    this.online = true;
    localStorage.setItem(ONLINE, 'yes');
    this.#stream.open();
    this.#page.requestUpdate();
  }

  goOffline() {
    localStorage.setItem(ONLINE, 'no');
    this.close();
  }

  /** Ends it here, and remembers the choice. */
  close() {
    this.online = false;
    this.#stream.close();
    this.#are([]);
  }

  /** What the socket may not have brought. */
  async reload() {
    if (!this.online) {
      return;
    }
    const askedAt = Date.now();
    const {items} = await this.#page.api.get('/v1/offers');
    items.forEach((offer) => this.#offered(offer));
    const live = new Set(items.map((offer) => offer.id));
    // One that came by the socket since the question may be younger than the list.
    this.#are(this.offers.filter((offer) => live.has(offer.id) || offer.heardAt >= askedAt - 1000));
  }

  accept = async (offer) => {
    const result = await this.#decide(offer, 'accept');
    if (result) {
      this.ended(offer.id, 'ACCEPTED');
      this.#told.accepted(result);
    }
  };

  decline = async (offer) => {
    if (await this.#decide(offer, 'decline')) {
      this.ended(offer.id, 'DECLINED');
    }
  };

  /** An offer is over, here or elsewhere. */
  ended(id, state, reason) {
    const ended = this.offers.find((offer) => offer.id === id);
    const hadFocus = this.#page.querySelector(`#offer-${CSS.escape(id)}`)?.contains(document.activeElement);
    this.#news.end(id);
    if (!ended) {
      return;
    }
    this.#are(this.offers.filter((offer) => offer !== ended));
    if (OVER[state] && !ended.deciding) {
      toast(state === 'WITHDRAWN' && reason ? sentence(reason) : OVER[state]);
    }
    if (hadFocus) {
      this.#told.gone();
    }
  }

  #are(offers) {
    this.offers = offers;
    this.#page.requestUpdate();
  }

  #connectionIs(state) {
    this.connection = state;
    this.#page.shell.connection = this.online ? (state === 'refused' ? 'offline' : state) : '';
    if (state === 'live') {
      this.#told.live();
    } else {
      // Without the socket nobody would tell that an offer is gone, so none stays on screen.
      this.offers = [];
      this.#news = new Latest();
    }
    this.#page.requestUpdate();
  }

  #refused(problem) {
    this.online = false;
    if (problem) {
      toastError(problem);
    }
    this.#told.refused();
    this.#page.requestUpdate();
  }

  #heard(message) {
    if (message.type === 'offer') {
      this.#offered(message.offer);
    } else if (message.type === 'offer-ended') {
      this.ended(message.offerId, message.state, message.reason);
    } else {
      this.#told.heard(message);
    }
  }

  #offered(offer) {
    if (offer.state !== 'OFFERED' || Date.parse(offer.deadline) <= now() || !this.#news.isNews(offer.id, offer.version ?? 1)) {
      return;
    }
    const known = this.offers.find((each) => each.id === offer.id);
    const heard = {...offer, heardAt: Date.now(), deciding: known?.deciding};
    // A card never moves under the finger that is about to press it: new ones come last.
    this.#are(known ? this.offers.map((each) => (each.id === offer.id ? heard : each)) : [...this.offers, heard]);
    this.#shown(offer);
    if (known && known.priority !== offer.priority) {
      toast(`The question of ${offer.customerAlias ?? 'a customer'} is ${priorityWord(offer.priority)} now.`);
    }
    if (!known) {
      call({
        title: 'A question for you',
        body: this.#told.unpaid() ? 'Open for a short time.' : `+${offer.reward} points, open for a short time.`,
        tag: offer.id,
        until: offer.deadline,
      });
      this.#lookAt(offer);
    }
  }

  /** Only what is on a visible page counts as shown. */
  #shown(offer) {
    if (document.visibilityState === 'visible') {
      this.#stream.tell({type: 'shown', offerId: offer.id, version: offer.version ?? 1});
    }
  }

  /** The keyboard goes to a new offer, unless it is busy elsewhere. */
  async #lookAt(offer) {
    await this.#page.updateComplete;
    const {activeElement} = document;
    if (activeElement === document.body || activeElement?.matches('main, .switch, #offers')) {
      this.#page.querySelector(`#offer-${CSS.escape(offer.id)}`)?.focus({preventScroll: true});
    }
  }

  /** By the socket; by REST when it gives no answer. Twice is once: the services see to that. */
  async #decide(offer, what) {
    this.#deciding(offer, true);
    try {
      const result = await this.#stream.ask({type: what, offerId: offer.id});
      if (result.status < 400) {
        return result.body ?? true;
      }
      throw {...result.problem, status: result.status};
    } catch (error) {
      if (error instanceof NoAnswer) {
        try {
          return await this.#page.api.post(`/v1/offers/${offer.id}/${what}`, {}, {until: Date.parse(offer.deadline) + 5000});
        } catch (again) {
          return this.#notDecided(offer, again);
        }
      }
      return this.#notDecided(offer, error);
    }
  }

  #notDecided(offer, error) {
    this.#deciding(offer, false);
    const is = (kind) => String(error.type ?? error.kind).endsWith(kind);
    if ([404, 409, 410].includes(error.status) && !is('no-capacity')) {
      this.ended(offer.id, 'DECIDED');
      toast(error.status === 410 ? OVER.EXPIRED : is('already-taken') ? error.title : OVER.WITHDRAWN);
    } else {
      toastError(error);
    }
    return null;
  }

  #deciding(offer, deciding) {
    this.#are(this.offers.map((each) => (each.id === offer.id ? {...each, deciding} : each)));
  }
}
