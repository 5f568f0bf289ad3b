import {PageElement, html, nothing, toast} from '/kit/kit.js';

const SECURITY = [['TLS', 'TLS'], ['STARTTLS', 'STARTTLS'], ['NONE', 'none']];
const SERVERS = [
  {part: 'incoming', legend: 'Incoming (IMAP)', port: 993},
  {part: 'outgoing', legend: 'Outgoing (SMTP)', port: 465},
];

/** The settings of a mailbox, new or not. Fires `saved` and `cancelled`. */
class Editor extends PageElement {
  static properties = {
    api: {attribute: false},
    /** null for a new one */
    account: {attribute: false},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.account = null;
    this.problem = null;
    this.busy = false;
  }

  get #prefix() {
    return this.account?.id ?? 'new';
  }

  render() {
    const email = this.account?.email;
    const id = (name) => `${this.#prefix}-${name}`;
    return html`<form class="stack" @submit=${this.#save}>
      <div class="two stack tight">
        <div class="field"><label for=${id('name')}>Name</label>
          <input id=${id('name')} name="name" required maxlength="60" .value=${this.account?.name ?? 'Support'}></div>
        <div class="field"><label for=${id('language')}>Language of what is asked there</label>
          <input id=${id('language')} name="language" required maxlength="35" autocapitalize="none" spellcheck="false" .value=${this.account?.language ?? 'en'}></div>
        ${this.account ? nothing : html`<div class="field"><label for=${id('address')}>Address</label>
          <input id=${id('address')} name="address" type="email" required maxlength="216" autocomplete="off" aria-describedby=${id('address-hint')}>
          <span class="hint" id=${id('address-hint')}>At most 25 characters before the @</span></div>`}
        <div class="field"><label for=${id('user')}>User of both servers</label>
          <input id=${id('user')} name="user" ?required=${this.account !== null} maxlength="254" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby=${id('user-hint')} .value=${email?.user ?? ''}>
          ${this.account ? nothing : html`<span class="hint" id=${id('user-hint')}>The address, when left empty</span>`}</div>
        <div class="field"><label for=${id('password')}>Password</label>
          <input id=${id('password')} name="password" type="password" ?required=${this.account === null} maxlength="500" autocomplete="new-password" aria-describedby=${id('password-hint')}>
          <span class="hint" id=${id('password-hint')}>${this.account ? 'Needed again only when the user or a server changes' : 'Stored encrypted, and never shown again'}</span></div>
      </div>
      <div class="servers">${SERVERS.map((server) => this.#server(server, email?.[server.part]))}</div>
      <label class="check"><input type="checkbox" name="plusAddressing" .checked=${email?.plusAddressing ?? true}>
        <span>The server delivers name+anything@… to name@…, so that replies of people in copy join the conversation</span></label>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>${this.account ? 'Save' : 'Connect'}</button>
        <button type="button" class="quiet" @click=${() => this.dispatchEvent(new Event('cancelled'))}>Not now</button></div>
    </form>`;
  }

  #server({part, legend, port}, standing) {
    const id = (name) => `${this.#prefix}-${part}-${name}`;
    return html`<fieldset><legend>${legend}</legend><div class="server">
      <div class="field"><label for=${id('host')}>Host</label>
        <input id=${id('host')} name="${part}Host" required maxlength="251" autocomplete="off" autocapitalize="none" spellcheck="false" .value=${standing?.host ?? ''}></div>
      <div class="field"><label for=${id('port')}>Port</label>
        <input id=${id('port')} name="${part}Port" type="number" min="1" max="65535" required inputmode="numeric" .value=${String(standing?.port ?? port)}></div>
      <div class="field"><label for=${id('security')}>Security</label>
        <select id=${id('security')} name="${part}Security">${SECURITY.map(([value, word]) => html`
          <option value=${value} ?selected=${value === (standing?.security ?? 'TLS')}>${word}</option>`)}</select></div>
    </div></fieldset>`;
  }

  #save = async (event) => {
    event.preventDefault();
    const field = (name) => event.target.elements[name].value.trim();
    const server = (part) => ({host: field(`${part}Host`), port: Number(field(`${part}Port`)), security: field(`${part}Security`)});
    const email = {
      ...(this.account ? {} : {address: field('address')}),
      ...(field('user') ? {user: field('user')} : {}),
      ...(event.target.elements.password.value ? {password: event.target.elements.password.value} : {}),
      incoming: server('incoming'),
      outgoing: server('outgoing'),
      plusAddressing: event.target.elements.plusAddressing.checked,
    };
    const body = {name: field('name'), language: field('language'), enabled: this.account?.enabled ?? true, email};
    this.busy = true;
    this.problem = null;
    try {
      if (this.account) {
        await this.api.put(`/v1/channels/${this.account.id}`, body, {version: this.account.version});
      } else {
        await this.api.post('/v1/channels', body);
      }
      toast(this.account ? `${body.name} was changed.` : `${body.name} is connected.`, 'good');
      this.dispatchEvent(new Event('saved'));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-channel-editor', Editor);
