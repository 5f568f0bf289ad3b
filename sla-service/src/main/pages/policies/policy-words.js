import {clockWord, priorityWord, tierWord} from '/kit/kit.js';

export const PRIORITIES = ['URGENT', 'HIGH', 'NORMAL', 'LOW'];

export const CHANNELS = ['WEB', 'EMAIL', 'SMS', 'CHAT', 'SOCIAL', 'FORUM', 'PHONE', 'API'];

export const TARGETS = [
  {field: 'acceptSeconds', unit: 'time', title: clockWord('TIME_TO_ACCEPT')},
  {field: 'firstResponseSeconds', unit: 'time', title: clockWord('FIRST_RESPONSE')},
  {field: 'nextResponseSeconds', unit: 'target', title: clockWord('NEXT_RESPONSE')},
  {field: 'resolutionSeconds', unit: 'time', title: clockWord('RESOLUTION')},
];

/** The numbers of a policy that stand by themselves: where, in which unit, and what they say. */
export const NUMBERS = [
  {title: 'Offers', fields: [
    {path: 'offerSeconds', unit: 'time', title: 'An offer stands'},
    {path: 'waveSize', unit: 'count', title: 'Members asked at once'},
    {path: 'waveLimit', unit: 'count', title: 'At most, after steps'},
    {path: 'newMemberCapacity', unit: 'count', title: 'Pieces a new member may hold'},
  ]},
  {title: 'Work that was accepted', fields: [
    {path: 'firstActionSeconds', unit: 'time', title: 'First sign of work'},
    {path: 'completionSeconds', unit: 'time', title: 'Answer'},
    {path: 'warningPercent', unit: 'percent', title: 'Warned at'},
    {path: 'extensions', unit: 'count', title: 'Extensions'},
    {path: 'extensionSeconds', unit: 'time', title: 'Each extends by'},
  ]},
  {title: 'Customers', fields: [
    {path: 'silenceSeconds', unit: 'time', title: 'Silence that confirms an answer'},
    {path: 'customerWaitSeconds', unit: 'time', title: 'Clocks wait for a reply'},
    {path: 'followUpSeconds', unit: 'time', title: 'Member may follow up'},
  ]},
  {title: 'Cost', hint: 'Without a limit a day contractors take whatever the plan gives them. A piece that does not fit goes to specialists. The day is of that zone, or left empty of the calendar.', fields: [
    {path: 'cost.currency', unit: 'text', title: 'Currency'},
    {path: 'cost.staffCents', unit: 'money', title: 'A resolution by staff'},
    {path: 'cost.contractorCents', unit: 'money', title: 'A piece by a contractor'},
    {path: 'cost.contractorDayCents', unit: 'limit', title: 'Contractors a day, at most'},
    {path: 'cost.contractorZone', unit: 'zone', title: 'Zone of that day'},
    {path: 'cost.pointMilliCents', unit: 'thousandths', title: 'One point'},
  ]},
];

export const at = (policy, path) => path.split('.').reduce((value, name) => value?.[name], policy);

export function put(policy, path, value) {
  const names = path.split('.');
  const last = names.pop();
  names.reduce((inner, name) => inner[name], policy)[last] = value;
}

const UNITS = {d: 86_400, h: 3600, min: 60, s: 1};

/** 5400 → "1 h 30 min", nothing left out. */
export function spell(seconds) {
  const parts = [];
  let rest = seconds;
  for (const [name, size] of Object.entries(UNITS)) {
    if (rest >= size) {
      parts.push(`${Math.floor(rest / size)} ${name}`);
      rest %= size;
    }
  }
  return parts.join(' ') || '0 s';
}

/** "1 h 30 min" → 5400, or null for what is no time. */
export function secondsOf(text) {
  if (!/^\s*(\d+\s*(d|h|min|m|s)\s*)+$/i.test(text)) {
    return null;
  }
  return [...text.toLowerCase().matchAll(/(\d+)\s*(d|h|min|m|s)/g)]
    .reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit === 'm' ? 'min' : unit], 0);
}

/** How a number is written in its field. */
export const written = (value, unit) => ({
  time: () => spell(value),
  money: () => (value / 100).toFixed(2),
  target: () => (value == null ? '' : spell(value)),
  limit: () => (value == null ? '' : (value / 100).toFixed(2)),
  zone: () => value ?? '',
  thousandths: () => (value / 100_000).toFixed(5).replace(/0{1,3}$/, ''),
})[unit]?.() ?? String(value);

/** What is written in a field: {value}, or {wrong} that says what it should be. */
export function read(text, unit) {
  const plain = text.trim();
  const number = Number(plain.replace(',', '.'));
  const whole = /^-?\d+$/.test(plain);
  switch (unit) {
    case 'target': return plain === '' ? {value: null} : read(text, 'time');
    // Left empty there is no limit, and the zone is the calendar's.
    case 'limit': return plain === '' ? {value: null} : read(text, 'money');
    case 'zone': return {value: plain || null};
    case 'text': return {value: plain.toUpperCase()};
    case 'time': {
      const seconds = secondsOf(plain);
      return seconds === null ? {wrong: 'write a time, such as 20 min or 1 h 30 min'} : {value: seconds};
    }
    case 'money': case 'thousandths': {
      const value = Math.round(number * (unit === 'money' ? 100 : 100_000));
      return plain === '' || !Number.isSafeInteger(value) ? {wrong: 'write an amount, such as 4.00'} : {value};
    }
    default: return whole ? {value: Number(plain)} : {wrong: 'write a whole number'};
  }
}

