import {Api, PageElement, ago, html, nothing, poll, repeat, toast} from '/kit/kit.js';
import {linked} from '/kit/links.js';

const REFRESH_MILLIS = 2000;
const SUPPORT = 'support@demo.example.org';
const SOMEBODY = 'carol@example.org';
const KEPT = 'crowdline.mail.address';

/** The mailboxes of the local mail server: read and write as any customer. Nobody signs in; it is for this machine. */
class Mail extends PageElement {
  static properties = {
    address: {state: true},
    addresses: {state: true},
    mails: {state: true},
    answering: {state: true},
    problem: {state: true},
    sending: {state: true},
  };

  #api = new Api({headers: async () => ({})});
  #stop;

  constructor() {
    super();
    this.address = sessionStorage.getItem(KEPT) ?? SOMEBODY;
    this.addresses = null;
    this.mails = null;
    this.answering = null;
    this.problem = null;
    this.sending = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.#load, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #load = async () => {
    const {address} = this;
    try {
      const [addresses, mails] = await Promise.all([
        this.#api.get('/mail/addresses'),
        this.#api.get('/mail/messages', {address})]);
      if (address === this.address) {
        this.addresses = addresses.items.map((each) => each.address);
        this.mails = mails.items;
        this.problem = null;
      }
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  render() {
    return html`<div class="stack loose">
      <div class="stack tight"><h1>Mail on this machine</h1>
        <p>Be a customer who writes to <b>${SUPPORT}</b>. Every address has a mailbox here; nothing leaves this machine.</p></div>
      <cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>
      <div class="mail">
        <section class="card stack" aria-labelledby="whose">
          <h2 id="whose">Whose mail</h2>
          <form class="stack tight" @submit=${this.#be}>
            <div class="field"><label for="address">Your address</label>
              <input id="address" name="address" type="email" required maxlength="200" autocomplete="off" .value=${this.address}></div>
            <div><button>Open this mailbox</button></div>
          </form>
          ${this.addresses?.length
            ? html`<ul class="addresses" aria-label="Mailboxes">${repeat(this.addresses, (each) => each, (each) => html`
                <li><button aria-current=${each === this.address ? 'true' : nothing} @click=${() => this.#open(each)}>${each}</button></li>`)}</ul>`
            : nothing}
        </section>
        <div class="stack">
          ${this.answering ? nothing : this.#new()}
          <section class="card stack" aria-labelledby="mails">
            <h2 id="mails" tabindex="-1">${this.address}</h2>
            ${this.mails === null ? (this.problem ? nothing : html`<cl-loading lines="4"></cl-loading>`) : this.#threads()}
          </section>
        </div>
      </div>
    </div>`;
  }

  #new() {
    return html`<section class="card stack" aria-labelledby="write">
      <h2 id="write">Write a mail</h2>
      <form class="stack tight" @submit=${this.#write}>
        <div class="field"><label for="to">To</label><input id="to" name="to" type="email" required maxlength="200" value=${SUPPORT}></div>
        <div class="field"><label for="subject">Subject</label><input id="subject" name="subject" maxlength="200"></div>
        <div class="field"><label for="text">Text</label><textarea id="text" name="text" required maxlength="8000" dir="auto"></textarea></div>
        <div><button class="first" ?disabled=${this.sending}>Send</button></div>
      </form>
    </section>`;
  }

  #threads() {
    if (this.mails.length === 0) {
      return html`<cl-empty heading="No mail yet" text="What this address writes and gets stands here."></cl-empty>`;
    }
    const threads = [...Map.groupBy(this.mails, (mail) => mail.thread)].reverse();
    return repeat(threads, ([id]) => id, ([id, mails]) => html`<section class="thread stack" aria-label=${mails[0].subject || 'No subject'}>
      <h3>${mails[0].subject || 'No subject'}</h3>
      <ol class="conversation">${repeat(mails, (mail) => mail.id, (mail) => html`<li class="bubble ${this.#isMine(mail) ? 'mine' : ''}">
        <div class="said-by"><b>${this.#isMine(mail) ? 'You' : mail.name}</b><span>${mail.subject}</span><span>${ago(mail.at)}</span></div>
        <div class="said" dir="auto">${linked(mail.text)}</div></li>`)}</ol>
      ${this.answering === id ? this.#reply(mails) : html`<div><button @click=${() => this.#answer(id)}>Reply<span class="unseen"> to ${mails[0].subject}</span></button></div>`}
    </section>`);
  }

  #isMine(mail) {
    return mail.from === this.address;
  }

  #reply(mails) {
    const last = mails.findLast((mail) => !this.#isMine(mail)) ?? mails.at(-1);
    return html`<form class="stack tight" @submit=${(event) => this.#send(event, {
        to: last.from, subject: `Re: ${mails[0].subject.replace(/^(re: ?)+/i, '')}`, inReplyTo: last.id})}>
      <div class="field"><label for="reply">Your reply</label><textarea id="reply" name="text" required maxlength="8000" dir="auto"></textarea></div>
      <div class="row"><button class="first" ?disabled=${this.sending}>Send the reply</button>
        <button type="button" class="quiet" @click=${() => (this.answering = null)}>Not now</button></div>
    </form>`;
  }

  async #answer(id) {
    this.answering = id;
    await this.updateComplete;
    this.querySelector('#reply')?.focus();
  }

  #be = (event) => {
    event.preventDefault();
    this.#open(event.target.elements.address.value.trim().toLowerCase());
  };

  #open(address) {
    this.address = address;
    this.mails = null;
    this.answering = null;
    sessionStorage.setItem(KEPT, address);
    this.#load();
    this.querySelector('#mails').focus();
  }

  #write = (event) => {
    event.preventDefault();
    const {to, subject} = event.target.elements;
    this.#send(event, {to: to.value.trim(), subject: subject.value.trim()});
  };

  async #send(event, where) {
    event.preventDefault();
    const field = event.target.elements.text;
    this.sending = true;
    try {
      await this.#api.post('/mail/messages', {from: this.address, text: field.value.trim(), ...where});
      event.target.reset();
      this.answering = null;
      toast('The mail was sent.', 'good');
      await this.#load();
    } catch (error) {
      this.problem = error;
    }
    this.sending = false;
  }
}
customElements.define('cl-mail', Mail);
