import {LitElement} from '/kit/lit.js';

/**
 * An element that renders into the page itself and not into a shadow tree, so that the one stylesheet holds, labels
 * reach their fields across elements, and the page's order is the keyboard's order. What the page wrote inside the
 * element stays, after what the element renders.
 */
export class PageElement extends LitElement {
  createRenderRoot() {
    this.renderOptions.renderBefore ??= this.firstChild;
    return this;
  }
}
