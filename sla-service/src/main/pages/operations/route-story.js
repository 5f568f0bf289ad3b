import {ago, clockTime, clockWord, duration, html, nothing, skillName, statusWord, tierWord} from '/kit/kit.js';

/** Why a step was raised when it was. */
export const raisedBecause = (each) => (each.expectedWaitMillis
  ? `because a wait of ${duration(each.expectedWaitMillis / 1000)} was to expect and less was left`
  : `at ${Math.round(each.share * 100)} % of the time`);

export const escalationList = (escalations = []) =>
  escalations.length === 0
    ? nothing
    : html`<ol class="stack tight small">${escalations.map((each) => html`
        <li>Step ${each.step}, ${raisedBecause(each)}: ${each.action}
          <span class="soft">${ago(each.at)}</span></li>`)}</ol>`;

/** Who was asked and who had it: every offer and assignment of a route. */
export function tried(route) {
  const offers = route.offers ?? [];
  const assignments = route.assignments ?? [];
  if (offers.length + assignments.length === 0) {
    return html`<p class="soft small">Nobody has been asked yet.</p>`;
  }
  return html`<ol class="tried small">
    ${assignments.map((each) => html`<li><span>${who(each)} took it${because(each)}</span><cl-status value=${each.state}></cl-status><time class="soft" datetime=${each.acceptedAt}>${clockTime(each.acceptedAt)}</time></li>`)}
    ${offers.map((each) => html`<li><span>${who(each)} was asked in wave ${each.wave}${because(each)}</span><cl-status value=${each.state}></cl-status><time class="soft" datetime=${each.offeredAt}>${clockTime(each.offeredAt)}</time></li>`)}
  </ol>`;
}

/** Why somebody declined, or handed it back. */
const because = ({reason}) => (reason ? html`, <q dir="auto">${reason}</q>` : nothing);

const who = (each) => html`<b>${each.alias || 'A member'}</b>${each.tier && each.tier !== 'COMMUNITY' ? `, ${tierWord(each.tier)},` : nothing}`;

/** Why a clock uses no time although it may go on, in words. */
const standing = (clock, calendar) => (clock.course?.at(-1)?.runs && calendar?.opensAt
  ? `, stands still: the calendar is closed until ${clockTime(calendar.opensAt)}`
  : ', stands still: waiting for the customer');

/** One SLA clock with its share as bar and words, in the working time of its calendar. */
export function clockLine(clock, calendar) {
  const share = clock.budgetMillis ? clock.usedMillis / clock.budgetMillis : 0;
  const late = Boolean(clock.breachedAt) || share > 1;
  return html`<li class="measure">
    <span>${clockWord(clock.kind)} <cl-status value=${late ? 'BREACHED' : clock.state}></cl-status></span>
    <b>${Math.round(share * 100)} %</b>
    <cl-bar share=${share} tone=${late ? 'late' : share > 0.7 && clock.state === 'RUNNING' ? 'soon' : ''}></cl-bar>
    <span class="hint">${duration(clock.usedMillis / 1000)} of ${duration(clock.budgetMillis / 1000)} used${clock.state === 'PAUSED' ? standing(clock, calendar) : ''}${clock.dueAt && clock.leftMillis > 0 && (clock.state === 'RUNNING' || clock.state === 'PAUSED') ? `; due ${clockTime(clock.dueAt)}` : ''}</span>
  </li>`;
}

/** The steps of a request's plan that are still to come, with when. */
export function stepsToCome(steps = []) {
  const left = steps.filter((step) => !step.raised && step.dueAt);
  return left.length === 0 ? nothing : html`<ol class="stack tight small">${left.map((step) => html`
    <li>${clockTime(step.dueAt)}, at ${Math.round(step.share * 100)} %${step.predictive ? ' or sooner' : ''}: ${step.action}</li>`)}</ol>`;
}

export const needsText = (needs = []) => needs.map((need) => `${skillName(need.skill)} ${need.level}`).join(', ') || 'nothing particular';

/** Where a route stands, as facts. */
export const routeFacts = (route) => html`<dl class="facts small">
  <dt>State</dt><dd>${statusWord(route.state)}</dd>
  <dt>Needs</dt><dd>${needsText(route.needs)}</dd>
  <dt>Lowest tier</dt><dd>${tierWord(route.minimumTier)}</dd>
  <dt>Wave</dt><dd>${route.wave}</dd>
  <dt>Escalation step</dt><dd>${route.step}</dd>
  <dt>Reward</dt><dd>${route.reward} points</dd>
</dl>`;
