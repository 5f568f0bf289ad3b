import {html, svg} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';

const HEIGHT = 100;
const GAP_SHARE = 0.24;
const NAMES_SHOWN = 4;

/**
 * Numbers side by side as columns, with their figures as a table for those who cannot see a drawing. Its looks are in
 * `columns.css`.
 */
export class Columns extends PageElement {
  static properties = {
    /** what each is of: {name, values}, the values in the order of the series */
    columns: {attribute: false},
    /** the names of the values, three at most */
    series: {attribute: false},
    /** what the columns go by, for the head of the table */
    by: {},
  };

  constructor() {
    super();
    this.columns = [];
    this.series = [];
    this.by = '';
  }

  render() {
    const {columns, series} = this;
    const top = roundUp(Math.max(0, ...columns.flatMap(({values}) => values)));
    const told = series.map((name, at) => `${name} ${columns.reduce((sum, {values}) => sum + values[at], 0).toLocaleString()}`).join(', ');
    return html`
      <div class="legend small">${series.map((name, at) => html`<span class="series-${at}">${name}</span>`)}</div>
      <figure class="side-by-side" role="img" aria-label="${told} in all">
        <div class="scale small soft number"><span>${top.toLocaleString()}</span><span>0</span></div>
        <svg viewBox="0 0 ${Math.max(1, columns.length)} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
          <path class="lines" d="M0 0H${columns.length}M0 ${HEIGHT / 2}H${columns.length}M0 ${HEIGHT}H${columns.length}" />
          ${columns.map((column, at) => this.#column(column, at, top))}
        </svg>
        <div class="times small soft number">${shown(columns).map(({name}) => html`<span>${name}</span>`)}</div>
      </figure>
      <details><summary>As a table</summary>
        <div class="scroll" tabindex="0" role="group" aria-label="By ${this.by}"><table>
          <thead><tr><th scope="col">${this.by}</th>${series.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
          <tbody>${columns.toReversed().map(({name, values}) => html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td class="number">${value.toLocaleString()}</td>`)}</tr>`)}</tbody>
        </table></div>
      </details>`;
  }

  #column({name, values}, at, top) {
    const width = (1 - GAP_SHARE) / values.length;
    return values.map((value, series) => svg`<rect class="series-${series}" x=${at + GAP_SHARE / 2 + series * width} width=${width}
      y=${HEIGHT * (1 - value / top)} height=${(HEIGHT * value) / top}><title>${name}: ${value.toLocaleString()} ${this.series[series]}</title></rect>`);
  }
}
customElements.define('cl-columns', Columns);

/** A few of the columns, evenly over the width. */
function shown(columns) {
  const last = columns.length - 1;
  return last < NAMES_SHOWN
    ? columns
    : Array.from({length: NAMES_SHOWN}, (_, at) => columns[Math.round((last * at) / (NAMES_SHOWN - 1))]);
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
