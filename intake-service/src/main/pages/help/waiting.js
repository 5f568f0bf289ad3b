import {PageElement, html, nothing} from '/kit/kit.js';

const AGAIN_MILLIS = 10_000;

/**
 * How long it may take: the place in the queue, and what others waited within the last hour, or that too few did to say.
 * It asks again every ten seconds while the page is seen; while nobody answers it says nothing.
 */
class Waiting extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the id of the route, which is that of the request */
    route: {},
    /** of the visitor's language, and how it writes times */
    words: {attribute: false},
    spoken: {attribute: false},
    wait: {state: true},
  };

  #timer = 0;

  constructor() {
    super();
    this.api = null;
    this.wait = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(this.#ask, AGAIN_MILLIS);
    this.updateComplete.then(this.#ask);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    super.disconnectedCallback();
  }

  #ask = async () => {
    if (!document.hidden) {
      this.wait = await this.api.get(`/v1/routes/${this.route}/wait`).catch(() => null);
    }
  };

  render() {
    if (!this.wait?.position) {
      return nothing;
    }
    return html`<p class="hint">${this.#place()} ${this.#usual()}</p>`;
  }

  #place() {
    const {position, positionIsAtLeast} = this.wait;
    if (position === 1) {
      return this.words.next;
    }
    return positionIsAtLeast ? this.words.many(position - 1) : this.words.place(position);
  }

  #usual() {
    const {usual} = this.wait;
    return usual
      ? this.words.usual(this.spoken.duration(usual.fromSeconds), this.spoken.duration(usual.toSeconds))
      : this.words.unknown;
  }
}
customElements.define('cl-waiting', Waiting);
