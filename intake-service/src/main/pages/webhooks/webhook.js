import {PageElement, ago, html, nothing, toast} from '/kit/kit.js';
import {short} from '/webhooks/words.js';
import '/webhooks/deliveries.js';
import '/webhooks/editor.js';

/** One program: how it does, a test, its settings and what was told. Fires `changed`, and `renewed` with a secret. */
class Webhook extends PageElement {
  static properties = {
    api: {attribute: false},
    hook: {attribute: false},
    types: {attribute: false},
    tested: {state: true},
    open: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.tested = null;
    /** '', 'editor' or 'deliveries' */
    this.open = '';
    this.problem = null;
    this.busy = false;
  }

  render() {
    const {id, description, url, enabled, types, behind, failingSince, problem, deliveredAt, earlierUntil} = this.hook;
    const of = html`<span class="unseen"> ${description}</span>`;
    return html`<article class="card plain stack tight" aria-labelledby="webhook-${id}">
      <div class="row apart"><h3 id="webhook-${id}">${description}</h3>${this.#health()}</div>
      <p class="address">${url ?? 'reads GET /v1/events by itself'}</p>
      <p class="hint">${types.length ? types.map(short).join(', ') : 'everything that happens to requests'}${deliveredAt ? html` · reached ${ago(deliveredAt)}` : nothing}${behind > 0 ? html` · ${behind} behind` : nothing}${earlierUntil && new Date(earlierUntil) > new Date() ? html` · signed by the earlier secret as well` : nothing}</p>
      ${problem ? html`<p class="note ${enabled ? 'bad' : 'warn'}">${problem}${failingSince ? html`, since ${ago(failingSince)}. It is tried again by itself, for a day` : nothing}.</p>` : nothing}
      <div role="status">${this.tested ? this.#result() : nothing}</div>
      <cl-error .error=${this.problem}></cl-error>
      ${this.open === 'editor'
        ? html`<cl-webhook-editor .api=${this.api} .hook=${this.hook} .types=${this.types} @saved=${this.#saved} @cancelled=${() => this.#edit(false)}></cl-webhook-editor>`
        : html`<div class="row">
            ${url ? html`<button ?disabled=${this.busy} @click=${this.#test}>Test${of}</button>
              <button aria-expanded=${this.open === 'deliveries'} @click=${() => { this.open = this.open ? '' : 'deliveries'; }}>Deliveries${of}</button>` : nothing}
            <button class="change" ?disabled=${this.busy} @click=${() => this.#edit(true)}>Change${of}</button>
            ${url ? html`<button ?disabled=${this.busy} @click=${this.#renew}>Renew the secret${of}</button>
              <button class=${enabled ? 'bad' : ''} ?disabled=${this.busy} @click=${this.#toggle}>${enabled ? 'Disable' : 'Enable'}${of}</button>` : nothing}
            <button class="bad" ?disabled=${this.busy} @click=${this.#remove}>Remove${of}</button>
          </div>`}
      ${this.open === 'deliveries' ? html`<cl-webhook-deliveries .api=${this.api} .hook=${this.hook} @changed=${() => this.dispatchEvent(new Event('changed'))}></cl-webhook-deliveries>` : nothing}
    </article>`;
  }

  #health() {
    const {enabled, url, failingSince, behind, deliveredAt} = this.hook;
    const [word, tone] = !url ? ['reads by itself', ''] : !enabled ? ['disabled', ''] : failingSince ? ['not reached', 'bad'] : behind > 0 ? ['being told', 'warn'] : deliveredAt ? ['up to date', 'good'] : ['nothing told yet', ''];
    return html`<span class="chip ${tone}">${word}</span>`;
  }

  #result() {
    const {works, status, millis, problem} = this.tested;
    return works
      ? html`<p class="note good">It answered ${status} in ${millis} ms.</p>`
      : html`<p class="note bad">The test did not arrive: ${problem}.</p>`;
  }

  async #doing(work) {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  }

  #test = () => this.#doing(async () => {
    this.tested = null;
    this.tested = await this.api.post(`/v1/webhooks/${this.hook.id}/test`);
  });

  #renew = () => {
    const {id, description} = this.hook;
    if (!confirm(`Renew the secret of ${description}? Messages are signed by both for a day.`)) {
      return;
    }
    this.#doing(async () => {
      const renewed = await this.api.post(`/v1/webhooks/${id}/secret`);
      this.dispatchEvent(new CustomEvent('renewed', {detail: renewed}));
    });
  };

  #toggle = () => {
    const {id, description, url, types, enabled, version} = this.hook;
    if (enabled && !confirm(`Disable ${description}? Enabled again, it is told what happened since, as far back as 14 days.`)) {
      return;
    }
    this.#doing(async () => {
      await this.api.put(`/v1/webhooks/${id}`, {description, types, url, enabled: !enabled}, {version});
      toast(enabled ? `${description} is disabled.` : `${description} is enabled.`);
      this.dispatchEvent(new Event('changed'));
    });
  };

  #remove = () => {
    const {id, description} = this.hook;
    if (!confirm(`Remove ${description}, with what is known of its deliveries?`)) {
      return;
    }
    this.#doing(async () => {
      await this.api.delete(`/v1/webhooks/${id}`);
      toast(`${description} was removed.`);
      this.dispatchEvent(new Event('changed'));
      document.querySelector('#programs').focus();
    });
  };

  async #edit(editing) {
    this.open = editing ? 'editor' : '';
    await this.updateComplete;
    this.querySelector(editing ? 'input' : '.change')?.focus();
  }

  #saved = async () => {
    this.tested = null;
    this.dispatchEvent(new Event('changed'));
    await this.#edit(false);
  };
}
customElements.define('cl-webhook', Webhook);
