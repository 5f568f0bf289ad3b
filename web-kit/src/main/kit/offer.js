import {PageElement, html, languageName, money, nothing, points, skillName, tierWord} from '/kit/kit.js';
import '/kit/why.js';

/** One offer. Fires `accept`, `decline`, and `over` when its time has run out. A and D act on it while it has the focus. */
class Offer extends PageElement {
  static properties = {
    offer: {attribute: false},
    api: {attribute: false},
    /** the member's own, to stand beside what is needed */
    skills: {attribute: false},
    /** its member earns no points */
    unpaid: {type: Boolean},
    /** {cents, currency} that its member is paid for it, or nothing */
    price: {attribute: false},
  };

  render() {
    const {offer} = this;
    const name = `offer-${offer.id}`;
    return html`
      <article class="card offer" id=${name} tabindex="0" aria-labelledby="${name}-name" @keydown=${this.#key}>
        <div class="row apart top head">
          <div class="stack tight">
            <h3 id="${name}-name" class="reward">${this.unpaid ? `Question of ${offer.customerAlias ?? 'a customer'}` : `+${points(offer.reward)}`}</h3>
            <div class="row">
              ${this.price ? html`<span class="chip good">pays ${money(this.price.cents, this.price.currency)}</span>` : nothing}
              ${offer.priority === 'NORMAL' ? nothing : html`<cl-status value=${offer.priority}></cl-status>`}
              ${offer.round > 1 ? html`<span class="chip warn">round ${offer.round}: an answer did not solve it</span>` : nothing}
              ${offer.minimumTier && offer.minimumTier !== 'COMMUNITY' ? html`<span class="chip accent">for a ${tierWord(offer.minimumTier)}</span>` : nothing}
            </div>
          </div>
          <cl-countdown label="Open for" .from=${offer.offeredAt} .until=${offer.deadline} @over=${this.#over}></cl-countdown>
        </div>
        <div class="question" tabindex="0" role="group" aria-label="Question">
          <p class="said" dir="auto" lang=${offer.language || nothing}>${offer.text}</p>
        </div>
        <p class="hint">From ${offer.customerAlias ?? 'a customer'}${offer.language ? html`, in ${languageName(offer.language)}` : nothing}.
          ${offer.needs?.length ? html`Needs ${offer.needs.map((need, index) => html`${index ? ', ' : ''}<b>${skillName(need.skill)}</b> ${need.level}${this.#mine(need)}`)}.` : nothing}</p>
        <div class="row actions">
          <button class="first" ?disabled=${offer.deciding} @click=${() => this.#say('accept')}>Accept <kbd aria-hidden="true">A</kbd></button>
          <button ?disabled=${offer.deciding} @click=${() => this.#say('decline')}>Decline <kbd aria-hidden="true">D</kbd></button>
        </div>
        <cl-why .api=${this.api} offer=${offer.id}></cl-why>
      </article>`;
  }

  #mine(need) {
    const own = this.skills?.find((each) => each.skill === need.skill);
    return own ? html` (you have ${own.level})` : nothing;
  }

  #say(what) {
    if (!this.offer.deciding) {
      this.dispatchEvent(new Event(what));
    }
  }

  #over = (event) => {
    event.stopPropagation();
    this.dispatchEvent(new Event('over'));
  };

  // The offer that has the focus; the console takes the same letters for the first offer wherever no field has it.
  #key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
      return;
    }
    const what = {a: 'accept', d: 'decline'}[event.key.toLowerCase()];
    if (what) {
      event.preventDefault();
      this.#say(what);
    }
  };
}
customElements.define('cl-offer', Offer);
