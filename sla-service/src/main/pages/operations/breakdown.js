import {PageElement, duration, everyTick, html, languageName, nothing, now, poll, priorityWord, repeat, skillName, tierWord} from '/kit/kit.js';
import {svg} from '/kit/lit.js';

const REFRESH_MILLIS = 2000;
const HEIGHT = 20;
const GAP_SHARE = 0.1;
/** What the list of requests can be filtered by; of channels it knows these. */
const LISTED_CHANNELS = ['API', 'WEB'];
const channelWord = (value) => value.toLowerCase();
const DIMENSIONS = [
  {by: 'skill', title: 'Skills', one: 'Skill', words: skillName},
  {by: 'channel', title: 'Channels', one: 'Channel', words: channelWord, filter: (value) => LISTED_CHANNELS.includes(value) && {channel: channelWord(value)}},
  {by: 'priority', title: 'Priorities', one: 'Priority', words: priorityWord, filter: (value) => ({priority: value})},
  {by: 'tier', title: 'Tiers', one: 'Lowest tier', words: tierWord},
  {by: 'language', title: 'Languages', one: 'Language', words: languageName},
];

/** Where requests wait: the same figures for each skill, channel, … Fires `narrow` with what the list of requests is to be filtered by. */
class Breakdown extends PageElement {
  static properties = {
    api: {attribute: false},
    dimension: {state: true},
    lines: {state: true},
    problem: {state: true},
    /** of the clock, so that ages count on */
    second: {state: true},
  };

  #stops = [];
  #asked = 0;

  constructor() {
    super();
    this.dimension = DIMENSIONS[0];
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
      const {values} = await this.api.get('/v1/overview/breakdowns', {by: this.dimension.by});
      if (asked === this.#asked) {
        this.lines = values;
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

  #choose(dimension) {
    this.dimension = dimension;
    this.lines = null;
    this.problem = null;
    this.refresh();
  }

  render() {
    return html`<section class="card stack where" aria-labelledby="where">
      <div class="row apart">
        <h2 id="where">Where it waits</h2>
        <div class="segments" role="group" aria-label="By">${DIMENSIONS.map((each) => html`
          <label><input type="radio" name="by" value=${each.by} .checked=${each === this.dimension} @change=${() => this.#choose(each)}><span>${each.title}</span></label>`)}</div>
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
      : this.#table();
  }

  #table() {
    const {one, by} = this.dimension;
    return html`<table>
      <caption class="unseen">Unfinished requests by ${one.toLowerCase()}; what needs somebody most comes first</caption>
      <thead><tr><th scope="col">${one}</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">Oldest</th><th scope="col" class="number">In work</th>
        <th scope="col" class="number">At risk</th><th scope="col" class="number">Missed</th><th scope="col">Arrivals, 30 min</th></tr></thead>
      <tbody>${repeat(this.lines, (line) => `${by} ${line.value}`, (line) => this.#line(line))}</tbody>
    </table>`;
  }

  #line(line) {
    const name = this.dimension.words(line.value);
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="number">${this.#count(line, name, line.waiting, 'OPEN', 'waiting')}</td>
      <td class="number">${line.oldestWaitingSince ? duration((now() - Date.parse(line.oldestWaitingSince)) / 1000) : '–'}</td>
      <td class="number">${this.#count(line, name, line.inWork, 'IN_WORK', 'in work')}</td>
      <td class="number ${line.atRisk ? 'warn' : ''}">${line.atRisk.toLocaleString()}</td>
      <td class="number ${line.breached ? 'bad' : ''}">${line.breached.toLocaleString()}</td>
      <td>${sparkline(line.arrivals)}</td>
    </tr>`;
  }

  /** A figure; where the list of requests can show what it counts, it leads there. */
  #count(line, name, count, status, words) {
    const filter = count > 0 && this.dimension.filter?.(line.value);
    return filter
      ? html`<button class="quiet" aria-label="${count} ${words}, ${name}: show them" @click=${() => this.dispatchEvent(new CustomEvent('narrow', {detail: {...filter, status}}))}>${count.toLocaleString()}</button>`
      : count.toLocaleString();
  }
}
customElements.define('cl-breakdown', Breakdown);

/** Arrivals per minute as small bars, said in words as well. */
function sparkline(arrivals) {
  const all = arrivals.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...arrivals);
  const bars = arrivals.map((count, at) => count && `M${at + GAP_SHARE} ${HEIGHT}V${HEIGHT * (1 - count / most)}H${at + 1 - GAP_SHARE}V${HEIGHT}Z`).filter(Boolean);
  return html`<span class="spark"><svg role="img" aria-label=${all ? `${all} in ${arrivals.length} minutes, at most ${most} a minute` : 'none'} viewBox="0 0 ${arrivals.length} ${HEIGHT}" preserveAspectRatio="none">
    ${svg`<path class="ground" d="M0 ${HEIGHT}H${arrivals.length}" />`}${bars.length ? svg`<path d=${bars.join('')} />` : nothing}</svg><span class="soft small number" aria-hidden="true">${all.toLocaleString()}</span></span>`;
}
