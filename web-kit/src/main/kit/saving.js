import {problemOf} from '/kit/api.js';

/** The browser may read the file a moment after the click. */
const KEPT_MILLIS = 10_000;

/** Saves a blob as a file of that name. */
export function save(blob, name) {
  const link = Object.assign(document.createElement('a'), {href: URL.createObjectURL(blob), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MILLIS);
}

/** Saves what an address answers. It is asked with the visitor's right, which a plain link would not carry. */
export async function saveAnswer(path, headers, name) {
  const response = await fetch(path, {headers, cache: 'no-store', credentials: 'omit'});
  if (!response.ok) {
    throw await problemOf(response);
  }
  save(await response.blob(), name);
}
