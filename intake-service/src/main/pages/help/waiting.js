import {PageElement, duration, html, nothing} from '/kit/kit.js';

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
      return 'You are next in line.';
    }
    return positionIsAtLeast ? `More than ${position - 1} are before you.` : `You are number ${position} in line.`;
  }

  #usual() {
    const {usual} = this.wait;
    return usual
      ? `Eight of ten who asked for the same in the last hour waited ${duration(usual.fromSeconds)} to ${duration(usual.toSeconds)}.`
      : 'Too few asked for the same in the last hour to say how long it takes.';
  }
}
customElements.define('cl-waiting', Waiting);
