import {PageElement, clockTime, html} from '/kit/kit.js';
import {loadCharts} from '/kit/charts.js';

/** Requests per minute, {minute, count} each, as bars. The figures are there as a table as well, for those who cannot see a drawing. */
class Arrivals extends PageElement {
  static properties = {points: {attribute: false}, broken: {state: true}};

  #chart = null;
  #loading = null;
  #observer = null;
  #drawn = '';
  #redraw = () => {
    this.#drawn = '';
    this.#draw();
  };

  constructor() {
    super();
    this.points = [];
    this.broken = false;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('theme-changed', this.#redraw);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('theme-changed', this.#redraw);
    matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', this.#redraw);
    this.#observer?.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
    this.#loading = null;
    this.#drawn = '';
  }

  render() {
    const counts = this.points.map((point) => point.count);
    const all = counts.reduce((sum, count) => sum + count, 0);
    const most = Math.max(0, ...counts);
    return html`
      ${this.broken
        ? html`<p class="note">The drawing could not be loaded; the figures are in the table.</p>`
        : html`<div class="chart" role="img" aria-label="Arrivals in the last ${counts.length} minutes: ${all} in all, at most ${most} a minute"></div>`}
      <p class="hint">${all.toLocaleString()} in ${counts.length} minutes, at most ${most} a minute.</p>
      <details><summary>As a table</summary>
        <div class="scroll"><table><thead><tr><th scope="col">Minute</th><th scope="col" class="number">Requests</th></tr></thead>
          <tbody>${this.points.toReversed().slice(0, 60).map((point) => html`<tr><td>${clockTime(point.minute)}</td><td class="number">${point.count}</td></tr>`)}</tbody></table></div>
      </details>`;
  }

  updated() {
    this.#draw();
  }

  async #draw() {
    const place = this.querySelector('.chart');
    const text = JSON.stringify(this.points);
    if (!place || text === this.#drawn) {
      return;
    }
    try {
      this.#loading ??= loadCharts();
      const charts = await this.#loading;
      if (!this.isConnected) {
        return;
      }
      if (!this.#chart) {
        this.#chart = charts.init(place);
        this.#observer = new ResizeObserver(() => this.#chart?.resize());
        this.#observer.observe(place);
      }
      this.#drawn = text;
      this.#chart.setOption(this.#options(), true);
    } catch (error) {
      this.broken = true;
    }
  }

  #options() {
    const ink = probe(this, '--ink-soft');
    return {
      animation: false,
      grid: {left: 4, right: 4, top: 12, bottom: 4, containLabel: true},
      xAxis: {
        type: 'category',
        data: this.points.map((point) => clockTime(point.minute)),
        axisLine: {lineStyle: {color: probe(this, '--line')}},
        axisTick: {show: false},
        axisLabel: {color: ink, interval: Math.max(1, Math.ceil(this.points.length / 5)), hideOverlap: true},
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitNumber: 3,
        axisLabel: {color: ink},
        splitLine: {lineStyle: {color: probe(this, '--line')}},
      },
      // As text on the canvas: a tooltip of HTML would need inline styles, which the policy refuses.
      tooltip: {
        trigger: 'axis',
        renderMode: 'richText',
        backgroundColor: probe(this, '--raised'),
        borderColor: probe(this, '--line-strong'),
        textStyle: {color: probe(this, '--ink')},
        axisPointer: {type: 'shadow'},
      },
      series: [{name: 'Requests', type: 'bar', data: this.points.map((point) => point.count), barCategoryGap: '20%',
        itemStyle: {color: probe(this, '--accent'), borderRadius: [3, 3, 0, 0]}}],
    };
  }
}
customElements.define('cl-arrivals', Arrivals);

/** A colour token as the canvas understands it: light-dark() is resolved by the browser on a property. */
function probe(element, token) {
  const before = element.style.color;
  element.style.color = `var(${token})`;
  const colour = getComputedStyle(element).color;
  element.style.color = before;
  return colour;
}
