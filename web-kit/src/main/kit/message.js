import {html, nothing} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';
import {linked} from '/kit/links.js';
import {clockTime} from '/kit/time.js';
import {speaker} from '/kit/words.js';

const CHIPS = {answer: 'Answer', asks: 'Asks you'};

/** One message of a conversation. Who speaks is always said in words: customer, community, contractor, specialist, machine. */
export class Message extends PageElement {
  static properties = {
    message: {attribute: false},
    /** customer or member: whose page this is */
    viewer: {},
    language: {},
    /** {you, staff, machine, tiers, answer, asks} where the page speaks another language than English */
    words: {attribute: false},
    /** how that language writes a time */
    time: {attribute: false},
  };

  #speaker() {
    const {message, words} = this;
    if (!words) {
      return speaker(message, this.viewer);
    }
    switch (message.author) {
      case 'CUSTOMER':
        return {name: words.you, what: ''};
      case 'MEMBER':
        return {name: message.alias ?? '', what: words.tiers[message.tier ?? 'COMMUNITY']};
      case 'STAFF':
        return {name: words.staff, what: ''};
      default:
        return {name: 'Crowdline', what: words.machine};
    }
  }

  render() {
    const {message, viewer} = this;
    const {name, what} = this.#speaker();
    const {answer, asks} = this.words ?? CHIPS;
    const time = this.time ?? clockTime;
    const mine = message.author === (viewer === 'customer' ? 'CUSTOMER' : 'MEMBER');
    const shape = message.author === 'SYSTEM' ? 'machine' : [mine ? 'mine' : '', message.kind === 'ANSWER' ? 'answer' : ''].join(' ');
    return html`
      <div class="bubble ${shape}">
        <div class="said-by">
          <span><b>${name}</b>${what ? html`, ${what}` : nothing}</span>
          ${message.kind === 'ANSWER' ? html`<span class="chip good">${answer}</span>` : nothing}
          ${message.asksCustomer ? html`<span class="chip warn">${viewer === 'customer' ? asks : 'Asks the customer'}</span>` : nothing}
          ${message.at ? html`<time datetime=${message.at} title=${new Date(message.at).toLocaleString()}>${time(message.at)}</time>` : nothing}
        </div>
        <p class="said" dir="auto" lang=${this.language || nothing}>${linked(message.text)}</p>
      </div>`;
  }
}
customElements.define('cl-message', Message);
