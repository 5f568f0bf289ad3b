import {PageElement, html, nothing, toast} from '/kit/kit.js';

/**
 * The community's public form: whether anybody may ask by it, where, and how much. Shows what another operator changed
 * when this page is looked at again.
 */
class PublicForm extends PageElement {
  static properties = {
    api: {attribute: false},
    community: {},
    form: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.community = '';
    this.form = null;
    this.busy = false;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#again);
  }

  firstUpdated() {
    this.#load();
  }

  get #address() {
    return `/v1/communities/${encodeURIComponent(this.community)}/public-form`;
  }

  /** What is half-written is not lost to it. */
  #again = () => {
    if (!document.hidden && !this.busy && !this.contains(document.activeElement)) {
      this.#load();
    }
  };

  #load = async () => {
    this.problem = null;
    try {
      this.form = await this.api.get(this.#address);
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    const {form} = this;
    return html`<section class="card stack" aria-labelledby="public-form">
      <div class="row apart"><h2 id="public-form">Public form</h2>
        <span role="status">${form ? html`<span class="chip ${form.open ? 'good' : ''}">${form.open ? 'open' : 'closed'}</span>` : nothing}</span></div>
      ${form
        ? this.#settings(form)
        : this.problem
          ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>`
          : html`<cl-loading lines="4"></cl-loading>`}
    </section>`;
  }

  #settings({open, requestsPerHour, page, addressLimit}) {
    const wrong = this.problem?.errors?.find((each) => each.field === 'requestsPerHour');
    return html`
      <p>${open
        ? 'Anybody who has this address may ask, without an account.'
        : 'Nobody may ask without a key. Once it is open, anybody who has this address may ask, without an account.'}</p>
      <div class="row"><a class="mono grow" href=${page}>${page}</a><button @click=${this.#copy}>Copy address</button></div>
      <form class="stack" novalidate @submit=${this.#save}>
        <div class="field">
          <label for="per-hour">Questions an hour, of everybody together</label>
          <input id="per-hour" name="requestsPerHour" inputmode="numeric" autocomplete="off" required .value=${String(requestsPerHour)} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="per-hour-hint">
          <span class=${wrong ? 'wrong' : 'hint'} id="per-hour-hint">${wrong
            ? wrong.reason
            : `Who comes beyond it is asked to try later. One address may ask ${addressLimit.requests} times in ${addressLimit.seconds / 60} minutes.`}</span>
        </div>
        ${wrong ? nothing : html`<cl-error .error=${this.problem}></cl-error>`}
        <div class="row">${open
          ? html`<button class="first" name="open" value="stays" ?disabled=${this.busy}>Save limit</button>
              <button class="bad" name="open" value="no" ?disabled=${this.busy}>Close the form</button>`
          : html`<button class="first" name="open" value="yes" ?disabled=${this.busy}>Open the form</button>`}</div>
      </form>`;
  }

  #copy = () =>
    navigator.clipboard.writeText(this.form.page).then(
      () => toast('The address is copied.', 'good'),
      () => toast('Copying is not allowed here: mark the address and copy it.', 'warn'),
    );

  #save = async (event) => {
    event.preventDefault();
    // The Enter key in the field saves, and never closes: the first button is the default.
    const {value} = event.submitter;
    const limit = event.target.elements.requestsPerHour;
    const asked = {
      yes: 'Open the form? From then on anybody may ask, and members are offered what is asked.',
      no: 'Close the form? Whoever opens its address is told that no questions are taken. What was asked stays.',
    }[value];
    if (asked && !confirm(asked)) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const written = limit.value.trim();
      // Closing is not kept up by a half-written number.
      this.form = await this.api.put(this.#address, {
        open: value !== 'no',
        requestsPerHour: value === 'no' ? this.form.requestsPerHour : written === '' || Number.isNaN(Number(written)) ? written : Number(written),
      });
      limit.value = String(this.form.requestsPerHour);
      toast({yes: 'The form is open.', no: 'The form is closed.', stays: 'The limit is saved.'}[value], 'good');
    } catch (error) {
      this.problem = error;
      limit.focus();
    } finally {
      this.busy = false;
    }
  };
}
customElements.define('cl-public-form', PublicForm);
