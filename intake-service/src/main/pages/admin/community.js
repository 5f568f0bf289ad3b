import {PageElement, ago, html, nothing, toast} from '/kit/kit.js';

const MOST_KEYS = 100;
const PERMISSIONS = [['requests:write', 'ask'], ['requests:read', 'read']];

/** One community: what it is, and the keys of its programs. */
class Community extends PageElement {
  static properties = {
    api: {attribute: false},
    community: {attribute: false},
    keys: {state: true},
    more: {state: true},
    made: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.keys = null;
    this.more = false;
    this.made = null;
    this.problem = null;
    this.busy = false;
  }

  willUpdate(changed) {
    if (changed.has('community') && changed.get('community')?.id !== this.community.id) {
      this.keys = null;
      this.made = null;
      this.#load();
    }
  }

  get #address() {
    return `/v1/communities/${encodeURIComponent(this.community.id)}/api-keys`;
  }

  #load = async () => {
    const {community} = this;
    try {
      const {items, next} = await this.api.get(this.#address, {limit: MOST_KEYS});
      if (community === this.community) {
        this.keys = items;
        this.more = Boolean(next);
        this.problem = null;
      }
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    const {id, name, pace, terms, registeredAt} = this.community;
    return html`<section class="card stack" aria-labelledby="community">
      <div><h2 id="community">${name}</h2>
        <p class="hint">${id}, registered ${ago(registeredAt)}, ${pace === 'DEMO' ? 'demo time' : 'product time'}, terms version ${terms.version}</p></div>
      <h3>API keys</h3>
      ${this.made ? this.#made() : nothing}
      ${this.keys === null
        ? this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`
        : this.keys.length ? this.#table() : html`<p class="soft">No program of this community has a key yet.</p>`}
      <cl-error .error=${this.problem} ?retry=${this.keys === null} @retry=${this.#load}></cl-error>
      <form class="stack" @submit=${this.#make}>
        <div class="asked">
          <div class="field"><label for="key-name">Name of a new key</label><input id="key-name" name="name" required maxlength="100" autocomplete="off">
            <span class="hint">To tell it from others.</span></div>
          <div class="field"><label for="integration">Program</label><input id="integration" name="integration" pattern="[a-z0-9][a-z0-9\\-]{0,59}" maxlength="60" autocomplete="off" autocapitalize="none" placeholder="default">
            <span class="hint">Name the same when you rotate its key.</span></div>
        </div>
        <fieldset class="row"><legend class="unseen">What it may do</legend>
          ${PERMISSIONS.map(([value, word]) => html`<label class="check"><input type="checkbox" name="permissions" value=${value} checked> ${word} requests</label>`)}</fieldset>
        <div><button ?disabled=${this.busy}>Make a key</button></div>
      </form>
    </section>`;
  }

  /** The key itself, which nobody sees again. */
  #made() {
    return html`<div class="note good stack tight" role="status">
      <b>The key of ${this.made.name}</b>
      <p>It is shown this once. Keep it where the program keeps its secrets.</p>
      <code class="secret">${this.made.key}</code>
      <div class="row"><button @click=${this.#copy}>Copy</button><button @click=${() => (this.made = null)}>I have it</button></div>
    </div>`;
  }

  #table() {
    return html`<div class="scroll" tabindex="0" role="group" aria-label="API keys"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Program</th><th scope="col">May</th><th scope="col">Made</th><th scope="col"><span class="unseen">Revoke</span></th></tr></thead>
      <tbody>${this.keys.map((key) => html`<tr>
        <th scope="row">${key.name}</th><td>${key.integration}</td>
        <td>${PERMISSIONS.filter(([value]) => key.permissions.includes(value)).map(([, word]) => word).join(', ')}</td>
        <td>${ago(key.createdAt)}</td>
        <td>${key.revokedAt ? html`<span class="chip">revoked</span>` : html`<button class="bad" ?disabled=${this.busy} @click=${() => this.#revoke(key)}>Revoke<span class="unseen"> ${key.name}</span></button>`}</td>
      </tr>`)}</tbody></table></div>
      ${this.more ? html`<p class="hint">These are the newest ${MOST_KEYS}; the API lists all.</p>` : nothing}`;
  }

  #copy = async () => {
    await navigator.clipboard.writeText(this.made.key).then(() => toast('Copied.', 'good'), () => toast('Copying is not allowed here: mark the key and copy it.', 'warn'));
  };

  #make = (event) => {
    event.preventDefault();
    const form = event.target;
    const data = new FormData(form);
    const integration = data.get('integration').trim();
    this.#act(async () => {
      this.made = await this.api.post(this.#address, {
        name: data.get('name'),
        permissions: data.getAll('permissions'),
        ...(integration ? {integration} : {}),
      });
      form.reset();
    });
  };

  #revoke(key) {
    if (confirm(`Revoke the key “${key.name}”? Whoever uses it is refused within five seconds, and it never comes back.`)) {
      this.#act(() => this.api.delete(`${this.#address}/${key.id}`));
    }
  }

  async #act(action) {
    this.busy = true;
    this.problem = null;
    try {
      await action();
      await this.#load();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  }
}
customElements.define('cl-community', Community);
