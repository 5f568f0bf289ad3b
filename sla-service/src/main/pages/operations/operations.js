import {clockWord, html, listen, nothing, points, tierWord} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {CLOCKS, TIERS, millis, money, percent, tiles} from '/operations/overview.js';
import {sliceOf} from '/operations/slices.js';
import '/operations/alarms.js';
import '/operations/alerts.js';
import '/operations/arrivals.js';
import '/operations/breakdown.js';
import '/operations/contractor-day.js';
import '/operations/public-form.js';
import '/operations/widget.js';
import '/operations/requests.js';
import '/operations/topics.js';

/** What looks at one request and acts on it; not needed until somebody does. */
const drawer = () => import('/operations/request-drawer.js');
/** With fewer resolutions than this, few members having done most of it says nothing. */
const ENOUGH_TO_JUDGE = 50;

/** The operator's page: how it stands this second, what needs somebody, and any request in full. */
class Operations extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'See how it stands';
  static about = 'Open work, targets, cost and alerts of your community, live; and every request with all that was tried for it.';
  static properties = {
    ...SignedInPage.properties,
    overview: {state: true},
    problem: {state: true},
    request: {state: true},
    slice: {state: true},
  };

  #listening = null;

  constructor() {
    super();
    this.overview = null;
    this.problem = null;
    this.request = '';
    this.slice = null;
    addEventListener('hashchange', () => this.#fromAddress());
  }

  enter() {
    this.#fromAddress();
    this.#watch();
  }

  leave() {
    this.#listening?.abort();
    this.overview = null;
  }

  #watch = () => {
    this.#listening?.abort();
    const ending = (this.#listening = new AbortController());
    this.problem = null;
    this.#load();
    listen({
      path: '/v1/overview/events',
      who: `${this.user.community} ${this.user.subject}`,
      headers: this.headers,
      renew: this.renew,
      signal: ending.signal,
      heard: (event, data) => this.#heard(data),
      load: this.#load,
      state: (state) => (this.shell.connection = state),
      refused: (problem) => (this.problem = problem),
    });
  };

  #load = async () => {
    try {
      this.#heard(await this.api.get('/v1/overview'));
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  #heard(overview) {
    this.overview = overview;
    this.problem = null;
  }

  #fromAddress() {
    const parameters = new URLSearchParams(location.hash.slice(1));
    this.request = parameters.get('request') ?? '';
    if (this.request) {
      this.#need();
    }
    const slice = sliceOf(parameters);
    if (JSON.stringify(slice) !== JSON.stringify(this.slice)) {
      this.slice = slice;
    }
  }

  #address(parts) {
    return `#${new URLSearchParams(parts)}`;
  }

  #open = (event) => {
    location.hash = this.#address({...this.slice, request: event.detail});
  };

  #show = (slice) => {
    location.hash = this.#address(slice);
  };

  #all = () => {
    history.pushState(null, '', location.pathname);
    this.#fromAddress();
  };

  /** False when it cannot be had now. */
  async #need() {
    try {
      await drawer();
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  }

  #act = async ({detail: {request, act}}) => {
    if (await this.#need()) {
      this.querySelector('cl-acting').open(request, act);
    }
  };

  /** Everything on this page that shows the request shows it at once; other pages hear of it themselves. */
  #acted = ({detail}) => {
    this.querySelector('cl-requests')?.refresh();
    if (this.request === detail.request) {
      this.querySelector('cl-request-drawer').acted?.(detail.text);
    }
  };

  #closed = () => {
    history.replaceState(null, '', this.slice ? this.#address(this.slice) : location.pathname);
    this.request = '';
  };

  content() {
    return html`<div class="stack loose">
      <div><h1>Operations</h1><p class="hint">Open work stands as of now; targets, times and cost cover the last 24 hours.</p></div>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.#watch}></cl-error>` : nothing}
      ${this.overview ? this.#board() : this.problem ? nothing : html`<cl-loading lines="8"></cl-loading>`}
      ${this.overview || this.problem ? html`<cl-breakdown .api=${this.api} @slice=${({detail}) => this.#show(detail)}></cl-breakdown>
        <cl-alarms .api=${this.api}></cl-alarms>
        <cl-requests .api=${this.api} .slice=${this.slice} @all=${this.#all} @open=${this.#open} @act=${this.#act}></cl-requests>
        <cl-topics .api=${this.api}></cl-topics>
        <cl-public-form .api=${this.api} community=${this.user.community}></cl-public-form>
        <cl-widget .api=${this.api} community=${this.user.community}></cl-widget>` : nothing}
      <cl-request-drawer .api=${this.api} request=${this.request} @closed=${this.#closed} @act=${this.#act}></cl-request-drawer>
      <cl-acting .api=${this.api} @acted=${this.#acted}></cl-acting>
    </div>`;
  }

  #board() {
    const {overview} = this;
    return html`
      <section class="tiles figures" aria-label="Now">${tiles(overview).map((tile) => this.#tile(tile))}</section>
      <div class="board">
        <section class="card stack two" aria-labelledby="arrivals"><h2 id="arrivals">Arrivals per minute</h2><cl-arrivals .api=${this.api} .points=${overview.arrivals ?? []}></cl-arrivals></section>
        ${this.#targets()}
        <cl-alerts .api=${this.api} .raised=${overview.alerts ?? []} topTen=${overview.cost.resolutions < ENOUGH_TO_JUDGE ? 0 : this.#topTen ?? 0} @open=${this.#open}></cl-alerts>
        ${this.#tiers()}
        ${this.#money()}
      </div>`;
  }

  /** A number; where it counts requests, it leads to them. */
  #tile({name, value, meaning, tone, figure}) {
    const content = html`<span class="small">${name}</span><span class="figure">${value.toLocaleString()}</span><span class="hint">${meaning}</span>`;
    return figure && value > 0
      ? html`<button class="card tile ${tone}" @click=${() => this.#show({figure})}>${content}</button>`
      : html`<div class="card tile ${tone}">${content}</div>`;
  }

  get #topTen() {
    return this.overview.topTenShare ?? null;
  }

  #targets() {
    const {met = {}, medianMillis = {}, p90Millis = {}} = this.overview;
    return html`<section class="card stack" aria-labelledby="targets">
      <h2 id="targets">Targets met</h2>
      <ul class="stack">${CLOCKS.filter((clock) => clock !== 'NEXT_RESPONSE' || met[clock]?.met || met[clock]?.breached || medianMillis[clock] != null).map((clock) => {
        const {met: kept = 0, breached = 0, share = null} = met[clock] ?? {};
        const known = kept + breached > 0 ? share : null;
        return html`<li class="measure"><span>${clockWord(clock)}</span><b>${percent(known)}</b>
          <cl-bar share=${known ?? 0} tone=${known !== null && known < 0.9 ? 'soon' : ''}></cl-bar>
          <span class="hint">${kept.toLocaleString()} met, ${breached.toLocaleString()} missed${medianMillis[clock] == null ? nothing : html`; half within ${millis(medianMillis[clock])}`}${p90Millis[clock] == null ? nothing : html`, nine in ten within ${millis(p90Millis[clock])}`}</span></li>`;
      })}</ul>
    </section>`;
  }

  #tiers() {
    const by = this.overview.answeredByTier ?? {};
    const all = TIERS.reduce((sum, tier) => sum + (by[tier] ?? 0), 0);
    return html`<section class="card stack" aria-labelledby="tiers">
      <h2 id="tiers">Resolved by</h2>
      <ul class="stack">${TIERS.map((tier) => html`<li class="measure"><span>${tierWord(tier)}s</span><b>${(by[tier] ?? 0).toLocaleString()}</b>
        <cl-bar share=${all ? (by[tier] ?? 0) / all : 0}></cl-bar></li>`)}</ul>
      <p class="hint">${all ? `${percent((by.COMMUNITY ?? 0) / all)} by the community itself.` : 'Nothing is resolved yet.'}</p>
      <hr>
      <div class="measure"><span>The ten busiest members</span><b>${percent(this.#topTen)}</b>
        <cl-bar share=${this.#topTen ?? 0} tone=${this.#topTen > 0.5 ? 'soon' : ''}></cl-bar>
        <span class="hint">of all completed work. The higher, the more depends on few: a risk when they stop.</span></div>
    </section>`;
  }

  #money() {
    const cost = this.overview.cost ?? {};
    const {currency, resolutions = 0} = cost;
    return html`<section class="card stack" aria-labelledby="money">
      <h2 id="money">Cost</h2>
      <div class="tiles money">
        <div class="tile"><span class="figure">${resolutions ? money(cost.perResolutionCents, currency) : '–'}</span><span class="hint">per resolution</span></div>
        <div class="tile ${cost.savedCents > 0 ? 'good' : ''}"><span class="figure">${money(cost.savedCents ?? 0, currency)}</span><span class="hint">saved against staff alone</span></div>
      </div>
      <cl-contractor-day .api=${this.api} rings></cl-contractor-day>
      <details>
        <summary>How this is computed</summary>
        <div class="stack tight small">
          <p>${cost.formula}</p>
          <dl class="facts">
            <dt>Points</dt><dd>${points(cost.points ?? 0)} × ${money((cost.pointMilliCents ?? 0) / 1000, currency)} = ${money(cost.pointsCents ?? 0, currency)}</dd>
            <dt>Contractors</dt><dd>${cost.contractorPieces ?? 0} × ${money(cost.contractorCents ?? 0, currency)}</dd>
            <dt>Staff</dt><dd>${cost.staffResolutions ?? 0} × ${money(cost.staffCents ?? 0, currency)}</dd>
            <dt>Cost</dt><dd>${money(cost.totalCents ?? 0, currency)}</dd>
            <dt>All by staff</dt><dd>${cost.byArticles ? `(${resolutions.toLocaleString()} + ${cost.byArticles.toLocaleString()} by articles)` : resolutions.toLocaleString()} × ${money(cost.staffCents ?? 0, currency)} = ${money(cost.allByStaffCents ?? 0, currency)}</dd>
            <dt>Saved</dt><dd>${money(cost.savedCents ?? 0, currency)}</dd>
          </dl>
        </div>
      </details>
    </section>`;
  }
}
customElements.define('cl-operations', Operations);
