import {html, nothing} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';

/** Nothing here, and why; what one can do about it is written inside the element. */
export class Empty extends PageElement {
  static properties = {heading: {}, text: {}};

  render() {
    return html`<div class="blank"><p><b>${this.heading}</b></p>${this.text ? html`<p>${this.text}</p>` : nothing}</div>`;
  }
}
customElements.define('cl-empty', Empty);

/** Something did not work: what, why, which fields, and another try where that may help (event `retry`). */
export class Failure extends PageElement {
  static properties = {error: {attribute: false}, retry: {type: Boolean}};

  render() {
    const error = this.error;
    if (!error) {
      return nothing;
    }
    const detail = error.detail || (error.title === error.message ? '' : error.message);
    return html`
      <div class="note bad stack tight" role="alert">
        <b>${error.title ?? 'That did not work'}</b>
        ${detail ? html`<p>${detail}</p>` : nothing}
        ${error.errors?.length
          ? html`<ul class="stack tight">${error.errors.map((each) => html`
              <li><b>${each.field}</b>: ${each.reason}${each.allowed?.length ? html` (allowed: ${each.allowed.join(', ')})` : nothing}</li>`)}</ul>`
          : nothing}
        ${error.retryAfterSeconds ? html`<p>Please try again in ${error.retryAfterSeconds} s.</p>` : nothing}
        ${this.retry ? html`<div><button @click=${() => this.dispatchEvent(new Event('retry'))}>Try again</button></div>` : nothing}
      </div>`;
  }
}
customElements.define('cl-error', Failure);

/** The shape of what is on its way. */
export class Loading extends PageElement {
  static properties = {lines: {type: Number}};

  render() {
    return html`<div role="status"><span class="unseen">Loading…</span>
      <div class="skeleton" aria-hidden="true">${Array.from({length: this.lines || 4}, () => html`<i></i>`)}</div></div>`;
  }
}
customElements.define('cl-loading', Loading);
