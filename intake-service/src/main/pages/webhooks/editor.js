import {PageElement, html, nothing, toast} from '/kit/kit.js';
import {short} from '/webhooks/words.js';

/** What a program is told, and where. Fires `saved` with what was answered, and `cancelled`. */
class Editor extends PageElement {
  static properties = {
    api: {attribute: false},
    types: {attribute: false},
    /** null for a new one */
    hook: {attribute: false},
    some: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.hook = null;
    this.some = null;
    this.problem = null;
    this.busy = false;
  }

  get #isSome() {
    return this.some ?? Boolean(this.hook?.types.length);
  }

  render() {
    const id = (name) => `${this.hook?.id ?? 'new'}-${name}`;
    return html`<form class="stack" @submit=${this.#save}>
      <div class="two stack tight">
        <div class="field"><label for=${id('description')}>Name of the program</label>
          <input id=${id('description')} name="description" required maxlength="100" autocomplete="off" .value=${this.hook?.description ?? ''}></div>
        <div class="field"><label for=${id('url')}>Address</label>
          <input id=${id('url')} name="url" type="url" maxlength="488" autocomplete="off" placeholder="https://crm.example.org/crowdline" aria-describedby=${id('url-hint')} .value=${this.hook?.url ?? ''}>
          <span class="hint" id=${id('url-hint')}>Left empty, the program reads by itself</span></div>
        ${this.hook ? nothing : html`<div class="field"><label for=${id('signing')}>Messages are signed</label>
          <select id=${id('signing')} name="signing"><option value="HMAC">by a secret of both sides (HMAC)</option><option value="ED25519">by a key that only we have (Ed25519)</option></select></div>`}
      </div>
      <fieldset class="stack tight"><legend>It is told</legend>
        <label class="check"><input type="radio" name="which" .checked=${!this.#isSome} @change=${() => { this.some = false; }}><span>everything that happens to requests</span></label>
        <label class="check"><input type="radio" name="which" .checked=${this.#isSome} @change=${() => { this.some = true; }}><span>some of it</span></label>
        ${this.#isSome ? html`<div class="types">${this.types.map((type) => html`
          <label class="check"><input type="checkbox" name="type" value=${type} .checked=${this.hook?.types.includes(type) ?? false}><span>${short(type)}</span></label>`)}</div>` : nothing}
      </fieldset>
      <cl-error .error=${this.problem}></cl-error>
      <div class="row"><button class="first" ?disabled=${this.busy}>${this.hook ? 'Save' : 'Add'}</button>
        <button type="button" class="quiet" @click=${() => this.dispatchEvent(new Event('cancelled'))}>Not now</button></div>
    </form>`;
  }

  #save = async (event) => {
    event.preventDefault();
    const form = event.target;
    const url = form.elements.url.value.trim();
    const types = this.#isSome ? [...form.querySelectorAll('input[name=type]:checked')].map(({value}) => value) : [];
    if (this.#isSome && types.length === 0) {
      this.problem = new Error('Choose at least one of them, or everything.');
      return;
    }
    const body = {description: form.elements.description.value.trim(), types, ...(url ? {url} : {})};
    this.busy = true;
    this.problem = null;
    try {
      const saved = this.hook
        ? await this.api.put(`/v1/webhooks/${this.hook.id}`, {...body, enabled: this.hook.enabled}, {version: this.hook.version})
        : await this.api.post('/v1/webhooks', {...body, signing: form.elements.signing.value});
      toast(this.hook ? `${body.description} was changed.` : `${body.description} is told from now on.`, 'good');
      this.dispatchEvent(new CustomEvent('saved', {detail: saved}));
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  };
}
customElements.define('cl-webhook-editor', Editor);
