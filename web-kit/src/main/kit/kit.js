// Everything that a page's own module builds on, registered once.
import '/kit/bar.js';
import '/kit/countdown.js';
import '/kit/message.js';
import '/kit/shell.js';
import '/kit/states.js';
import '/kit/status.js';
import '/kit/toast.js';
import '/kit/unanswered.js';

export {html, nothing, repeat, live} from '/kit/lit.js';
export {PageElement} from '/kit/element.js';
export {poll} from '/kit/backoff.js';
export {Api, Problem, Unreachable} from '/kit/api.js';
export {toast, toastError} from '/kit/toast.js';
export {SignIn} from '/kit/sign-in.js';
export {listen} from '/kit/sse.js';
export * from '/kit/time.js';
export * from '/kit/words.js';
