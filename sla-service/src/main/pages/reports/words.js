import {duration} from '/kit/kit.js';

export const CLOCKS = ['TIME_TO_ACCEPT', 'FIRST_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'];
export const TIERS = ['COMMUNITY', 'CONTRACTOR', 'SPECIALIST'];

/** What stands for requests of which no topic was found; no topic is called so. */
const NONE = '-';
const UTC = {timeZone: 'UTC'};

const begin = (period) => new Date(`${period}${period.length === 7 ? '-01' : ''}T00:00:00Z`);

/** 0.9784 → "97.8 %". */
export const percent = (share) => (share == null ? '–' : `${(share * 100).toLocaleString(undefined, {maximumFractionDigits: 1})} %`);

/** 4200 → "4.2 s", 83000 → "1 min 23 s". */
export const millis = (value) =>
  value == null ? '–' : value < 10_000 ? `${(value / 1000).toLocaleString(undefined, {maximumFractionDigits: 1})} s` : duration(value / 1000);

export const decimal = (value, digits = 2) => (value == null ? '–' : value.toLocaleString(undefined, {minimumFractionDigits: digits, maximumFractionDigits: digits}));

/** 2026-11-30 or 2026-11 in the reader's words. */
export const periodName = (period) =>
  new Intl.DateTimeFormat(undefined, period.length === 7 ? {...UTC, month: 'long', year: 'numeric'} : {...UTC, dateStyle: 'long'}).format(begin(period));

/** The same, as short as a chart wants it. */
export const shortName = (period) =>
  new Intl.DateTimeFormat(undefined, period.length === 7 ? {...UTC, month: 'short', year: '2-digit'} : {...UTC, month: 'short', day: 'numeric'}).format(begin(period));

/** day or month */
export const unitOf = (period) => (period.length === 7 ? 'month' : 'day');

/** Today, or this month, of UTC. */
export const current = (unit) => new Date().toISOString().slice(0, unit === 'month' ? 7 : 10);

/** So many periods later, or earlier when negative. */
export function later(period, by) {
  const at = begin(period);
  period.length === 7 ? at.setUTCMonth(at.getUTCMonth() + by) : at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, period.length);
}

/** A topic's name, or what stands for one. */
export const topicName = (topic) => (topic == null || topic === NONE ? 'No topic found' : topic);

export const resolved = ({resolvedByTier}) => TIERS.reduce((sum, tier) => sum + (resolvedByTier[tier] ?? 0), 0);
