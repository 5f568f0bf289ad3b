import {clockTime, html, nothing, poll, repeat, toast} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {differences, spell} from '/policies/policy-words.js';
import {draft} from '/what-if/draft.js';
import '/policies/policy-form.js';
import '/policies/policy-match.js';

const REFRESH_MILLIS = 5000;
const SHOWN = 20;

/** The operator's page of the numbers that count: try a change on what runs, put it in force, see who changed what. */
class Policies extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'Decide what counts';
  static about = 'Targets, escalation steps, deadlines, pay and cost of your community: try a change on what runs, then put it in force.';
  static properties = {
    ...SignedInPage.properties,
    /** the version in force */
    current: {state: true},
    versions: {state: true},
    next: {state: true},
    problem: {state: true},
    refusal: {state: true},
    effect: {state: true},
    /** the policy as it is written and not saved; null when it is the one in force */
    tried: {state: true},
    busy: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.current = null;
    this.versions = [];
    this.next = null;
    this.problem = null;
    this.refusal = null;
    this.effect = null;
    this.tried = null;
    this.busy = false;
  }

  enter() {
    this.#stop = poll(this.#load, REFRESH_MILLIS);
  }

  leave() {
    this.#stop();
    this.#forget();
  }

  #load = async () => {
    try {
      const [current, {items, next}] = await Promise.all([this.api.get('/v1/policies/current'), this.api.get('/v1/policies', {limit: SHOWN})]);
      this.current = current;
      // What was read further down stays.
      const older = this.versions.filter((version) => version.version < (items.at(-1)?.version ?? 0));
      this.versions = [...items, ...older];
      this.next = older.length ? this.next : next;
      this.problem = null;
      this.shell.connection = 'live';
      return true;
    } catch (error) {
      this.problem = error;
      this.shell.connection = 'offline';
      return false;
    }
  };

  #more = async () => {
    try {
      const {items, next} = await this.api.get('/v1/policies', {limit: SHOWN, cursor: this.next});
      this.versions = [...this.versions, ...items];
      this.next = next;
    } catch (error) {
      this.problem = error;
    }
  };

  #try = async ({detail: policy}) => {
    this.tried = policy;
    try {
      this.effect = policy ? await this.api.post('/v1/policies/trials', {policy}) : null;
      this.refusal = null;
    } catch (error) {
      this.effect = null;
      this.refusal = error;
    }
  };

  #save = async ({detail: {policy, version, note, applyToRunning}}) => {
    this.busy = true;
    try {
      const made = await this.api.post('/v1/policies', {policy, note, applyToRunning}, {version});
      this.refusal = null;
      this.effect = null;
      this.tried = null;
      this.querySelector('cl-policy-form').saved(made);
      toast(`Version ${made.version} is in force.`, 'good');
    } catch (error) {
      this.refusal = error;
    }
    this.busy = false;
    this.#load();
  };

  content() {
    return html`<div class="stack loose">
      <div class="row apart"><h1>Policies</h1>${this.current
        ? html`<span class="chip good">version ${this.current.version} in force</span>` : nothing}</div>
      ${this.problem ? html`<cl-error .error=${this.problem} ?retry=${this.current === null} @retry=${this.#load}></cl-error>` : nothing}
      ${this.current
        ? html`<cl-policy-form .current=${this.current} .effect=${this.effect} .refusal=${this.refusal} ?busy=${this.busy} @try=${this.#try} @save=${this.#save}></cl-policy-form>
          ${this.tried && !this.refusal ? html`<p class="row"><a class="button" href="/what-if/" @click=${() => draft.keep(this.tried)}>Try it on a period that is over</a>
            <span class="hint">The same requests, the same people, these numbers; nothing is put in force.</span></p>` : nothing}
          <cl-policy-match .api=${this.api} .policy=${this.tried ?? this.current.policy}></cl-policy-match>
          ${this.#history()}`
        : this.problem ? nothing : html`<cl-loading lines="12"></cl-loading>`}
    </div>`;
  }

  #history() {
    const {versions} = this;
    return html`<section class="card stack" aria-labelledby="history">
      <h2 id="history">Who changed what</h2>
      <ol class="versions" reversed>${repeat(versions, (each) => each.version, (each, index) => html`<li class="stack tight">
        <div class="row apart"><b>Version ${each.version}</b><span class="hint">${clockTime(each.since)}${each.by ? `, ${each.by.name}` : ''}</span></div>
        ${each.note ? html`<p class="said" dir="auto">${each.note}</p>` : nothing}
        ${this.#changes(each, versions[index + 1])}
        ${each.applied ? html`<p class="hint">${each.applied.requests.toLocaleString()} ${each.applied.requests === 1 ? 'request' : 'requests'} that ran already ${each.applied.requests === 1 ? 'goes' : 'go'} by it${each.applied.finishedAt ? '' : '; others follow'}.</p>` : nothing}
      </li>`)}</ol>
      ${this.next ? html`<div><button @click=${this.#more}>Earlier versions</button></div>` : nothing}
    </section>`;
  }

  #changes(version, before) {
    if (!version.by) {
      return html`<p class="hint">As the community was registered: urgent requests are accepted within ${spell(version.policy.targets.URGENT.acceptSeconds)}, and so on.</p>`;
    }
    if (!before) {
      return nothing;
    }
    const lines = differences(before.policy, version.policy);
    return lines.length
      ? html`<ul class="stack tight small">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
      : html`<p class="hint">The same numbers again.</p>`;
  }
}
customElements.define('cl-policies', Policies);
