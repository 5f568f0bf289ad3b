import {PageElement, clockTime, html, nothing} from '/kit/kit.js';

/** A member's rank: the rule with the own numbers in it, and all ranks with what each takes and opens. */
class Rank extends PageElement {
  static properties = {
    /** as GET /v1/ranks/me says it */
    rank: {attribute: false},
  };

  render() {
    return html`<section class="card stack" aria-labelledby="rank">
      <h2 id="rank">Your rank</h2>
      ${this.#standing()}
    </section>`;
  }

  #standing() {
    const {name, since, confirmed, judged, qualityPercent, rule, days, thanks} = this.rank;
    return html`<div class="tiles">
        <div class="tile good rank"><span class="figure" dir="auto">${name}</span><span class="hint">${since ? `since ${clockTime(since)}` : 'where everybody begins'}</span></div>
        <div class="tile"><span class="figure">${qualityPercent.toLocaleString()} %</span><span class="hint">quality</span></div>
        <div class="tile"><span class="figure">${confirmed.toLocaleString()}</span><span class="hint">of ${judged.toLocaleString()} judged answers confirmed in ${days} days</span></div>
        <div class="tile"><span class="figure">${thanks.toLocaleString()}</span><span class="hint">${thanks === 1 ? 'answer' : 'answers'} that customers thanked for</span></div>
      </div>
      <p dir="auto">${rule}</p>
      <ol class="entries ranks">${this.rank.ladder.map((step) => this.#step(step))}</ol>`;
  }

  #step(step) {
    const mine = step.rung === this.rank.rung;
    const takes = step.rung === 1
      ? 'Everybody begins here'
      : `Quality of ${step.qualityPercent} %, ${step.confirmed.toLocaleString()} confirmed`;
    return html`<li aria-current=${mine ? 'step' : nothing}>
      <b dir="auto">${step.name}</b>
      ${mine ? html`<span class="chip good">You are here</span>`
        : step.rung < this.rank.rung ? html`<span class="chip">Reached</span>`
        : html`<span class="hint">${step.missing.toLocaleString()} more confirmed</span>`}
      <span class="whole hint" dir="auto">${takes}${step.opens.length ? ` · opens ${step.opens.join(', ')}` : ''}</span></li>`;
  }
}
customElements.define('cl-rank', Rank);
