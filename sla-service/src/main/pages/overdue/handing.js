import {PageElement, html, nothing, repeat} from '/kit/kit.js';
import {colleagues} from '/kit/notes.js';

/**
 * Asks with which note work goes back to everybody, or over to whom. Fires `handed` with {what, requests, memberId,
 * note}; the page does it and shows what came of each.
 */
class Handing extends PageElement {
  static properties = {
    api: {attribute: false},
    /** the visitor's id as a member */
    member: {},
    what: {state: true},
    requests: {state: true},
    people: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.member = '';
    this.#clear();
  }

  #clear() {
    this.what = '';
    this.requests = [];
    this.people = null;
    this.problem = null;
  }

  /** @param what hand-back or hand-over */
  async open(what, requests) {
    this.#clear();
    this.what = what;
    this.requests = requests;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    if (what === 'hand-over') {
      await this.#load();
    }
    await this.updateComplete;
    this.querySelector('form input:enabled, form textarea')?.focus();
  }

  #load = async () => {
    this.problem = null;
    try {
      this.people = (await colleagues(this.api)).filter((each) => each.tier === 'SPECIALIST' && each.id !== this.member);
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    const over = this.what === 'hand-over';
    const many = this.requests.length;
    return html`<dialog class="act" aria-labelledby="handing" @close=${() => this.#clear()}>
      ${this.what ? html`<form class="stack" @submit=${this.#confirm}>
        <h2 id="handing">${over ? 'Hand over' : many > 1 ? `Hand back ${many} pieces` : 'Hand back'}</h2>
        ${over ? this.#people() : nothing}
        <div class="field"><label for="handing-note">Note for who has it next</label>
          <textarea id="handing-note" name="note" maxlength="2000"></textarea>
          <span class="hint">Only specialists, contractors and operators read it. Your draft goes along with the work.</span></div>
        <div class="row">
          <button class="first" ?disabled=${over && !this.people?.some((each) => !hindrance(each))}>${over ? 'Hand over' : 'Hand back'}</button>
          <button type="button" class="quiet" @click=${() => this.querySelector('dialog').close()}>Keep it</button>
        </div>
      </form>` : nothing}
    </dialog>`;
  }

  #people() {
    if (this.problem) {
      return html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>`;
    }
    if (!this.people) {
      return html`<cl-loading lines="3"></cl-loading>`;
    }
    if (this.people.length === 0) {
      return html`<p class="note">There is no other specialist here. Hand it back instead.</p>`;
    }
    return html`<fieldset class="members"><legend>To whom</legend>
      <ul>${repeat(this.people, (each) => each.id, (each) => html`<li><label class="check">
        <input type="radio" name="memberId" value=${each.id} required ?disabled=${Boolean(hindrance(each))}>
        <span><b>${each.alias}</b><span class="hint"> ${hindrance(each) ?? `holds ${each.load} of ${each.mayHold}`}</span></span></label></li>`)}</ul>
      <p class="hint">They have it at once.</p></fieldset>`;
  }

  #confirm = (event) => {
    event.preventDefault();
    const {note, memberId} = Object.fromEntries(new FormData(event.target));
    const detail = {what: this.what, requests: this.requests, memberId, note: note.trim()};
    this.querySelector('dialog').close();
    this.dispatchEvent(new CustomEvent('handed', {detail}));
  };
}
customElements.define('cl-handing', Handing);

/** Why a colleague cannot have it, or null; the service judges again. */
function hindrance({online, load, mayHold}) {
  if (!online) {
    return 'offline';
  }
  if (mayHold === 0) {
    return 'on a pause';
  }
  return load < mayHold ? null : `full: holds ${load} of ${mayHold}`;
}
