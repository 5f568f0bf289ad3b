import {html, svg} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';
import {points} from '/kit/words.js';

const HALF = 50;
const GAP_SHARE = 0.2;
const dayOf = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', timeZone: 'UTC'});
const named = (day) => dayOf.format(new Date(`${day}T00:00:00Z`));

/**
 * What came and went, {day, came, went} each, as bars up and down from one line: points, unless told otherwise. The
 * figures are there as a table as well, for those who cannot see a drawing.
 */
class Days extends PageElement {
  static properties = {days: {attribute: false}, came: {}, went: {}, counted: {attribute: false}};

  constructor() {
    super();
    this.days = [];
    this.came = 'Earned';
    this.went = 'Spent';
    /** a count in words */
    this.counted = points;
  }

  render() {
    const {days, came, went, counted} = this;
    const sum = (of) => days.reduce((all, day) => all + day[of], 0);
    const top = roundUp(Math.max(0, ...days.flatMap((day) => [day.came, day.went])));
    const told = `${came} ${counted(sum('came'))}, ${went.toLowerCase()} ${counted(sum('went'))} in ${days.length} days`;
    return html`
      <div class="legend small"><span>${came}</span><span class="out">${went}</span></div>
      <figure class="days" role="img" aria-label=${told}>
        <div class="scale small soft number"><span>${top.toLocaleString()}</span></div>
        <div class="scale small soft number"><span>${top.toLocaleString()}</span></div>
        <svg viewBox="0 0 ${Math.max(1, days.length)} ${2 * HALF}" preserveAspectRatio="none" aria-hidden="true">
          ${days.map((day, at) => bars(day, at, top))}
          <path class="lines" d="M0 ${HALF}H${days.length}" />
        </svg>
        <div class="times small soft number">${ends(days).map((day) => html`<span>${named(day.day)}</span>`)}</div>
      </figure>
      <p class="hint">${told}.</p>
      <details><summary>As a table</summary>
        <div class="scroll" tabindex="0" role="group" aria-label="By day"><table>
          <thead><tr><th scope="col">Day</th><th scope="col" class="number">${came}</th><th scope="col" class="number">${went}</th></tr></thead>
          <tbody>${days.toReversed().map((day) => html`<tr><th scope="row">${named(day.day)}</th><td class="number">${day.came.toLocaleString()}</td><td class="number">${day.went.toLocaleString()}</td></tr>`)}</tbody>
        </table></div>
      </details>`;
  }
}
customElements.define('cl-days', Days);

const ends = (days) => [days[0], days[Math.floor(days.length / 2)], days.at(-1)].filter((day, at, all) => day && all.indexOf(day) === at);
const bar = (name, at, from, height) => svg`<rect class=${name} x=${at + GAP_SHARE / 2} width=${1 - GAP_SHARE} y=${from} height=${height}></rect>`;

/** What was taken back can outweigh what came: then it goes down as well. */
function bars({came, went}, at, top) {
  const up = (HALF * Math.max(0, came)) / top;
  const down = (HALF * (went + Math.max(0, -came))) / top;
  return svg`${bar('in', at, HALF - up, up)}${bar('out', at, HALF, Math.min(HALF, down))}`;
}

/** The next of 1, 2, 5, 10, 20, 50, … */
function roundUp(most) {
  for (let power = 1; ; power *= 10) {
    const top = [1, 2, 5].map((step) => step * power).find((step) => step >= most);
    if (top) {
      return top;
    }
  }
}
