// The services' constants in the words of the pages. What is not listed is shown in lower case, so that a new
// constant is never a blank.
const plain = (value) => String(value ?? '').toLowerCase().replaceAll('_', ' ');
const wording = (words) => (value) => words[value] ?? plain(value);

export const tierWord = wording({COMMUNITY: 'community member', SPECIALIST: 'specialist', CONTRACTOR: 'contractor'});
export const priorityWord = wording({URGENT: 'urgent', HIGH: 'high', NORMAL: 'normal', LOW: 'low'});
export const clockWord = wording({
  TIME_TO_ACCEPT: 'time to accept',
  FIRST_RESPONSE: 'first response',
  NEXT_RESPONSE: 'next response',
  RESOLUTION: 'resolution',
  FIRST_ACTION: 'first action',
  COMPLETION: 'completion',
});
export const statusWord = wording({
  OPEN: 'open',
  IN_WORK: 'in work',
  LINKED: 'with an incident',
  ANSWERED: 'answered',
  RESOLVED: 'resolved',
  CANCELLED: 'cancelled',
  QUEUED: 'waiting',
  OFFERED: 'being offered',
  ASSIGNED: 'in work',
  EXHAUSTED: 'no step left',
  CLOSED: 'closed',
  TIMED_OUT: 'taken back',
  RELEASED: 'handed back',
  WITHDRAWN: 'withdrawn',
});

const TONES = {
  IN_WORK: 'accent', ASSIGNED: 'accent', ACTIVE: 'accent', ACCEPTED: 'accent', OFFERED: 'accent', RUNNING: 'accent',
  ANSWERED: 'good', RESOLVED: 'good', COMPLETED: 'good', MET: 'good',
  URGENT: 'bad', EXHAUSTED: 'bad', BREACHED: 'bad', TIMED_OUT: 'bad',
  HIGH: 'warn', PAUSED: 'warn', AT_RISK: 'warn', RELEASED: 'warn',
};

/** good, warn, bad, accent, or nothing for the quiet ones. */
export const tone = (value) => TONES[value] ?? '';

/** Who speaks: always said in words, never by colour or place alone. */
export function speaker(message, viewer) {
  if (viewer === 'reviewer') {
    // Who judges does not know whom.
    return {name: {CUSTOMER: 'The customer', MEMBER: 'A helper', STAFF: 'Staff'}[message.author] ?? 'Crowdline', what: ''};
  }
  if (message.author === 'CUSTOMER') {
    return viewer === 'customer' ? {name: 'You', what: ''} : {name: message.alias ?? 'Customer', what: 'customer'};
  }
  if (message.author === 'MEMBER') {
    return {name: message.alias ?? 'Somebody', what: tierWord(message.tier ?? 'COMMUNITY')};
  }
  if (message.author === 'STAFF') {
    return {name: 'Staff', what: viewer === 'customer' ? 'of the company' : 'to the customer'};
  }
  return {name: 'Crowdline', what: 'automatic message'};
}

/** data-roaming → "data roaming". */
export const skillName = (skill) => String(skill).replaceAll('-', ' ');

/** A language's name in the reader's language, or its code. */
export function languageName(code) {
  try {
    return new Intl.DisplayNames(undefined, {type: 'language'}).of(code) ?? code;
  } catch {
    return code;
  }
}

/** 400, EUR: money of the reader's language. */
export const money = (cents, currency) => new Intl.NumberFormat(undefined, {style: 'currency', currency}).format(cents / 100);

/** 1 point, 2 points. */
export const points = (count) => `${Number(count).toLocaleString()} ${Math.abs(count) === 1 ? 'point' : 'points'}`;
