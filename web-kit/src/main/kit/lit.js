// The one place that names the library.
export {LitElement, html, svg, css, nothing} from 'lit';
export {repeat} from 'lit/directives/repeat.js';
export {live} from 'lit/directives/live.js';
