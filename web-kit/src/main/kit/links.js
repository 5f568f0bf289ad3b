import {parts} from '/kit/addresses.js';
import {html} from '/kit/lit.js';

/**
 * A text that somebody wrote, with its addresses as links: text stays text, so nothing in it is markup. Line breaks are
 * the style's (`.said`).
 */
export const linked = (text) => parts(text).map((part) => (part.address
  ? html`<a href=${part.address} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`
  : part.text));
