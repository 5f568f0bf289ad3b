/** What a browser may open; nothing else becomes a link, whatever it looks like. */
const ADDRESS = /https?:\/\/[^\s<>"'`]+/gi;
/** What ends a sentence does not belong to the address before it; nor does a bracket that was not opened in it. */
const AFTER = /[.,;:!?…]+$/;

/** A text in parts: what is only text, and what is an address to be opened, `{text, address}` each. */
export function parts(text) {
  const whole = String(text ?? '');
  const found = [];
  let at = 0;
  for (const match of whole.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (URL.canParse(address)) {
      found.push({text: whole.slice(at, match.index)}, {text: address, address});
      at = match.index + address.length;
    }
  }
  return [...found, {text: whole.slice(at)}];
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
