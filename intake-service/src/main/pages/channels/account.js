import {PageElement, ago, html, nothing, toast} from '/kit/kit.js';
import '/channels/editor.js';

/** One mailbox: how it does, a test, and its settings. Fires `changed`. */
class Channel extends PageElement {
  static properties = {
    api: {attribute: false},
    account: {attribute: false},
    tested: {state: true},
    editing: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.tested = null;
    this.editing = false;
    this.problem = null;
    this.busy = false;
  }

  render() {
    const {id, name, enabled, email} = this.account;
    return html`<article class="card plain stack tight" aria-labelledby="channel-${id}">
      <div class="row apart"><h3 id="channel-${id}">${name}</h3>${this.#health()}</div>
      <p>${email.address}</p>
      ${enabled && this.account.problem ? html`<p class="note bad">${this.account.problem}, since ${ago(this.account.problemAt)}. It is tried again by itself.</p>` : nothing}
      <div role="status">${this.tested ? this.#result() : nothing}</div>
      <cl-error .error=${this.problem}></cl-error>
      ${this.editing
        ? html`<cl-channel-editor .api=${this.api} .account=${this.account} @saved=${this.#saved} @cancelled=${() => this.#edit(false)}></cl-channel-editor>`
        : html`<div class="row">
            <button ?disabled=${this.busy} @click=${this.#test}>Test<span class="unseen"> ${name}</span></button>
            <button class="change" ?disabled=${this.busy} @click=${() => this.#edit(true)}>Change<span class="unseen"> ${name}</span></button>
            <button class=${enabled ? 'bad' : ''} ?disabled=${this.busy} @click=${this.#toggle}>${enabled ? 'Disable' : 'Enable'}<span class="unseen"> ${name}</span></button>
          </div>`}
    </article>`;
  }

  #health() {
    const {enabled, problem, heardAt} = this.account;
    const [word, tone] = !enabled ? ['disabled', ''] : problem ? ['cannot be read', 'bad'] : heardAt ? ['being read', 'good'] : ['connecting', 'warn'];
    return html`<span class="chip ${tone}">${word}</span>`;
  }

  #result() {
    const {works, incoming, outgoing} = this.tested;
    return works
      ? html`<p class="note good">Both servers let it in. Nothing was sent.</p>`
      : html`<div class="note bad stack tight">${incoming ? html`<p>Incoming: ${incoming}</p>` : html`<p>Incoming works.</p>`}${outgoing ? html`<p>Outgoing: ${outgoing}</p>` : html`<p>Outgoing works.</p>`}</div>`;
  }

  #test = async () => {
    this.busy = true;
    this.problem = null;
    this.tested = null;
    try {
      this.tested = await this.api.post(`/v1/channels/${this.account.id}/test`);
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  #toggle = async () => {
    const {id, name, language, enabled, email, version} = this.account;
    if (enabled && !confirm(`Disable ${name}? What customers write to ${email.address} stays in the mailbox until it is enabled, and what helpers say waits.`)) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const {address, ...reached} = email;
      await this.api.put(`/v1/channels/${id}`, {name, language, enabled: !enabled, email: reached}, {version});
      toast(enabled ? `${name} is disabled.` : `${name} is enabled.`);
      this.dispatchEvent(new Event('changed'));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };

  async #edit(editing) {
    this.editing = editing;
    await this.updateComplete;
    this.querySelector(editing ? 'input' : '.change')?.focus();
  }

  #saved = async () => {
    this.tested = null;
    this.dispatchEvent(new Event('changed'));
    await this.#edit(false);
  };
}
customElements.define('cl-channel', Channel);
