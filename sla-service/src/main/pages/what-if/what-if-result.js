import {PageElement, clockWord, duration, html, money, nothing, tierWord} from '/kit/kit.js';
import {differences} from '/policies/policy-words.js';

const CLOCKS = ['TIME_TO_ACCEPT', 'FIRST_RESPONSE', 'RESOLUTION'];
const TIERS = ['COMMUNITY', 'CONTRACTOR', 'SPECIALIST'];

const whole = (count) => Math.round(count).toLocaleString();
const share = (percent) => `${percent.toLocaleString(undefined, {maximumFractionDigits: 1})} %`;
const wait = (millis) => (millis < 10_000 ? `${(millis / 1000).toLocaleString(undefined, {maximumFractionDigits: 1})} s` : duration(millis / 1000));
const seconds = (millis) => `${millis < 0 ? '−' : '+'}${wait(Math.abs(millis))}`;
const more = (value) => `${value < 0 ? '−' : '+'}${whole(Math.abs(value))}`;
const signed = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toLocaleString(undefined, {maximumFractionDigits: 1})}`;

/** What is compared: its words, the value of one replay, how it reads, how a difference does, and whether more is good. */
const measures = (currency) => [
  {title: 'Targets met', of: CLOCKS.map((clock) => ({
    name: clockWord(clock), value: ({targets}) => targets[clock]?.percent, reads: share, differs: (value) => `${signed(value)} points`, good: 1, bar: true,
  }))},
  {title: 'How long it took', of: [
    {name: 'Until somebody took it, half within', value: (figures) => figures.takenMedianMillis, reads: wait, differs: seconds, good: -1},
    {name: 'Until somebody took it, nine of ten within', value: (figures) => figures.takenNinetiethMillis, reads: wait, differs: seconds, good: -1},
    {name: 'Until the first answer, half within', value: (figures) => figures.answeredMedianMillis, reads: wait, differs: seconds, good: -1},
    {name: 'Until the first answer, nine of ten within', value: (figures) => figures.answeredNinetiethMillis, reads: wait, differs: seconds, good: -1},
  ]},
  {title: 'Who answered', of: [
    ...TIERS.map((tier) => ({name: `Answered by a ${tierWord(tier)}`, value: ({answeredBy}) => answeredBy[tier] ?? 0, reads: whole, differs: more, good: 0})),
    {name: 'Not answered by the end', value: ({unanswered}) => unanswered, reads: whole, differs: more, good: -1},
  ]},
  {title: 'What it took', of: [
    {name: 'Offers made', value: ({offers}) => offers, reads: whole, differs: more, good: 0},
    {name: 'Escalation steps', value: ({steps}) => steps, reads: whole, differs: more, good: 0},
    {name: 'Waited when no step was left', value: ({exhausted}) => exhausted, reads: whole, differs: more, good: -1},
    {name: 'Cost of what was confirmed', value: ({cents}) => cents, reads: (cents) => money(cents, currency), differs: (cents) => `${cents < 0 ? '−' : '+'}${money(Math.abs(cents), currency)}`, good: -1},
  ]},
];

/** The value of some replays: their mean, the lowest and the highest; null where one has none. */
function over(figures, value) {
  const all = figures.map(value);
  return all.some((each) => each == null) ? null
    : {mean: all.reduce((sum, each) => sum + each, 0) / all.length, low: Math.min(...all), high: Math.max(...all)};
}

/** What a period came to, replayed as it was and replayed under the policy that is tried. */
class WhatIfResult extends PageElement {
  static properties = {whatIf: {attribute: false}, current: {attribute: false}};

  render() {
    const {policy, result, crowd} = this.whatIf;
    const lines = differences(this.current, policy);
    const {recorded, unchanged, tried} = result;
    const all = recorded?.requests ?? unchanged[0].requests;
    return html`<div class="stack">
      ${lines.length ? html`<ul class="stack tight small" aria-label="What differs from the policy in force now">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
        : html`<p class="hint">The policy that was tried is the one in force now.</p>`}
      ${this.#trust(result)}
      <div class="scroll" tabindex="0" role="group" aria-label="What it came to"><table class="numbers">
        <thead><tr><th scope="col">${all.toLocaleString()} requests</th>${recorded ? html`<th scope="col" class="number">As it was</th>` : nothing}
          <th scope="col" class="number">Replayed without a change</th><th scope="col" class="number">Replayed with it</th><th scope="col" class="number">What it does</th></tr></thead>
        ${measures(policy.cost.currency).map(({title, of}) => html`<tbody><tr class="group"><th scope="rowgroup" colspan=${recorded ? 5 : 4}>${title}</th></tr>
          ${of.map((measure) => this.#line(measure, recorded, unchanged, tried))}</tbody>`)}
      </table></div>
      <details><summary>How this is computed</summary><div class="stack tight small">
        <p>The same requests come at the same moments, and who was there is there again. What is offered to whom, when steps are raised and which targets are missed follows from the very rules by which Crowdline runs. ${crowd
          ? html`People are as you suppose them to be: ${crowd.members} members of whom ${crowd.onlinePercent} % are online, ${crowd.specialists} specialists, and so on; each knows what is needed.`
          : html`Where the same member is offered the same request as then, it is done what was done then; else it is drawn from what that member, or members of that tier, did about others.`}</p>
        <p>Each is replayed ${unchanged.length.toLocaleString()} times with other lots: the mean, and in brackets the lowest and the highest. Both sides draw the same lots, so that a difference is the policy's.</p></div></details>
    </div>`;
  }

  #trust({near}) {
    return near == null ? html`<p class="note">Nobody has seen this period: the two replays can be compared with each other, and with nothing that was.</p>`
      : near ? html`<p class="note good">The replay without a change comes near to what was: every target within two points, the median wait within a tenth.</p>`
        : html`<p class="note warn">The replay without a change does not come near to what was. Take the difference for a direction, not for a figure.</p>`;
  }

  #line({name, value, reads, differs, good, bar}, recorded, unchanged, tried) {
    const was = recorded ? value(recorded) : null;
    const [without, with_] = [over(unchanged, value), over(tried, value)];
    const cell = (range) => html`<td class="number">${range === null ? '–' : html`${reads(range.mean)}${range.low === range.high ? nothing
      : html` <span class="soft">(${reads(range.low)} to ${reads(range.high)})</span>`}${bar ? html`<cl-bar .share=${range.mean / 100}></cl-bar>` : nothing}`}</td>`;
    const difference = without && with_ ? with_.mean - without.mean : null;
    // Ranges that overlap may differ by chance alone.
    const clear = without && with_ && (with_.low > without.high || with_.high < without.low);
    const tone = clear && good !== 0 ? (Math.sign(difference) === good ? 'good' : 'bad') : '';
    return html`<tr><th scope="row">${name}</th>
      ${recorded ? html`<td class="number">${was == null ? '–' : html`${reads(was)}${bar ? html`<cl-bar .share=${was / 100}></cl-bar>` : nothing}`}</td>` : nothing}
      ${cell(without)}${cell(with_)}
      <td class="number">${difference === null ? '–' : difference === 0 ? 'nothing' : html`<span class="chip ${tone}">${differs(difference)}</span>`}</td></tr>`;
  }
}
customElements.define('cl-what-if-result', WhatIfResult);
