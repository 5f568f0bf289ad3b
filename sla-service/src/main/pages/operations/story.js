import {raisedBecause} from '/operations/route-story.js';
import {clockTime, clockWord, duration, html, languageName, nothing, priorityWord, repeat, tierWord} from '/kit/kit.js';

const ENDED = {
  ACTIVE: 'works on it',
  COMPLETED: 'answered',
  RELEASED: 'handed it back',
  TIMED_OUT: 'ran out of time: the work was taken back',
  CANCELLED: 'was relieved of the work',
};

const OFFERED = {
  OFFERED: 'may still answer',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  EXPIRED: 'did not answer',
  WITHDRAWN: 'withdrawn',
};

/**
 * All that happened to a request, in one order: what was said, who was asked, who had it, which targets were missed,
 * what the plan did and what staff did. Each part is what a service told, or undefined while it has not.
 */
export function story({request, messages, route, clocks, acts, assigned}) {
  const staff = acts?.items ?? [];
  return [
    ...said(request, messages?.items ?? [], staff),
    ...asked(route?.offers ?? []),
    ...worked(route?.assignments ?? []),
    ...timed(clocks),
    ...done([...staff, ...(assigned?.items ?? [])]),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || one.id.localeCompare(other.id));
}

/** The story as a list; each entry begins with its time. */
export const storyList = (entries, language) => html`<ol class="story">${repeat(entries, (entry) => entry.id, (entry) => html`
  <li class=${entry.tone ?? ''}>
    ${entry.message
      ? html`<cl-message .message=${entry.message} viewer="staff" language=${language}></cl-message>${entry.by ? html`<p class="hint">Written by ${entry.by}.</p>` : nothing}`
      : html`<time class="soft small number" datetime=${entry.at} title=${new Date(entry.at).toLocaleString()}>${clockTime(entry.at)}</time><p>${entry.what}</p>`}
  </li>`)}</ol>`;

/** What was said; the question stands above the story. */
function said(request, messages, staff) {
  return messages
    .filter((message) => message.kind !== 'QUESTION')
    .map((message) => ({
      id: message.id,
      at: message.at,
      message: {alias: message.author === 'CUSTOMER' ? request?.alias : undefined, ...message},
      by: message.author === 'STAFF' ? staff.find((act) => act.detail.messageId === message.id)?.name : undefined,
    }));
}

/** One entry a wave: who was asked, and what became of it. */
function asked(offers) {
  const waves = new Map();
  for (const offer of offers) {
    waves.set(offer.wave, [...(waves.get(offer.wave) ?? []), offer]);
  }
  return [...waves.entries()].map(([wave, wanted]) => ({
    id: `wave-${wave}`,
    at: wanted[0].offeredAt,
    what: html`Wave ${wave} asked ${wanted.map((offer, at) => html`${at ? ', ' : ''}${who(offer)}: ${OFFERED[offer.state] ?? offer.state}${because(offer)}`)}.`,
  }));
}

function worked(assignments) {
  return assignments.flatMap((work) => [
    {id: `took-${work.assignmentId}`, at: work.acceptedAt, what: html`${who(work)} took it.`},
    ...(work.endedAt
      ? [{
          id: `ended-${work.assignmentId}`,
          at: work.endedAt,
          tone: work.state === 'TIMED_OUT' ? 'warn' : '',
          what: html`${who(work)} ${ENDED[work.state] ?? work.state}${work.reason ? because(work) : '.'}`,
        }]
      : []),
  ]);
}

