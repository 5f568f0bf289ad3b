import {html} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';
import {duration, everyTick, now} from '/kit/time.js';

const SOON_SHARE = 0.75;
const LAST_SECONDS = 10;

/**
 * The time until a deadline. It ticks for the eye; a screen reader hears it at three points only: three quarters gone,
 * ten seconds left, over. Fires `over` once.
 */
export class Countdown extends PageElement {
  static properties = {
    label: {},
    from: {},
    until: {},
    /** the clock stands still since then */
    paused: {},
    secondsLeft: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.label = 'Time left';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = everyTick(() => this.#tick());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  willUpdate(changed) {
    if (changed.has('until') || changed.has('paused')) {
      this.secondsLeft = this.#left();
    }
  }

  get #share() {
    const whole = Date.parse(this.until) - Date.parse(this.from);
    return whole > 0 ? 1 - (this.#left() * 1000) / whole : 0;
  }

  #left() {
    const at = this.paused ? Date.parse(this.paused) : now();
    return (Date.parse(this.until) - at) / 1000;
  }

  #tick() {
    const before = this.secondsLeft;
    const left = this.#left();
    if (!this.paused && before > 0 && left <= 0) {
      this.dispatchEvent(new Event('over', {bubbles: true}));
    }
    if (Math.ceil(left) !== Math.ceil(before)) {
      this.secondsLeft = left;
    }
  }

  #announcement() {
    if (this.paused) {
      return '';
    }
    if (this.secondsLeft <= 0) {
      return `${this.label}: over`;
    }
    if (this.secondsLeft <= LAST_SECONDS) {
      return `${this.label}: ${LAST_SECONDS} seconds`;
    }
    return this.#share >= SOON_SHARE ? `${this.label}: a quarter of the time` : '';
  }

  render() {
    const share = this.#share;
    const over = this.secondsLeft <= 0;
    const level = this.paused ? '' : over || this.secondsLeft <= LAST_SECONDS && share > SOON_SHARE ? 'late' : share >= SOON_SHARE ? 'soon' : '';
    const text = this.paused ? 'stands still' : over ? 'over' : duration(Math.ceil(this.secondsLeft));
    return html`
      <div class="countdown ${level}">
        <div class="left"><span>${this.label}</span><b role="timer" aria-live="off">${text}</b></div>
        <div class="bar" aria-hidden="true"><i></i></div>
        <span class="unseen" aria-live="polite">${this.#announcement()}</span>
      </div>`;
  }

  updated() {
    this.querySelector('i').style.setProperty('--share', `${Math.min(1, Math.max(0, 1 - this.#share)) * 100}%`);
  }
}
customElements.define('cl-countdown', Countdown);
