export const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
export const WEEKDAYS = DAYS.slice(0, 5);

const MINUTES = 1440;
const PERIOD = /^(\d{1,2})[:.]?(\d{2})?\s*[-–—]\s*(\d{1,2})[:.]?(\d{2})?$/;

export const dayWord = (day) => day[0] + day.slice(1).toLowerCase();

export const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const time = (hours, minutes) => `${hours.padStart(2, '0')}:${minutes ?? '00'}`;

/** "9-12, 13:00-17:00" → {periods}, or {wrong} that says what it should be. */
export function readHours(text) {
  const parts = text.split(/[,;]/).map((part) => part.trim()).filter((part) => part !== '' && part.toLowerCase() !== 'closed');
  const periods = [];
  for (const part of parts) {
    const found = PERIOD.exec(part);
    const period = found && {from: time(found[1], found[2]), to: time(found[3], found[4])};
    if (!period || !isTime(period.from) || !(isTime(period.to) || period.to === '24:00')) {
      return {wrong: 'write periods, such as 09:00-12:00, 13:00-17:00'};
    }
    periods.push(period);
  }
  return {periods};
}

const isTime = (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** How the hours of a day are written. */
export const hours = (periods) => periods.map(({from, to}) => `${from}-${to}`).join(', ');

/** The periods of a day as shares of it, for its picture. */
export const bars = (periods) => periods.map(({from, to}) => ({
  from: (minutesOf(from) / MINUTES) * 100,
  length: ((minutesOf(to) - minutesOf(from)) / MINUTES) * 100,
}));

/** 2400 → "40 h", 2430 → "40 h 30 min". */
export function length(minutes) {
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest ? `${whole} h ${rest} min` : `${whole} h`;
}

export const minutesAWeek = (week) => DAYS.reduce((sum, day) => sum + week[day].reduce((open, {from, to}) => open + minutesOf(to) - minutesOf(from), 0), 0);

/** A calendar in a line. */
export function inWords({zone, week, holidays, exceptions}) {
  const open = minutesAWeek(week);
  return [
    open === 7 * MINUTES ? 'always open' : `${length(open)} a week`,
    zone,
    holidays ? `holidays of ${holidays.country}${holidays.region ? `, ${holidays.region}` : ''}` : 'no holidays',
    exceptions.length === 0 ? '' : `${exceptions.length} ${exceptions.length === 1 ? 'exception' : 'exceptions'}`,
  ].filter(Boolean).join(' · ');
}
