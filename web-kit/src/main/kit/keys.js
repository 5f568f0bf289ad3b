import {PageElement} from '/kit/element.js';
import {html, repeat} from '/kit/lit.js';

const OFF = 'crowdline.desk-keys-off';

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
  static properties = {
    /** [key, what it does], each in words */
    keys: {attribute: false},
    /** what they act on */
    about: {},
    on: {state: true},
  };

  constructor() {
    super();
    this.keys = [];
    this.about = '';
    this.on = keysAreOn();
  }

  open() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog aria-labelledby="keys"><div class="stack">
      <h2 id="keys">Keys</h2>
      <dl class="facts">${repeat(this.keys, ([key]) => key, ([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
      <p class="hint">${this.about} They are off inside fields.</p>
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
