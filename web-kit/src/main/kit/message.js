import {html, nothing} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';
import {clockTime} from '/kit/time.js';
import {speaker} from '/kit/words.js';

/** One message of a conversation. Who speaks is always said in words: customer, community, contractor, specialist, machine. */
export class Message extends PageElement {
  static properties = {
    message: {attribute: false},
    /** customer or member: whose page this is */
    viewer: {},
    language: {},
  };

  render() {
    const {message, viewer} = this;
    const {name, what} = speaker(message, viewer);
    const mine = message.author === (viewer === 'customer' ? 'CUSTOMER' : 'MEMBER');
    const shape = message.author === 'SYSTEM' ? 'machine' : [mine ? 'mine' : '', message.kind === 'ANSWER' ? 'answer' : ''].join(' ');
    return html`
      <div class="bubble ${shape}">
        <div class="said-by">
          <span><b>${name}</b>${what ? html`, ${what}` : nothing}</span>
          ${message.kind === 'ANSWER' ? html`<span class="chip good">Answer</span>` : nothing}
          ${message.asksCustomer ? html`<span class="chip warn">${viewer === 'customer' ? 'Asks you' : 'Asks the customer'}</span>` : nothing}
          ${message.at ? html`<time datetime=${message.at} title=${new Date(message.at).toLocaleString()}>${clockTime(message.at)}</time>` : nothing}
        </div>
        <p class="said" dir="auto" lang=${this.language || nothing}>${message.text}</p>
      </div>`;
  }
}
customElements.define('cl-message', Message);
