import '/kit/shell.js';
import {SignIn} from '/kit/sign-in.js';

const shell = document.querySelector('cl-shell');
const signIn = new SignIn();
const show = () => (shell.user = signIn.user);

shell.addEventListener('sign-out', () => signIn.out());
signIn.addEventListener('changed', show);
// A provider that is away is said where somebody signs in.
signIn.begin().then(show, show);
