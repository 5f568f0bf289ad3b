// Deadlines are the server's; a visitor's clock may be minutes off. What the server says of its time corrects ours.
const TRUSTED_SKEW_MILLIS = 1500;
let skewMillis = 0;

/** Milliseconds since 1970 as the server counts them. */
export const now = () => Date.now() + skewMillis;

/** The server's time, from a Date header or a field; below a second and a half network and rounding explain the difference. */
export function heardServerTime(text) {
  const server = Date.parse(text ?? '');
  if (!Number.isNaN(server)) {
    const skew = server - Date.now();
    skewMillis = Math.abs(skew) > TRUSTED_SKEW_MILLIS ? skew : 0;
  }
}

/** Asks for the server's time, now and every ten minutes: the API's answers do not carry it. */
async function askServerTime() {
  const response = await fetch(location.pathname, {method: 'HEAD', cache: 'no-store', credentials: 'omit'}).catch(() => null);
  heardServerTime(response?.headers.get('Date'));
}
askServerTime();
setInterval(askServerTime, 600_000);

const listeners = new Set();
let timer = 0;

/** Calls back four times a second while anybody listens; returns how to stop. */
export function everyTick(listener) {
  listeners.add(listener);
  timer ||= setInterval(() => listeners.forEach((each) => each()), 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = 0;
    }
  };
}

/** 75 → "1 min 15 s"; the two largest units. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const parts = [];
  let rest = whole;
  for (const [size, name] of units) {
    if (rest >= size && parts.length < 2) {
      parts.push(`${Math.floor(rest / size)} ${name}`);
      rest %= size;
    } else if (parts.length === 1) {
      break;
    }
  }
  return parts.join(' ') || '0 s';
}

/** "just now", "5 min ago". */
export function ago(text) {
  const seconds = (now() - Date.parse(text)) / 1000;
  if (seconds < 10) {
    return 'just now';
  }
  const unit = [86400, 3600, 60, 1].find((size) => seconds >= size) ?? 1;
  return `${duration(Math.floor(seconds / unit) * unit)} ago`;
}

const today = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit'});
const otherDay = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});

/** The time of day, with the date when it is not today. */
export function clockTime(text) {
  const at = new Date(text);
  return (at.toDateString() === new Date(now()).toDateString() ? today : otherDay).format(at);
}

/** A sentence of a service with its times of day as the reader's. */
export const readable = (sentence) =>
  sentence.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (time) => new Date(time).toLocaleTimeString());
