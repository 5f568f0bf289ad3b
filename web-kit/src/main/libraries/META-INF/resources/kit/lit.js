// The one place that knows where the library lies; the version is written in by the build.
export {LitElement, html, svg, css, nothing} from '/kit/lib/lit/${lit.version}/index.js';
export {repeat} from '/kit/lib/lit/${lit.version}/directives/repeat.js';
export {live} from '/kit/lib/lit/${lit.version}/directives/live.js';
