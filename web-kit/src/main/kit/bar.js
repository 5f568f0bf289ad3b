import {html} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';

/** A share from 0 to 1 as a bar; the figure stands beside it in the page, so the bar is hidden from readers. */
export class Bar extends PageElement {
  static properties = {share: {type: Number}, tone: {}};

  render() {
    return html`<div class=${this.tone ?? ''} aria-hidden="true"><div class="bar"><i></i></div></div>`;
  }

  updated() {
    // By script and not by a style attribute, which the Content-Security-Policy refuses.
    this.querySelector('i').style.setProperty('--share', `${Math.min(1, Math.max(0, this.share || 0)) * 100}%`);
  }
}
customElements.define('cl-bar', Bar);
