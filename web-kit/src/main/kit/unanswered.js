import {html, nothing} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';
import {clockTime} from '/kit/time.js';

/** Says that what was sent is not answered yet, and until when it is repeated. Nothing while everything is answered. */
export class Unanswered extends PageElement {
  static properties = {api: {attribute: false}};

  #heard = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.api?.addEventListener('waiting', this.#heard);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.api?.removeEventListener('waiting', this.#heard);
  }

  willUpdate(changed) {
    if (changed.has('api')) {
      changed.get('api')?.removeEventListener('waiting', this.#heard);
      this.api?.addEventListener('waiting', this.#heard);
    }
  }

  render() {
    const {waiting = []} = this.api ?? {};
    const until = Math.max(...waiting.map((each) => each.until));
    return html`<div role="status">${waiting.length
      ? html`<p class="note warn">The server does not answer. What you sent is kept and sent again until
          ${clockTime(new Date(until).toISOString())}, also after a reload of this page.</p>`
      : nothing}</div>`;
  }
}
customElements.define('cl-unanswered', Unanswered);
