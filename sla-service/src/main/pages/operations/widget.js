import {PageElement, html, nothing, toast} from '/kit/kit.js';

const OWN = '#0a6670';

/** The community's widget: the line for a page of another origin, which origins may embed it, and its colour. */
class Widget extends PageElement {
  static properties = {
    api: {attribute: false},
    community: {},
    widget: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.community = '';
    this.widget = null;
    this.busy = false;
    this.problem = null;
  }

  firstUpdated() {
    this.#load();
  }

  get #address() {
    return `/v1/communities/${encodeURIComponent(this.community)}/widget`;
  }

  #load = async () => {
    this.problem = null;
    try {
      this.widget = await this.api.get(this.#address);
    } catch (error) {
      this.problem = error;
    }
  };

  render() {
    const {widget} = this;
    return html`<section class="card stack" aria-labelledby="widget">
      <div class="row apart"><h2 id="widget">Widget</h2>
        <span role="status">${widget ? html`<span class="chip ${widget.origins.length ? 'good' : ''}">${widget.origins.length ? `on ${widget.origins.length} ${widget.origins.length === 1 ? 'site' : 'sites'}` : 'nowhere'}</span>` : nothing}</span></div>
      ${widget
        ? this.#settings(widget)
        : this.problem
          ? html`<cl-error .error=${this.problem} retry @retry=${this.#load}></cl-error>`
          : html`<cl-loading lines="4"></cl-loading>`}
    </section>`;
  }

  #settings({origins, colour, look, html: line}) {
    const errors = this.problem?.errors ?? [];
    const wrong = errors.find(({field}) => field.startsWith('origins'));
    const which = Number(wrong?.field.match(/\d+/)?.[0] ?? -1);
    return html`
      <p>One line of HTML lets customers ask on your own pages. It works while the public form is open, on the sites that you name here.</p>
      <div class="row"><code class="grow" id="widget-line">${line}</code><button @click=${this.#copy}>Copy line</button></div>
      <form class="stack" novalidate @submit=${this.#save}>
        <div class="field">
          <label for="origins">Sites that may embed it, one a line</label>
          <textarea id="origins" name="origins" rows="3" autocapitalize="none" spellcheck="false" .value=${origins.join('\n')} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="origins-hint"></textarea>
          <span class=${wrong ? 'wrong' : 'hint'} id="origins-hint">${wrong
            ? `${which < 0 ? '' : `Line ${which + 1} `}${wrong.reason}`
            : 'As https://shop.example.org, without a path. Browsers keep all other sites out, and so does the service.'}</span>
        </div>
        <div class="field">
          <label for="colour">Colour of its buttons</label>
          <input id="colour" name="colour" type="color" .value=${colour ?? OWN} aria-describedby="colour-hint">
          <span class="hint" id="colour-hint">${look.text === '#ffffff' ? 'White' : 'Black'} text is read best on it: a contrast of ${look.contrast} to 1, where 4.5 is needed.</span>
        </div>
        ${wrong ? nothing : html`<cl-error .error=${this.problem}></cl-error>`}
        <div><button class="first" ?disabled=${this.busy}>Save widget</button></div>
      </form>`;
  }

  #copy = () =>
    navigator.clipboard.writeText(this.widget.html).then(
      () => toast('The line is copied.', 'good'),
      () => toast('Copying is not allowed here: mark the line and copy it.', 'warn'),
    );

  #save = async (event) => {
    event.preventDefault();
    const {origins, colour} = event.target.elements;
    this.busy = true;
    this.problem = null;
    try {
      this.widget = await this.api.put(this.#address, {
        // An empty line keeps its number, so that what is wrong is found by it.
        origins: origins.value.trim() ? origins.value.trim().split('\n').map((each) => each.trim()) : [],
        ...(colour.value === OWN ? {} : {colour: colour.value}),
      });
      origins.value = this.widget.origins.join('\n');
      toast('The widget is saved.', 'good');
    } catch (error) {
      this.problem = error;
      origins.focus();
    } finally {
      this.busy = false;
    }
  };
}
customElements.define('cl-widget', Widget);
