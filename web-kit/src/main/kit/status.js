import {html} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';
import {priorityWord, statusWord, tone} from '/kit/words.js';

/** A chip for a state or priority: a word first, the colour only supports it. */
export class Status extends PageElement {
  static properties = {value: {}, text: {}};

  render() {
    const words = ['URGENT', 'HIGH', 'NORMAL', 'LOW'].includes(this.value) ? priorityWord : statusWord;
    return html`<span class="chip ${tone(this.value)}">${this.text ?? words(this.value)}</span>`;
  }
}
customElements.define('cl-status', Status);
