import {PageElement, duration, everyTick, html, nothing, now, poll, repeat} from '/kit/kit.js';
import {svg} from '/kit/lit.js';
import {QUEUES} from '/operations/queues.js';
import {DIMENSIONS} from '/operations/slices.js';

const REFRESH_MILLIS = 2000;
const HEIGHT = 20;
const GAP_SHARE = 0.1;
/** The figures of a line, and how the line names them. */
const COUNTS = [
  {figure: 'waiting', of: (line) => line.waiting, words: 'waiting'},
  {figure: 'in_work', of: (line) => line.inWork, words: 'in work'},
  {figure: 'at_risk', of: (line) => line.atRisk, words: 'at risk', tone: 'warn'},
  {figure: 'breached', of: (line) => line.breached, words: 'past a target', tone: 'bad'},
];
const VIEWS = [QUEUES, ...DIMENSIONS.map((dimension) => ({
  ...dimension,
  load: async (api) => (await api.get('/v1/overview/breakdowns', {by: dimension.by})).values,
  table: (lines, open) => table(dimension, lines, open),
}))];

/** Where requests wait: by queue, and the same figures for each skill, channel, … Fires `slice` with the one whose number was chosen. */
class Breakdown extends PageElement {
  static properties = {
    api: {attribute: false},
    view: {state: true},
    lines: {state: true},
    problem: {state: true},
    /** of the clock, so that ages count on */
    second: {state: true},
  };

  #stops = [];
  #asked = 0;

  constructor() {
    super();
    [this.view] = VIEWS;
    this.lines = null;
    this.problem = null;
    this.second = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stops = [poll(this.refresh, REFRESH_MILLIS), everyTick(() => (this.second = Math.floor(now() / 1000)))];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stops.forEach((stop) => stop());
  }

  refresh = async () => {
    const asked = ++this.#asked;
    try {
      const lines = await this.view.load(this.api);
      if (asked === this.#asked) {
        this.lines = lines;
        this.problem = null;
      }
      return true;
    } catch (error) {
      if (asked === this.#asked) {
        this.problem = error;
      }
      return false;
    }
  };

  #choose(view) {
    this.view = view;
    this.lines = null;
    this.problem = null;
    this.refresh();
  }

  render() {
    return html`<section class="card stack where" aria-labelledby="where">
      <div class="row apart">
        <h2 id="where">Where it waits</h2>
        <div class="segments" role="group" aria-label="By">${VIEWS.map((each) => html`
          <label><input type="radio" name="by" value=${each.by} .checked=${each === this.view} @change=${() => this.#choose(each)}><span>${each.title}</span></label>`)}</div>
      </div>
      <div class="scroll held" role="group" aria-labelledby="where" tabindex="0">${this.#content()}</div>
    </section>`;
  }

  /** What was heard last stays while the service does not answer; the page's head says that it does not. */
  #content() {
    if (this.lines === null) {
      return this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.refresh}></cl-error>` : html`<cl-loading lines="6"></cl-loading>`;
    }
    return this.lines.length === 0
      ? html`<cl-empty heading="Nothing waits" text="What is asked stands here until it is finished, and its arrivals for half an hour."></cl-empty>`
      : this.view.table(this.lines, (slice) => this.dispatchEvent(new CustomEvent('slice', {detail: slice})));
  }
}
customElements.define('cl-breakdown', Breakdown);

function table(dimension, lines, open) {
  const {one, by} = dimension;
  return html`<table>
    <caption class="unseen">Unfinished requests by ${one.toLowerCase()}; what needs somebody most comes first</caption>
    <thead><tr><th scope="col">${one}</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">Oldest</th><th scope="col" class="number">In work</th>
      <th scope="col" class="number">At risk</th><th scope="col" class="number">Missed</th><th scope="col">Arrivals, 30 min</th></tr></thead>
    <tbody>${repeat(lines, (line) => `${by} ${line.value}`, (line) => {
      const name = dimension.words(line.value);
      const [waiting, ...others] = COUNTS.map((count) => cell(count, line, name, () => open({figure: count.figure, by, value: line.value})));
      return html`<tr>
        <th scope="row">${name}</th>${waiting}
        <td class="number">${line.oldestWaitingSince ? duration((now() - Date.parse(line.oldestWaitingSince)) / 1000) : '–'}</td>
        ${others}<td>${sparkline(line.arrivals)}</td>
      </tr>`;
    })}</tbody>
  </table>`;
}

/** A figure, which leads to the requests that it counts. */
function cell({of, words, tone = ''}, line, name, open) {
  const count = of(line);
  return html`<td class="number ${count ? tone : ''}">${count
    ? html`<button class="quiet" aria-label="${count} ${words}, ${name}: show them" @click=${open}>${count.toLocaleString()}</button>`
    : '0'}</td>`;
}

/** Arrivals per minute as small bars, said in words as well. */
function sparkline(arrivals) {
  const all = arrivals.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...arrivals);
  const bars = arrivals.map((count, at) => count && `M${at + GAP_SHARE} ${HEIGHT}V${HEIGHT * (1 - count / most)}H${at + 1 - GAP_SHARE}V${HEIGHT}Z`).filter(Boolean);
  return html`<span class="spark"><svg role="img" aria-label=${all ? `${all} in ${arrivals.length} minutes, at most ${most} a minute` : 'none'} viewBox="0 0 ${arrivals.length} ${HEIGHT}" preserveAspectRatio="none">
    ${svg`<path class="ground" d="M0 ${HEIGHT}H${arrivals.length}" />`}${bars.length ? svg`<path d=${bars.join('')} />` : nothing}</svg><span class="soft small number" aria-hidden="true">${all.toLocaleString()}</span></span>`;
}
