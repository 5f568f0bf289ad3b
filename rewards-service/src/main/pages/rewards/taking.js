import {PageElement, html, nothing, points, toast} from '/kit/kit.js';

/** Asks once more before points are spent, and shows what they bought. Fires `taken`. */
class Taking extends PageElement {
  static properties = {
    api: {attribute: false},
    item: {state: true},
    balance: {state: true},
    result: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.item = null;
    this.balance = 0;
    this.result = null;
    this.busy = false;
    this.problem = null;
  }

  async ask(item, balance) {
    this.#clear();
    this.item = item;
    this.balance = balance;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #close = () => this.querySelector('dialog').close();

  #take = async () => {
    this.busy = true;
    this.problem = null;
    try {
      this.result = await this.api.post('/v1/redemptions', {itemId: this.item.id, price: this.item.price});
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
    this.dispatchEvent(new Event('taken'));
  };

  #copy = async () => {
    try {
      await navigator.clipboard.writeText(this.result.code);
      toast('The code is copied.', 'good');
    } catch {
      toast('Copying is not allowed here; select the code instead.', 'warn');
    }
  };

  render() {
    return html`<dialog aria-labelledby="taking" @close=${() => this.#clear()}>${this.item ? (this.result ? this.#done() : this.#question()) : nothing}</dialog>`;
  }

  #question() {
    const {item, balance} = this;
    return html`<div class="stack">
      <h2 id="taking" dir="auto">Take “${item.name}”?</h2>
      <p>It takes ${points(item.price)}. You have ${points(balance)}, and ${points(balance - item.price)} after it.</p>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy} @click=${this.#take}>Take it for ${points(item.price)}</button><button @click=${this.#close}>Back</button></div>
    </div>`;
  }

  #done() {
    const {redemption, code} = this.result;
    return html`<div class="stack" role="status">
      <h2 id="taking" dir="auto">${redemption.state === 'REFUNDED' ? 'Your points are back' : `“${redemption.item}” is yours`}</h2>
      ${code
        ? html`<p>This is its code:</p><code class="secret">${code}</code>
          <p class="hint">It is shown this once. You can have it shown again under “What you took”; that is written down.</p>
          <div class="row"><button class="first" @click=${this.#close}>I have it</button><button @click=${this.#copy}>Copy</button></div>`
        : html`<p>${{
            RESERVED: 'It is on its way; your points are set aside. It appears under “What you took”.',
            FULFILLED: redemption.hasCode ? 'Its code is under “What you took”.' : 'It was handed out; there is no code to keep.',
            REFUNDED: 'It could not be handed out. Nothing was spent.',
          }[redemption.state] ?? 'Look under “What you took”.'}</p>
          <div><button class="first" @click=${this.#close}>Close</button></div>`}
    </div>`;
  }
}
customElements.define('cl-taking', Taking);
