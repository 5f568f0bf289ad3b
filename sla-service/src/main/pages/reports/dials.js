import {PageElement, duration, html, money, nothing, poll} from '/kit/kit.js';
import {decimal, percent} from '/reports/words.js';

const REFRESH_MILLIS = 30_000;
const ONE_DIGIT = {maximumFractionDigits: 1};

/** How a measure is called, how its values read, and what is said of it. */
const MEASURES = {
  TIME: {
    name: 'From question to resolution',
    value: (seconds) => duration(seconds),
    difference: ({value, low, high}) => `× ${decimal(value)} (${decimal(low)} to ${decimal(high)})`,
    words: {LESS: 'the community is quicker', MORE: 'the community takes longer'},
  },
  STARS: {
    name: 'Stars',
    value: (stars) => decimal(stars),
    difference: ({value, low, high}) => `${signed(value, 2)} (${signed(low, 2)} to ${signed(high, 2)})`,
    words: {LESS: 'the community is rated lower', MORE: 'the community is rated higher'},
  },
  REOPENED: {
    name: 'Opened again',
    value: (share) => percent(share),
    difference: ({value, low, high}) => `${signed(value * 100, 1)} (${signed(low * 100, 1)} to ${signed(high * 100, 1)}) points`,
    words: {LESS: 'the community helps at once more often', MORE: 'the community helps at once less often'},
  },
  COST: {
    name: 'Cost of a resolution',
    value: (cents, currency) => money(cents, currency),
    difference: ({value, low, high}, currency) => `${money(value, currency)} (${money(low, currency)} to ${money(high, currency)})`,
    words: {LESS: 'the community costs less', MORE: 'the community costs more'},
  },
};
const GOOD = {TIME: 'LESS', STARS: 'MORE', REOPENED: 'LESS', COST: 'LESS'};

const signed = (value, digits) => `${value < 0 ? '−' : '+'}${Math.abs(value).toLocaleString(undefined, {minimumFractionDigits: digits, maximumFractionDigits: digits})}`;

/** Topics of which a part goes to the community: how it does, beside the company's own people. */
class Dials extends PageElement {
  static properties = {
    api: {attribute: false},
    currency: {},
    dials: {state: true},
    problem: {state: true},
  };

  #stop;

  constructor() {
    super();
    this.currency = 'EUR';
    this.dials = null;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.load, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  load = async () => {
    try {
      const {items} = await this.api.get('/v1/topics');
      this.dials = await Promise.all(items.filter(({communityPercent}) => communityPercent != null).map(this.#compare));
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  /** Nothing was asked under it yet: that is no problem. */
  #compare = async ({name, communityPercent}) => {
    try {
      return {name, communityPercent, comparison: await this.api.get(`/v1/dials/${encodeURIComponent(name)}`)};
    } catch (error) {
      if (error.status === 404) {
        return {name, communityPercent, comparison: null};
      }
      throw error;
    }
  };

  render() {
    return html`<section class="card stack" aria-labelledby="dials"><h2 id="dials">Dials: the community beside your own people</h2>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.load}></cl-error>` : nothing}
      ${this.dials === null ? (this.problem ? nothing : html`<cl-loading lines="3"></cl-loading>`)
        : this.dials.length === 0 ? html`<p class="soft">Every topic goes to the community as a whole. Under Topics in <a href="/operations/">Operations</a> you say how much of one does; the rest goes to specialists by lot, and both are compared here.</p>`
          : this.dials.map((dial) => this.#dial(dial))}</section>`;
  }

  #dial({name, communityPercent, comparison}) {
    const id = `dial-${name.replaceAll(' ', '_')}`;
    const stale = comparison && comparison.percent !== communityPercent;
    return html`<div class="stack tight"><h3 id=${id} dir="auto">${name}: ${communityPercent.toLocaleString()} % to the community</h3>
      ${comparison === null || stale ? html`<p class="soft">Nothing was asked since the dial was set so.</p>` : html`
        <div class="scroll" tabindex="0" role="group" aria-labelledby=${id}><table class="numbers">
          <thead><tr><th scope="col">Measure</th><th scope="col" class="number">Community (${comparison.community.toLocaleString()} asked)</th><th scope="col" class="number">Specialists (${comparison.staff.toLocaleString()} asked)</th><th scope="col" class="number">Difference, 95 %</th><th scope="col">So</th></tr></thead>
          <tbody>${comparison.lines.map((line) => this.#line(line))}</tbody></table></div>
        <details><summary>How this is computed</summary><p class="small">${comparison.method}</p></details>`}</div>`;
  }

  #line({measure, community, communityCount, staff, staffCount, difference, verdict}) {
    const {name, value, difference: written, words} = MEASURES[measure];
    const said = {NOT_ENOUGH_DATA: 'not enough data yet', NO_DIFFERENCE_SHOWN: 'no difference shown', ...words}[verdict];
    const tone = words[verdict] ? (GOOD[measure] === verdict ? 'good' : 'warn') : '';
    const of = (number, count) => html`<td class="number">${number == null ? '–' : value(number, this.currency)} <span class="soft">of ${count.toLocaleString(undefined, ONE_DIGIT)}</span></td>`;
    return html`<tr><th scope="row">${name}</th>${of(community, communityCount)}${of(staff, staffCount)}
      <td class="number">${difference ? written(difference, this.currency) : '–'}</td><td><span class="chip ${tone}">${said}</span></td></tr>`;
  }
}
customElements.define('cl-dials', Dials);
