import {html} from '/kit/lit.js';

/** What a browser may open; nothing else becomes a link, whatever it looks like. */
const ADDRESS = /https?:\/\/[^\s<>"'`]+/gi;
/** What ends a sentence does not belong to the address before it; nor does a bracket that was not opened in it. */
const AFTER = /[.,;:!?…]+$/;

/**
 * A text that somebody wrote, with its addresses as links: text stays text, so nothing in it is markup. Line breaks are
 * the style's (`.said`).
 */
export function linked(text) {
  const parts = [];
  let at = 0;
  for (const match of String(text ?? '').matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (URL.canParse(address)) {
      parts.push(text.slice(at, match.index), html`<a href=${address} target="_blank" rel="noopener noreferrer nofollow">${address}</a>`);
      at = match.index + address.length;
    }
  }
  return [...parts, String(text ?? '').slice(at)];
}

function trimmed(address) {
  let kept = address.replace(AFTER, '');
  while (/[)\]]$/.test(kept) && !balanced(kept)) {
    kept = kept.slice(0, -1).replace(AFTER, '');
  }
  return kept;
}

const count = (text, letter) => text.split(letter).length - 1;
const balanced = (text) => count(text, '(') >= count(text, ')') && count(text, '[') >= count(text, ']');
