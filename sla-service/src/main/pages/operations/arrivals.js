import {PageElement, clockTime, html, nothing, poll} from '/kit/kit.js';
import {svg} from '/kit/lit.js';

const HEIGHT = 100;
const GAP_SHARE = 0.2;
const TIMES_SHOWN = 4;
const USUAL_MILLIS = 30_000;

/** Requests per minute, {minute, count} each, as bars, and how the hour compares with what is usual. The figures are there as a table as well, for those who cannot see a drawing. */
class Arrivals extends PageElement {
  static properties = {api: {attribute: false}, points: {attribute: false}, usual: {state: true}};

  #stop = null;

  constructor() {
    super();
    this.points = [];
    this.usual = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.#compare, USUAL_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #compare = async () => {
    try {
      this.usual = await this.api.get('/v1/overview/usual-arrivals');
      return true;
    } catch {
      // What was heard stays until the service answers again.
      return false;
    }
  };

  render() {
    const counts = this.points.map((point) => point.count);
    const all = counts.reduce((sum, count) => sum + count, 0);
    const most = Math.max(0, ...counts);
    const top = roundUp(most);
    return html`
      <figure class="chart" role="img" aria-label="Arrivals in the last ${counts.length} minutes: ${all} in all, at most ${most} a minute">
        <div class="scale small soft number"><span>${top}</span><span>${top % 2 === 0 ? top / 2 : nothing}</span><span>0</span></div>
        <svg viewBox="0 0 ${Math.max(1, counts.length)} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
          <path class="lines" d="M0 0H${counts.length}M0 ${HEIGHT / 2}H${counts.length}M0 ${HEIGHT}H${counts.length}" />
          ${this.points.map((point, at) => bar(point, at, top))}
        </svg>
        <div class="times small soft number">${this.#times().map((time) => html`<span>${time}</span>`)}</div>
      </figure>
      <p class="hint">${all.toLocaleString()} in ${counts.length} minutes, at most ${most} a minute. ${this.#compared()}</p>
      <details><summary>As a table</summary>
        <div class="scroll"><table><thead><tr><th scope="col">Minute</th><th scope="col" class="number">Requests</th></tr></thead>
          <tbody>${this.points.toReversed().slice(0, 60).map((point) => html`<tr><td>${clockTime(point.minute)}</td><td class="number">${point.count}</td></tr>`)}</tbody></table></div>
      </details>`;
  }

  #compared() {
    if (!this.usual) {
      return nothing;
    }
    const {count, usual, low, high, of, compared} = this.usual;
    const when = compared === 'SAME_WEEKDAY' ? `at this time on this weekday (${of} weeks)` : `at this time of the day (${of} days)`;
    if (usual == null) {
      return 'What is usual at this time is known after two days.';
    }
    const words = count > high ? html`<b>More than usual</b>` : count < low ? html`<b>Less than usual</b>` : 'As usual';
    return html`${words}: ${count.toLocaleString()} in the last full hour, ${usual.toLocaleString()} ${when}, ${low.toLocaleString()} to ${high.toLocaleString()}.`;
  }

  /** A few of the minutes, evenly over the width. */
  #times() {
    const last = this.points.length - 1;
    return last < TIMES_SHOWN
      ? this.points.map((point) => clockTime(point.minute))
      : Array.from({length: TIMES_SHOWN}, (_, at) => clockTime(this.points[Math.round((last * at) / (TIMES_SHOWN - 1))].minute));
  }
}
customElements.define('cl-arrivals', Arrivals);

const bar = (point, at, top) => svg`<rect x=${at + GAP_SHARE / 2} width=${1 - GAP_SHARE}
  y=${HEIGHT * (1 - point.count / top)} height=${(HEIGHT * point.count) / top}><title>${clockTime(point.minute)}: ${point.count}</title></rect>`;

/** The next of 2, 4, 10, 20, 40, 100, … so that half of it is a whole number. */
function roundUp(most) {
  for (let power = 1; ; power *= 10) {
    const top = [2, 4, 10].map((step) => step * power).find((step) => step >= most);
    if (top) {
      return top;
    }
  }
}