function timed(clocks) {
  // Of the next response each wait is told, and not only the one whose clock is shown.
  const ofRequest = (clocks?.clocks ?? []).filter(({kind}) => kind !== 'NEXT_RESPONSE').map((clock) => ({...clock, id: clock.kind}));
  const replies = (clocks?.replies ?? []).map((reply) => ({...reply, kind: 'NEXT_RESPONSE', id: `next-${reply.askedAt}`}));
  const targets = [...ofRequest, ...replies].flatMap(({kind, id, atRiskAt, breachedAt, metAt}) => [
    {id: `risk-${id}`, at: atRiskAt, tone: 'warn', what: html`Three quarters of the time for ${clockWord(kind)} were used.`},
    {id: `late-${id}`, at: breachedAt, tone: 'bad', what: html`The target for ${clockWord(kind)} was missed.`},
    {id: `met-${id}`, at: metAt, what: html`The target for ${clockWord(kind)} was met.`},
  ]);
  const steps = (clocks?.escalations ?? []).map((each) => ({
    id: `step-${each.round}-${each.step}`,
    at: each.at,
    what: html`Escalation step ${each.step}, ${raisedBecause(each)}: ${each.action}.`,
  }));
  const longer = (clocks?.extensions ?? []).map((each) => ({
    id: `longer-${each.assignmentId}-${each.dueAt}`,
    at: each.at,
    what: html`The work ${each.byStaff ? 'was given more time' : 'was extended by its member'}: due ${clockTime(each.dueAt)}.`,
  }));
  return [...targets.filter((each) => each.at), ...steps, ...longer];
}

/** Who of the company did what. What staff wrote is shown as the message that it is. */
function done(acts) {
  return acts.filter((act) => act.kind !== 'WROTE').map((act) => ({id: act.id, at: act.at, tone: 'accent', what: html`<b>${act.name}</b> ${deed(act)}`}));
}

function deed({kind, detail}) {
  switch (kind) {
    case 'CANCELLED':
      return detail.reason ? html`cancelled the request: “${detail.reason}”` : 'cancelled the request.';
    case 'PRIORITY_RAISED':
      return `raised the priority to ${priorityWord(detail.priority)}.`;
    case 'MINIMUM_TIER_RAISED':
      return `raised the lowest tier to ${tierWord(detail.minimumTier)}.`;
    case 'ASSIGNED':
      return html`assigned it to <b>${detail.alias}</b>, who was asked alone.`;
    case 'NEEDS_CHANGED':
      return html`said anew what it needs: <b>${detail.needs}</b>, in ${languageName(detail.language)}.`;
    case 'TOPIC_CONFIRMED':
      return html`confirmed that it is about <b dir="auto">${detail.topic}</b>.`;
    case 'TOPIC_CORRECTED':
      return html`said that it is about <b dir="auto">${detail.topic}</b>${detail.was ? html`, not <span dir="auto">${detail.was}</span>` : ''}.`;
    case 'ARTICLE_ADDED':
      return html`made an article of its answer: <b dir="auto">${detail.title}</b>.`;
    case 'ARTICLE_CHANGED':
      return html`changed the article that was made of it: <b dir="auto">${detail.title}</b>.`;
    case 'ARTICLE_PUBLISHED':
      return html`published the article that was made of it: <b dir="auto">${detail.title}</b>.`;
    case 'ARTICLE_WITHDRAWN':
      return html`withdrew the article that was made of it: <b dir="auto">${detail.title}</b>.`;
    case 'INCIDENT_OPENED':
      return 'opened the incident.';
    case 'INCIDENT_CLOSED':
      return detail.reason ? html`closed the incident: “<span dir="auto">${detail.reason}</span>”` : 'closed the incident.';
    case 'LINKED':
      return 'linked it to an incident, which answers it.';
    case 'SPLIT':
      return 'took it out of its incident.';
    case 'TIME_GIVEN':
      return html`gave ${duration(Number(detail.seconds))} more: “<span dir="auto">${detail.reason}</span>”`;
    case 'HANDED_OVER':
      return html`handed it over to <b>${detail.alias}</b>, who has it at once.`;
    default:
      return kind.toLowerCase().replaceAll('_', ' ');
  }
}

/** In the member's own words. */
const because = ({reason}) => (reason ? html`: <q dir="auto">${reason}</q>` : '');

const who = (each) => html`<b>${each.alias || 'a member'}</b>${each.tier && each.tier !== 'COMMUNITY' ? html` (${tierWord(each.tier)})` : nothing}`;
