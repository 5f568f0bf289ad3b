import {html, repeat} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';

const SHOWN_MILLIS = 7000;
const MOST = 4;

/** Short notices in the corner. They go by themselves unless the pointer or the keyboard is on them. */
export class Toasts extends PageElement {
  static properties = {items: {state: true}};
  #next = 1;

  constructor() {
    super();
    this.items = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', 'Notices');
  }

  show(text, tone = '') {
    const item = {id: this.#next++, text, tone};
    this.items = [...this.items.slice(1 - MOST), item];
    this.#goLater(item);
  }

  #goLater(item) {
    item.timer = setTimeout(() => this.#gone(item), SHOWN_MILLIS);
  }

  #gone(item) {
    this.items = this.items.filter((each) => each !== item);
  }

  render() {
    return html`<div class="stack tight" aria-live="polite">${repeat(this.items, (item) => item.id, (item) => html`
      <div class="toast ${item.tone}"
          @pointerenter=${() => clearTimeout(item.timer)} @focusin=${() => clearTimeout(item.timer)}
          @pointerleave=${() => this.#goLater(item)} @focusout=${() => this.#goLater(item)}>
        <p>${item.text}</p>
        <button class="quiet icon" aria-label="Dismiss" @click=${() => this.#gone(item)}>✕</button>
      </div>`)}</div>`;
  }
}
customElements.define('cl-toasts', Toasts);

/** Shows a notice on this page; tone is good, warn, bad or nothing. */
export const toast = (text, tone) => document.querySelector('cl-toasts')?.show(text, tone);

/** A refusal as a notice. */
export const toastError = (error) =>
  toast([error.title, error.detail ?? error.message].filter(Boolean).join(': ') || String(error), 'bad');
