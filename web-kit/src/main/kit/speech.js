/**
 * A page in the visitor's language. Its words lie in one file per language; a language more is a file more. English is
 * always there.
 *
 * @param wanted language tags, the best first
 * @param english the words that are there anyway
 * @param load async function giving the module of a language's words; fails when there is none
 * @returns {{tag, words}}
 */
export async function speak(wanted, english, load) {
  for (const tag of [...new Set(wanted.filter(Boolean).map((each) => each.toLowerCase().split('-')[0]))]) {
    if (tag === 'en') {
      break;
    }
    const found = /^[a-z]{2,3}$/.test(tag) ? await wordsOf(load, tag) : null;
    if (found) {
      return {tag, words: found.default};
    }
  }
  return {tag: 'en', words: english};
}

async function wordsOf(load, tag) {
  try {
    return await load(tag);
  } catch {
    // The bundle has no such file.
    return null;
  }
}

/** The page is in that language from now on, with what stands around its own element. */
export function speaksNow({tag, words}) {
  document.documentElement.lang = tag;
  document.querySelector('cl-shell').words = words.shell;
  document.querySelector('.skip').textContent = words.shell.skip;
}

/** Times and lengths as a language writes them. */
export class Spoken {
  constructor(tag) {
    this.tag = tag;
  }

  /** The time of day, with the date when it is not today. */
  time(text) {
    const at = new Date(text);
    const day = at.toDateString() === new Date().toDateString() ? {} : {day: 'numeric', month: 'short'};
    return new Intl.DateTimeFormat(this.tag, {hour: '2-digit', minute: '2-digit', ...day}).format(at);
  }

  /** "5 minutes ago". */
  ago(text) {
    const seconds = Math.max(0, (Date.now() - Date.parse(text)) / 1000);
    const [size, unit] = [[86400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']].find(([each]) => seconds >= each) ?? [1, 'second'];
    return new Intl.RelativeTimeFormat(this.tag, {numeric: 'auto'}).format(-Math.floor(seconds / size), unit);
  }

  /** 75 → "1 min, 15 sec"; the two largest units. */
  duration(seconds) {
    let rest = Math.max(0, Math.round(seconds));
    const parts = [];
    for (const [size, unit] of [[86400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']]) {
      const count = Math.floor(rest / size);
      rest -= count * size;
      if (parts.length < 2 && (count > 0 || (unit === 'second' && parts.length === 0))) {
        parts.push(new Intl.NumberFormat(this.tag, {style: 'unit', unit, unitDisplay: 'short'}).format(count));
      } else if (parts.length > 0) {
        break;
      }
    }
    return parts.join(' ');
  }
}
