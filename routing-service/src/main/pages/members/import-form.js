import {PageElement, html, nothing, toast} from '/kit/kit.js';

const MOST_BYTES = 200_000;
const EXAMPLE = 'name,sign-in,tier,skills,languages\nRobin,robin-17,COMMUNITY,vpn 3; wi-fi 2,en; de';
const WORDS = {ADDED: 'is new', CHANGED: 'is changed', UNCHANGED: 'stays as is'};

/** Brings in members from a file: first shows what each line comes to, then does it. Fires `imported`. */
class ImportForm extends PageElement {
  static properties = {
    api: {attribute: false},
    shown: {state: true},
    text: {state: true},
    /** what the text would come to; null before it was looked at */
    trial: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.#clear();
  }

  #clear() {
    this.shown = false;
    this.text = '';
    this.trial = null;
    this.busy = false;
    this.problem = null;
  }

  async open() {
    this.#clear();
    this.shown = true;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    this.querySelector('textarea').focus();
  }

  #close = () => this.querySelector('dialog').close();

  #edit(text) {
    this.text = text;
    this.trial = null;
    this.problem = null;
  }

  #file = async ({target}) => {
    const [file] = target.files;
    if (file && file.size > MOST_BYTES) {
      this.problem = {title: 'That file is too large', detail: 'At most 200 KB and 1,000 members at once; send them in parts.'};
    } else if (file) {
      this.#edit(await file.text());
    }
  };

  #submit = async (event) => {
    event.preventDefault();
    const {text} = this;
    const sure = this.trial !== null;
    this.busy = true;
    this.problem = null;
    try {
      const outcome = await this.api.post(sure ? '/v1/members/imports' : '/v1/members/imports/trials', {text});
      if (sure) {
        toast(`${outcome.added.toLocaleString()} new, ${outcome.changed.toLocaleString()} changed, ${outcome.unchanged.toLocaleString()} as before.`, 'good');
        this.dispatchEvent(new Event('imported'));
        this.#close();
      } else if (text === this.text) {
        this.trial = outcome;
        await this.updateComplete;
        this.querySelector('#outcome').focus();
      }
    } catch (error) {
      this.problem = error;
      this.trial = null;
    }
    this.busy = false;
  };

  render() {
    return html`<dialog class="importing" aria-labelledby="importing" @close=${() => this.#clear()}>${this.shown ? this.#form() : nothing}</dialog>`;
  }

  #form() {
    const {trial} = this;
    const faulty = trial?.faults.length > 0;
    return html`<form class="stack" @submit=${this.#submit}>
      <h2 id="importing">Import members</h2>
      <div class="field"><label for="import-text">The members</label><textarea id="import-text" class="mono" required rows="6" maxlength="200000" spellcheck="false" autocomplete="off" placeholder=${EXAMPLE} aria-describedby="import-hint" .value=${this.text} @input=${(event) => this.#edit(event.target.value)}></textarea>
        <span class="hint" id="import-hint">The first line names the columns: name, sign-in and, if you wish, issuer, tier, skills and languages. Who is a member already keeps the name and gets the rest; the same file again changes nothing.</span></div>
      <div class="field"><label for="import-file">Or a file</label><input id="import-file" type="file" accept=".csv,.txt,text/csv,text/plain" @change=${this.#file}></div>
      ${trial ? this.#outcome(trial) : nothing}
      <cl-error .error=${this.problem}></cl-error>
      <div class="row">
        ${faulty ? nothing : html`<button class="first" ?disabled=${this.busy}>${trial ? `Import ${trial.lines.length.toLocaleString()}` : 'Look at it first'}</button>`}
        <button type="button" @click=${this.#close}>Back</button></div>
    </form>`;
  }

  #outcome({added, changed, unchanged, lines, faults}) {
    return html`<section class="stack tight" aria-labelledby="outcome">
      <h3 id="outcome" tabindex="-1">${faults.length ? `${faults.length.toLocaleString()} ${faults.length === 1 ? 'fault' : 'faults'}: nobody is imported` : `${added.toLocaleString()} new, ${changed.toLocaleString()} changed, ${unchanged.toLocaleString()} as before`}</h3>
      <div class="scroll outcome" tabindex="0" role="group" aria-label="Line by line"><table>
        <thead><tr><th scope="col" class="number">Line</th><th scope="col">${faults.length ? 'Column' : 'Member'}</th><th scope="col">${faults.length ? 'What is wrong' : 'What it comes to'}</th></tr></thead>
        <tbody>${faults.length
          ? faults.map((fault) => html`<tr><td class="number">${fault.line}</td><td>${fault.column ?? 'all of it'}</td><td dir="auto">${fault.reason}</td></tr>`)
          : lines.map((line) => html`<tr><td class="number">${line.line}</td><td dir="auto">${line.name}</td><td>${WORDS[line.becomes] ?? line.becomes.toLowerCase()}</td></tr>`)}</tbody></table></div>
    </section>`;
  }
}
customElements.define('cl-import-form', ImportForm);
