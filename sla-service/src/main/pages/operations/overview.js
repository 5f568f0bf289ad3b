import {duration} from '/kit/kit.js';

export const CLOCKS = ['TIME_TO_ACCEPT', 'FIRST_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'];
export const TIERS = ['COMMUNITY', 'CONTRACTOR', 'SPECIALIST'];

/** The tiles on top: what is open now, and what of it needs somebody. */
export function tiles(overview) {
  const {total = 0, byStatus = {}} = overview.open;
  const count = (status) => byStatus[status] ?? 0;
  const exhausted = (overview.alerts ?? []).filter((alert) => alert.kind === 'EXHAUSTED').length;
  const tile = (name, value, meaning, {tone = '', figure = ''} = {}) => ({name, value, meaning, figure, tone: value > 0 ? tone : ''});
  return [
    tile('Open', total, 'not finished yet'),
    tile('Waiting', count('OPEN'), 'for somebody to take them', {figure: 'waiting'}),
    tile('In work', count('IN_WORK'), 'somebody is writing', {figure: 'in_work'}),
    ...(count('LINKED') > 0 ? [tile('With an incident', count('LINKED'), 'answered once, together')] : []),
    tile('At risk', overview.atRisk ?? 0, 'a target is near', {tone: 'warn', figure: 'at_risk'}),
    tile('Breached', overview.breached ?? 0, 'open, with a target missed', {tone: 'bad', figure: 'breached'}),
    tile('No step left', exhausted, 'every escalation was tried', {tone: 'bad'}),
  ];
}

/** 0.9784 → "97.8 %"; nothing yet → "none yet". */
export const percent = (share) =>
  share == null || Number.isNaN(share) ? 'none yet' : `${(share * 100).toLocaleString(undefined, {maximumFractionDigits: 1})} %`;

/** 4200 → "4.2 s", 83000 → "1 min 23 s". */
export const millis = (value) =>
  value == null ? 'none yet' : value < 10_000 ? `${(value / 1000).toLocaleString(undefined, {maximumFractionDigits: 1})} s` : duration(value / 1000);

/** Money in the smallest unit. */
export const money = (cents, currency = 'EUR') =>
  new Intl.NumberFormat(undefined, {style: 'currency', currency}).format(cents / 100);
