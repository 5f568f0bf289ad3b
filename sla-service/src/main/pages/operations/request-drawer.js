import {PageElement, ago, html, nothing, poll, readable, repeat} from '/kit/kit.js';
import {clockLine, escalationList, routeFacts, tried} from '/operations/route-story.js';

const REFRESH_MILLIS = 2000;

/** Everything about one request, from all services that know of it. Fires `closed`. */
class RequestDrawer extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the request's id; empty is closed */
    request: {},
    shown: {state: true},
    problem: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.request = '';
    this.shown = null;
    this.problem = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  updated(changed) {
    if (!changed.has('request')) {
      return;
    }
    this.#stop?.();
    const dialog = this.querySelector('dialog');
    if (this.request) {
      this.shown = null;
      this.problem = null;
      this.#stop = poll(this.#load, REFRESH_MILLIS);
      if (!dialog.open) {
        dialog.showModal();
      }
    } else if (dialog.open) {
      dialog.close();
    }
  }

  /** Each service is asked; one that does not answer leaves its part empty and says so. */
  #load = async () => {
    const id = this.request;
    const part = (path) => this.api.get(path).catch((problem) => ({problem}));
    const [request, messages, clocks, route] = await Promise.all([
      part(`/v1/requests/${id}`), part(`/v1/requests/${id}/messages`), part(`/v1/clocks/${id}`), part(`/v1/routes/${id}`),
    ]);
    if (id !== this.request) {
      return true;
    }
    this.problem = request.problem ?? null;
    this.shown = request.problem ? this.shown : {request, messages, clocks, route};
    return !request.problem;
  };

  render() {
    return html`<dialog class="side" aria-labelledby="drawer" @close=${this.#closed} @click=${this.#outside}>
      <div class="stack">
        <div class="row apart close">
          <h2 id="drawer">${this.shown ? `Question of ${this.shown.request.alias}` : 'Request'}</h2>
          <button class="quiet" @click=${() => this.querySelector('dialog').close()}>Close</button>
        </div>
        ${this.problem ? this.#failed() : nothing}
        ${this.shown ? this.#details() : this.problem ? nothing : html`<cl-loading lines="9"></cl-loading>`}
      </div>
    </dialog>`;
  }

  #failed() {
    return this.problem.status === 404
      ? html`<p class="note">No request of this community has the id <b>${this.request}</b>.</p>`
      : html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>`;
  }

  #closed = () => {
    this.dispatchEvent(new Event('closed'));
  };

  #outside = (event) => {
    if (event.target.tagName === 'DIALOG') {
      event.target.close();
    }
  };

  #details() {
    const {request, messages, clocks, route} = this.shown;
    const next = route.whatHappensNext ?? [];
    return html`
      <div class="row">
        <cl-status value=${request.status}></cl-status>
        <cl-status value=${request.priority}></cl-status>
        ${request.understood === false ? html`<span class="chip warn">not understood</span>` : nothing}
        ${request.round > 1 ? html`<span class="chip warn">round ${request.round}</span>` : nothing}
        <span class="soft small">asked ${ago(request.createdAt)} by ${request.channel}</span>
      </div>
      <section class="stack tight" aria-labelledby="next">
        <h3 id="next">What happens next</h3>
        ${route.problem
          ? html`<p class="soft">Routing does not tell: ${route.problem.title}</p>`
          : next.length
            ? html`<ul class="stack tight">${[next].flat().map((line) => html`<li>${readable(line)}</li>`)}</ul>`
            : html`<p class="soft">Nothing: it is finished.</p>`}
      </section>
      <section class="stack tight" aria-labelledby="clocks">
        <h3 id="clocks">Clocks</h3>
        ${clocks.problem
          ? html`<p class="soft">No clocks: ${clocks.problem.title}</p>`
          : html`<ul class="stack">${clocks.clocks.map(clockLine)}</ul>${escalationList(clocks.escalations)}`}
      </section>
      ${route.problem ? nothing : html`
        <section class="stack tight" aria-labelledby="route"><h3 id="route">Route</h3>${routeFacts(route)}</section>
        <section class="stack tight" aria-labelledby="tried"><h3 id="tried">What was tried</h3>${tried(route)}</section>`}
      <section class="stack tight" aria-labelledby="said">
        <h3 id="said">Conversation</h3>
        ${messages.problem
          ? html`<p class="soft">${messages.problem.title}</p>`
          : html`<ol class="conversation">${repeat(messages.items ?? messages, (message) => message.id, (message) => html`
              <li><cl-message .message=${{alias: message.author === 'CUSTOMER' ? request.alias : undefined, ...message}} viewer="staff" language=${request.language ?? ''}></cl-message></li>`)}</ol>`}
      </section>
      <p class="hint">Request <span class="mono">${request.id}</span></p>`;
  }
}
customElements.define('cl-request-drawer', RequestDrawer);
