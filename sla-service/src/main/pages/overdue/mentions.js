import {PageElement, clockTime, html, nothing, poll, repeat, tierWord, toastError} from '/kit/kit.js';

const REFRESH_MILLIS = 5000;

/** The notes that mention the visitor and were not seen yet. Fires `look` with a request's id. */
class Mentions extends PageElement {
  static properties = {api: {attribute: false}, items: {state: true}};

  #stop = null;

  constructor() {
    super();
    this.items = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.#load, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  #load = async () => {
    try {
      this.items = (await this.api.get('/v1/members/me/mentions', {limit: 50})).items.filter((each) => !each.seenAt);
      return true;
    } catch {
      // What is on screen stays; the head of the page says that there is no connection.
      return false;
    }
  };

  render() {
    const {items} = this;
    return html`<span class="unseen" aria-live="polite">${items.length ? `${items.length} ${items.length === 1 ? 'note mentions' : 'notes mention'} you` : ''}</span>
      ${items.length === 0 ? nothing : html`<section class="card stack tight" aria-labelledby="mentions">
        <h2 id="mentions" tabindex="-1">Notes that mention you (${items.length})</h2>
        <ul class="stack tight">${repeat(items, (each) => each.note.id, (each) => html`<li class="note stack tight">
          <div class="said-by"><span><b>${each.note.author}</b>, ${each.note.tier ? tierWord(each.note.tier) : 'operator'}, on the question of ${each.customerAlias}</span>
            <time datetime=${each.note.at}>${clockTime(each.note.at)}</time></div>
          <p class="said" dir="auto">${each.note.text}</p>
          <div class="row"><button @click=${() => this.#look(each)}>Look closer</button><button class="quiet" @click=${() => this.#seen(each)}>Seen</button></div></li>`)}</ul>
      </section>`}`;
  }

  #look(mention) {
    this.dispatchEvent(new CustomEvent('look', {detail: mention.note.routeId}));
    this.#seen(mention);
  }

  async #seen(mention) {
    try {
      await this.api.post(`/v1/members/me/mentions/${mention.note.id}/seen`);
      this.items = this.items.filter((each) => each !== mention);
    } catch (error) {
      toastError(error);
    }
  }
}
customElements.define('cl-mentions', Mentions);