/** "de, fr" → {value: ['de', 'fr']}. */
export const listed = (text) => ({value: text.split(',').map((part) => part.trim()).filter(Boolean)});

/** "plan=gold" → {value: {plan: 'gold'}}, or {wrong}. */
export function paired(text) {
  const pairs = listed(text).value.map((part) => part.split(/=(.*)/s).map((side) => side.trim()));
  return pairs.every(([name, value]) => name && value) ? {value: Object.fromEntries(pairs.map(([name, value]) => [name, value]))} : {wrong: 'write name=value, separated by commas'};
}

/** {plan: 'gold'} → "plan=gold". */
export const spelledPairs = (pairs) => Object.entries(pairs).map(([name, value]) => `${name}=${value}`).join(', ');

/** Which requests a case suits, in words. */
export function suits({priorities, channels, topics, languages, attributes}) {
  return [
    priorities.map(priorityWord).join(' or '),
    channels.map((channel) => channel.toLowerCase()).join(' or '),
    topics.join(' or '),
    languages.join(' or '),
    Object.entries(attributes).map(([name, value]) => `${name} ${value}`).join(' and '),
  ].filter(Boolean).join(', ');
}

/** What a step does, in words. */
export function does(step) {
  return [
    step.widenLevels > 0 ? `skills ${step.widenLevels} ${step.widenLevels === 1 ? 'level' : 'levels'} lower will do` : '',
    step.waveFactor > 1 ? `waves × ${step.waveFactor}` : '',
    step.rewardPercent > 100 ? `reward × ${step.rewardPercent / 100}` : '',
    step.tier ? `${tierWord(step.tier)}s may be asked` : '',
    step.alert ? 'operators are alerted' : '',
    step.predictive ? 'sooner when a longer wait is to expect' : '',
  ].filter(Boolean).join(', ') || 'nothing';
}

/** What one version changed of the one before it, a line each. */
export function differences(before, after) {
  const lines = [];
  const compare = (name, path, unit) => {
    const [old, now] = [at(before, path) ?? null, at(after, path) ?? null];
    if (old !== now) {
      lines.push(`${name}: ${written(old, unit) || 'none'} → ${written(now, unit) || 'none'}`);
    }
  };
  lines.push(...ownDifferences(before, after));
  PRIORITIES.forEach((priority) => compare(`${priorityWord(priority)}, reward`, `rewardPoints.${priority}`, 'count'));
  NUMBERS.forEach(({title, fields}) => fields.forEach((field) => compare(`${title}, ${field.title.toLowerCase()}`, field.path, field.unit)));
  lines.push(...caseDifferences(before.cases ?? [], after.cases ?? []));
  return lines;
}

/** Of the targets and steps of a policy, or of a case. */
function ownDifferences(before, after) {
  const lines = [];
  for (const priority of PRIORITIES) {
    for (const {field, unit, title} of TARGETS) {
      const [old, now] = [before.targets[priority][field] ?? null, after.targets[priority][field] ?? null];
      if (old !== now) {
        lines.push(`${priorityWord(priority)}, ${title}: ${written(old, unit) || 'none'} → ${written(now, unit) || 'none'}`);
      }
    }
  }
  const steps = new Map(before.steps.map((step) => [step.id, step]));
  for (const step of after.steps) {
    const old = steps.get(step.id);
    steps.delete(step.id);
    if (!old) {
      lines.push(`new step at ${step.percent} %: ${does(step)}`);
    } else if (old.percent !== step.percent || does(old) !== does(step)) {
      lines.push(`step at ${old.percent} %, ${does(old)} → at ${step.percent} %, ${does(step)}`);
    }
  }
  steps.forEach((step) => lines.push(`no step at ${step.percent} % any more: ${does(step)}`));
  return lines;
}

function caseDifferences(before, after) {
  const lines = [];
  const cases = new Map(before.map((each) => [each.id, each]));
  for (const each of after) {
    const old = cases.get(each.id);
    cases.delete(each.id);
    if (!old) {
      lines.push(`new case ${each.name}, for ${suits(each.when)}`);
    } else {
      if (old.name !== each.name || suits(old.when) !== suits(each.when)) {
        lines.push(`case ${old.name}, for ${suits(old.when)} → ${each.name}, for ${suits(each.when)}`);
      }
      lines.push(...ownDifferences(old, each).map((line) => `case ${each.name}: ${line}`));
    }
  }
  cases.forEach((each) => lines.push(`no case ${each.name} any more`));
  const order = (list, others) => list.filter(({id}) => others.some((other) => other.id === id)).map(({id}) => id).join();
  if (order(before, after) !== order(after, before)) {
    lines.push(`cases in another order: ${after.map(({name}) => name).join(', ')}`);
  }
  return lines;
}
