import {languageName, priorityWord, skillName, tierWord} from '/kit/kit.js';

/**
 * A number of this page and the requests behind it: {figure, by, value} as the overview counts them, or {queue} as
 * routing serves them.
 */
export const DIMENSIONS = [
  {by: 'skill', title: 'Skills', one: 'Skill', words: skillName},
  {by: 'topic', title: 'Topics', one: 'Topic', words: String},
  {by: 'channel', title: 'Channels', one: 'Channel', words: (value) => value.toLowerCase()},
  {by: 'priority', title: 'Priorities', one: 'Priority', words: priorityWord},
  {by: 'tier', title: 'Tiers', one: 'Lowest tier', words: tierWord},
  {by: 'language', title: 'Languages', one: 'Language', words: languageName},
];

const FIGURES = {waiting: 'waiting', in_work: 'in work', answered: 'answered', at_risk: 'at risk', breached: 'past a target'};

/** "at risk, skill data roaming"; nothing when it is no slice. */
export function sliceWords({figure, by, value, queue}) {
  if (queue) {
    return 'waiting in one queue, the next to be served first';
  }
  const dimension = DIMENSIONS.find((each) => each.by === by);
  const words = FIGURES[figure];
  return words && (dimension && value ? `${words}, ${dimension.one.toLowerCase()} ${dimension.words(value)}` : words);
}

/** The slice that an address names; null when it names none. */
export function sliceOf(parameters) {
  const {figure, by, value, queue} = Object.fromEntries(parameters);
  if (queue) {
    return {queue};
  }
  const slice = by && value ? {figure, by, value} : {figure};
  return sliceWords(slice) ? slice : null;
}

/** What waits in a queue is open, and routing says so by listing it. */
const listed = (item) => ({status: 'OPEN', ...item, id: item.requestId, createdAt: item.submittedAt});

/** Routing gives the first of a queue only, and no page after them. */
const MOST_QUEUED = 200;

/** A page of the requests behind a number, as the list of requests shows them. */
export async function sliced(api, {queue, ...counted}, {limit, cursor}) {
  const page = queue
    ? await api.get(`/v1/queues/${queue}/requests`, {limit: MOST_QUEUED})
    : await api.get('/v1/overview/requests', {...counted, limit, cursor});
  return {...page, items: page.items.map(listed)};
}
