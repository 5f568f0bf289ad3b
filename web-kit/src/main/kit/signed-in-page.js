import {html} from '/kit/lit.js';
import {Api} from '/kit/api.js';
import {PageElement} from '/kit/element.js';
import {SignIn} from '/kit/sign-in.js';

/**
 * A page for people with an account: signs in, says so when the role does not fit, and only then shows its own content.
 * A page gives `roles`, `purpose` and `about`, and overrides `enter`, `leave` and `content`.
 */
export class SignedInPage extends PageElement {
  static properties = {
    user: {state: true},
    starting: {state: true},
    signInProblem: {state: true},
  };
  static roles = [];
  static purpose = '';
  static about = '';

  signIn = new SignIn();
  headers = async () => ({Authorization: `Bearer ${await this.signIn.token()}`});
  renew = () => this.signIn.renew();
  api = new Api({headers: this.headers, renew: this.renew});

  constructor() {
    super();
    this.user = null;
    this.starting = true;
    this.signInProblem = null;
  }

  get shell() {
    return document.querySelector('cl-shell');
  }

  async connectedCallback() {
    super.connectedCallback();
    // The head grows by who is signed in; what is not shown before that does not move.
    const main = document.querySelector('main');
    main.hidden = true;
    this.shell.addEventListener('sign-out', () => this.signIn.out());
    this.signIn.addEventListener('changed', () => this.#userIs(this.signIn.user));
    try {
      this.#userIs(await this.signIn.begin());
    } catch (error) {
      this.signInProblem = error;
    }
    this.starting = false;
    await this.updateComplete;
    main.hidden = false;
  }

  /** Called when somebody who may see this page is signed in. */
  enter() {}

  /** Called when that is over. */
  leave() {}

  get #allowed() {
    return this.constructor.roles.some((role) => this.user?.roles.includes(role));
  }

  #userIs(user) {
    if (user && this.user && user.subject !== this.user.subject) {
      // Another person: nothing of the one before stays.
      location.reload();
      return;
    }
    const before = this.#allowed;
    this.user = user;
    this.shell.user = user;
    this.shell.demo = user?.community === 'demo';
    if (!before && this.#allowed) {
      this.api.resume(user.subject);
      this.enter();
    } else if (before && !this.#allowed) {
      this.shell.connection = '';
      this.leave();
    }
  }

  render() {
    if (this.starting) {
      return html`<cl-loading lines="6"></cl-loading>`;
    }
    if (!this.user) {
      return this.#welcome();
    }
    return this.#allowed ? html`<cl-unanswered .api=${this.api}></cl-unanswered>${this.content()}` : this.#wrongRole();
  }

  #welcome() {
    const {purpose, about} = this.constructor;
    return html`
      <section class="card stack welcome">
        <h1>${purpose}</h1>
        <p>${about}</p>
        <cl-error .error=${this.signInProblem}></cl-error>
        <div><button class="first" @click=${this.#go}>Sign in</button></div>
        <p class="hint">You sign in with your community's account. This page keeps no password. Every tab of this browser is signed in until you sign out.</p>
      </section>`;
  }

  #wrongRole() {
    const {name, roles} = this.user;
    return html`
      <section class="card stack welcome">
        <h1>This page is not for your role</h1>
        <p>You are signed in as <b>${name}</b> (${roles.join(', ') || 'no role'}). This page is for: ${this.constructor.roles.join(', ')}.</p>
        <div><button @click=${() => this.signIn.out()}>Sign out</button></div>
      </section>`;
  }

  #go = async () => {
    this.signInProblem = null;
    try {
      await this.signIn.go();
    } catch (error) {
      this.signInProblem = error.title ? error : {title: 'Signing in is not possible just now', detail: 'The sign-in service cannot be reached. Please try again in a moment.'};
    }
  };
}
