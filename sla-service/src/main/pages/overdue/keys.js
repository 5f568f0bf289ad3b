import {PageElement, html, repeat} from '/kit/kit.js';

const OFF = 'crowdline.desk-keys-off';

export const KEYS = [
  ['J', 'next question'],
  ['K', 'question before'],
  ['Enter', 'look closer, without taking it'],
  ['C', 'take it'],
  ['R', 'hand back what is yours'],
  ['H', 'hand over what is yours'],
  ['X', 'select or not, for several at once'],
  ['?', 'this list'],
];

/** Whether single letters do something here: who speaks to a computer may not want it. */
export function keysAreOn() {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

/** The keys of the page, and a switch for them. */
class Keys extends PageElement {
  static properties = {on: {state: true}};

  constructor() {
    super();
    this.on = keysAreOn();
  }

  open() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog aria-labelledby="keys"><div class="stack">
      <h2 id="keys">Keys</h2>
      <dl class="facts">${repeat(KEYS, ([key]) => key, ([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
      <p class="hint">They act on the question that has the focus, and are off inside fields.</p>
      <label class="check"><input type="checkbox" .checked=${this.on} @change=${this.#flip}><span>Use these keys</span></label>
      <div><button @click=${() => this.querySelector('dialog').close()}>Close</button></div>
    </div></dialog>`;
  }

  #flip = (event) => {
    this.on = event.target.checked;
    try {
      this.on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1');
    } catch {
      // It holds as long as this page.
    }
    this.dispatchEvent(new CustomEvent('switched', {detail: this.on}));
  };
}
customElements.define('cl-keys', Keys);
