import {clockWord, html, money, nothing, points, poll, tierWord} from '/kit/kit.js';
import {SignedInPage} from '/kit/signed-in-page.js';
import {saveAnswer} from '/kit/saving.js';
import '/kit/columns.js';
import '/reports/behind.js';
import '/reports/dials.js';
import {CLOCKS, TIERS, current, decimal, later, millis, percent, periodName, resolved, shortName, topicName, unitOf} from '/reports/words.js';

const ALL = '*';
const REFRESH_MILLIS = 5000;

/** What a day or a month came to, beside the one before; every number leads to what it is made of. */
class Reports extends SignedInPage {
  static roles = ['operator'];
  static purpose = 'See what it came to';
  static about = 'Targets, times, ratings, cost and savings of a day or a month of your community, and who carried it.';
  static properties = {
    ...SignedInPage.properties,
    report: {state: true},
    period: {state: true},
    /** null is all requests */
    topic: {state: true},
    topics: {state: true},
    problem: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.#forget();
    this.period = current('day');
    this.topic = null;
    addEventListener('hashchange', () => this.#fromAddress() && this.load());
  }

  #forget() {
    this.report = null;
    this.topics = [];
    this.problem = null;
  }

  enter() {
    this.#fromAddress();
    this.#stop = poll(this.#refresh, REFRESH_MILLIS);
  }

  leave() {
    this.#stop();
    this.#forget();
  }

  #fromAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const period = /^\d{4}-\d\d(-\d\d)?$/.test(asked.get('period') ?? '') ? asked.get('period') : this.period;
    const topic = asked.get('topic');
    const other = period !== this.period || topic !== this.topic;
    if (other) {
      this.report = null;
      this.problem = null;
    }
    this.period = period;
    this.topic = topic;
    return other;
  }

  #show(period, topic) {
    location.hash = `#${new URLSearchParams({period, ...(topic === null ? {} : {topic})})}`;
  }

  /** A period that is over does not change any more, or hardly. */
  #refresh = () => (this.report && this.period < current(unitOf(this.period)) ? true : this.load());

  load = async () => {
    const {period, topic} = this;
    try {
      const report = await this.api.get('/v1/reports', {period, topic});
      if (period === this.period && topic === this.topic) {
        this.report = report;
        this.problem = null;
        this.topics = [...new Set([...this.topics, ...report.topics.map((line) => line.topic), ...(topic === null ? [] : [topic])])].sort();
        this.shell.connection = 'live';
      }
      return true;
    } catch (error) {
      this.problem = error;
      this.shell.connection = error.status ? 'live' : 'offline';
      return false;
    }
  };

  #save = async (kind) => {
    try {
      const only = this.topic === null ? '' : `&topic=${encodeURIComponent(this.topic)}`;
      const path = kind === 'csv' ? `/v1/reports/numbers.csv?period=${this.period}` : `/v1/reports?period=${this.period}${only}`;
      await saveAnswer(path, await this.headers(), `report-${this.period}.${kind}`);
    } catch (error) {
      this.problem = error;
    }
  };

  #open = (figure, topic = this.topic) => this.querySelector('cl-behind').open({period: this.period, topic, figure});

  content() {
    return html`<div class="stack loose">
      <div class="row apart"><div><h1>Report of ${periodName(this.period)}</h1>
        <p class="hint">${this.topic === null ? 'All requests' : topicName(this.topic)}, beside ${periodName(later(this.period, -1))}. Days and months are those of UTC; each thing counts when it happened, points when their request ended.</p></div>
        <div class="row acts"><button @click=${() => print()}>Print</button><button @click=${() => this.#save('csv')}>CSV</button><button @click=${() => this.#save('json')}>JSON</button></div></div>
      ${this.#picking()}
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.load}></cl-error>` : nothing}
      ${this.report ? this.#parts(this.report) : this.problem ? nothing : html`<cl-loading lines="12"></cl-loading>`}
      <cl-behind .api=${this.api}></cl-behind>
    </div>`;
  }

  #picking() {
    const unit = unitOf(this.period);
    const last = this.period >= current(unit);
    return html`<section class="card picking" aria-label="What to show">
      <div class="field"><label for="unit">Report of a</label>
        <select id="unit" .value=${unit} @change=${({target}) => this.#show(target.value === 'month' ? this.period.slice(0, 7) : current('day'), this.topic)}>
          <option value="day" ?selected=${unit === 'day'}>day</option><option value="month" ?selected=${unit === 'month'}>month</option></select></div>
      <div class="field"><label for="period">${unit === 'month' ? 'Month' : 'Day'}</label>
        <input id="period" type=${unit === 'month' ? 'month' : 'date'} .value=${this.period} max=${current(unit)} @change=${({target}) => target.value && this.#show(target.value, this.topic)}></div>
      <div class="row"><button @click=${() => this.#show(later(this.period, -1), this.topic)}>Earlier</button><button ?disabled=${last} @click=${() => this.#show(later(this.period, 1), this.topic)}>Later</button></div>
      <div class="field"><label for="topic">Topic</label>
        <select id="topic" @change=${({target}) => this.#show(this.period, target.value === ALL ? null : target.value)}>
          <option value=${ALL} ?selected=${this.topic === null}>All requests</option>
          ${this.topics.map((topic) => html`<option value=${topic} ?selected=${this.topic === topic}>${topicName(topic)}</option>`)}</select></div>
    </section>`;
  }

  #parts(report) {
    const {numbers, before} = report;
    return html`
      <section class="tiles figures" aria-label="In short">${this.#tiles(report).map(([name, now, was]) => html`
        <div class="card tile"><span class="small">${name}</span><span class="figure">${now}</span><span class="hint">${was} before</span></div>`)}</section>
      ${resolved(numbers) + numbers.submitted + resolved(before) + before.submitted === 0
        ? html`<p class="note">Nothing was asked or resolved in these two periods. Another period or topic may have more.</p>` : nothing}
      <section class="card stack" aria-labelledby="course"><h2 id="course">${this.period.length === 7 ? 'The last twelve months' : 'The last thirty days'}</h2>
        <cl-columns by=${this.period.length === 7 ? 'Month' : 'Day'} .series=${['Asked', 'Resolved', 'Resolved late']}
          .columns=${report.course.map((each) => ({name: shortName(each.period), values: [each.submitted, each.resolved, each.missed]}))}></cl-columns></section>
      ${this.#targets(report)}
      <div class="corners">${this.#customers(report)}${this.#contributors(report)}${this.#company(report)}</div>
      ${this.#risk(report)}
      ${this.#topics(report)}
      <cl-dials .api=${this.api} currency=${report.numbers.cost.currency}></cl-dials>
      <p class="hint">Not counted, because no fact tells it: what reviews cost, who only reads, and who found an article and did not ask (<a href="/articles/">Articles</a> counts that). Costs are those of the <a href="/policies/">policy</a> in force, version ${report.policyVersion}.</p>`;
  }

  #tiles({numbers, before}) {
    const {currency} = numbers.cost;
    const both = (name, of) => [name, of(numbers), of(before)];
    return [
      both('Asked', (n) => n.submitted.toLocaleString()),
      both('Resolved', (n) => resolved(n).toLocaleString()),
      both('By the community', (n) => percent(resolved(n) ? n.resolvedByTier.COMMUNITY / resolved(n) : null)),
      both('By articles', (n) => n.cost.byArticles.toLocaleString()),
      both('Resolved in time', (n) => percent(n.targets.RESOLUTION.share)),
      both('Stars', (n) => decimal(n.ratings.mean)),
      both('Cost per resolution', (n) => (resolved(n) ? money(n.cost.perResolutionCents, currency) : '–')),
      both('Saved', (n) => money(n.cost.savedCents, currency)),
    ];
  }

  #targets({numbers, before}) {
    return html`<section class="card stack" aria-labelledby="targets"><h2 id="targets">Targets and times</h2>
      <div class="scroll" tabindex="0" role="group" aria-label="Targets and times"><table class="numbers">
        <thead><tr><th scope="col">Target</th><th scope="col" class="number">In time</th><th scope="col" class="number">Before</th><th scope="col" class="number">Met</th><th scope="col" class="number">Missed</th>
          <th scope="col" class="number">Half within</th><th scope="col" class="number">Before</th><th scope="col" class="number">Nine in ten within</th><th scope="col" class="number">Before</th></tr></thead>
        <tbody>${CLOCKS.map((clock) => {
          const {met, breached, share} = numbers.targets[clock];
          return html`<tr><th scope="row">${clockWord(clock)}</th><td class="number"><b>${percent(share)}</b></td><td class="number">${percent(before.targets[clock].share)}</td>
            <td class="number">${met.toLocaleString()}</td><td class="number">${breached.toLocaleString()}</td>
            <td class="number"><b>${millis(numbers.medianMillis[clock])}</b></td><td class="number">${millis(before.medianMillis[clock])}</td>
            <td class="number"><b>${millis(numbers.p90Millis[clock])}</b></td><td class="number">${millis(before.p90Millis[clock])}</td></tr>`;
        })}</tbody></table></div>
      <p class="hint">Times are working time where the community has a calendar, without the waiting for the customer; right to 4.5 %.</p></section>`;
  }

  #customers({numbers, before}) {
    const {ratings} = numbers;
    return html`<section class="card stack" aria-labelledby="customers"><h2 id="customers">Customers</h2>
      <dl class="facts sum"><dt>Stars</dt><dd>${decimal(ratings.mean)} <span class="soft">(${decimal(before.ratings.mean)})</span></dd>
        <dt>Ratings</dt><dd>${ratings.count.toLocaleString()} <span class="soft">(${before.ratings.count.toLocaleString()})</span></dd>
        <dt>Half answered within</dt><dd>${millis(numbers.medianMillis.FIRST_RESPONSE)} <span class="soft">(${millis(before.medianMillis.FIRST_RESPONSE)})</span></dd>
        <dt>Half resolved within</dt><dd>${millis(numbers.medianMillis.RESOLUTION)} <span class="soft">(${millis(before.medianMillis.RESOLUTION)})</span></dd>
        <dt>Opened again</dt><dd>${numbers.reopened.toLocaleString()} <span class="soft">(${before.reopened.toLocaleString()})</span></dd></dl>
      <ul class="stack tight">${ratings.byStars.map((count, at) => html`<li class="measure"><span>${at + 1} ${at ? 'stars' : 'star'}</span><b>${count.toLocaleString()}</b><cl-bar share=${ratings.count ? count / ratings.count : 0}></cl-bar></li>`).reverse()}</ul>
    </section>`;
  }

  #contributors({contributors, contributorsBefore: before, numbers, before: numbersBefore}) {
    return html`<section class="card stack" aria-labelledby="contributors"><h2 id="contributors">Contributors</h2>
      <dl class="facts sum"><dt>Who answered</dt><dd>${contributors.active.toLocaleString()} <span class="soft">(${before.active.toLocaleString()})</span></dd>
        <dt>Answers</dt><dd>${contributors.answers.toLocaleString()} <span class="soft">(${before.answers.toLocaleString()})</span></dd>
        <dt>Who earned</dt><dd>${contributors.earners.toLocaleString()} <span class="soft">(${before.earners.toLocaleString()})</span></dd>
        <dt>Points</dt><dd>${numbers.cost.points.toLocaleString()} <span class="soft">(${numbersBefore.cost.points.toLocaleString()})</span></dd>
        <dt>Unevenness</dt><dd>${decimal(contributors.gini)} <span class="soft">(${decimal(before.gini)})</span></dd></dl>
      <p class="hint">Unevenness is the Gini coefficient of what those who earned have earned: 0 when all have the same, towards 1 when one has all. In brackets: the period before.</p></section>`;
  }

  #company({numbers}) {
    const {cost, resolvedByTier} = numbers;
    const cash = (cents) => money(cents, cost.currency);
    const link = (figure, count, word) => count === 0 ? `0 ${word}` : html`<button class="quiet" @click=${() => this.#open(figure)}>${count.toLocaleString()} ${word}</button>`;
    return html`<section class="card stack" aria-labelledby="company"><h2 id="company">Company</h2>
      <dl class="facts sum">
        <dt>${link('resolved_by_community', resolvedByTier.COMMUNITY, 'by the community')} × <a href="/policies/">${cash(cost.staffCents)}</a> of staff</dt><dd>${cash(resolvedByTier.COMMUNITY * cost.staffCents)}</dd>
        <dt>${link('resolved_by_contractor', resolvedByTier.CONTRACTOR, 'by contractors')} × (<a href="/policies/">${cash(cost.staffCents)}</a> − <a href="/policies/">${cash(cost.contractorCents)}</a>)</dt><dd>${cash(resolvedByTier.CONTRACTOR * (cost.staffCents - cost.contractorCents))}</dd>
        <dt>${link('resolved_by_article', cost.byArticles, cost.byArticles === 1 ? 'by an article' : 'by articles')} × <a href="/policies/">${cash(cost.staffCents)}</a></dt><dd>${cash(cost.byArticles * cost.staffCents)}</dd>
        <dt>less ${link('paid', cost.points, 'points')} × <a href="/policies/">${cash(cost.pointMilliCents / 1000)}</a></dt><dd>−${cash(cost.pointsCents)}</dd>
        <dt class="all">Saved against staff alone</dt><dd class="all">${cash(cost.savedCents)}</dd>
        <dt>Cost of ${cost.resolutions.toLocaleString()} resolutions</dt><dd>${cash(cost.totalCents)}</dd>
        <dt>Per resolution</dt><dd>${cost.resolutions ? cash(cost.perResolutionCents) : '–'}</dd>
        <dt>By staff</dt><dd>${cash(cost.staffCents)}</dd></dl>
      <details><summary>How this is computed</summary><p class="small">${cost.formula}. ${link('resolved_by_specialist', cost.staffResolutions, 'by specialists')} cost as much as staff, and save nothing.</p></details></section>`;
  }

  #risk({contributors, leaving, numbers}) {
    const cash = (cents) => money(cents, numbers.cost.currency);
    return html`<section class="card stack" aria-labelledby="risk"><h2 id="risk">What if the ten busiest leave?</h2>
      ${contributors.answers === 0 ? html`<p class="soft">No member of the community answered.</p>` : html`
        <div class="measure"><span>Their share of the community's answers</span><b>${percent(contributors.topTenShare)}</b><cl-bar share=${contributors.topTenShare ?? 0} tone=${contributors.topTenShare > 0.5 && contributors.active > 10 ? 'soon' : ''}></cl-bar></div>
        <p>${contributors.active <= 10 ? `Only ${contributors.active.toLocaleString()} answered, so these are all. ` : ''}When staff gives their ${leaving.answers.toLocaleString()} answers instead, that costs ${cash(leaving.staffCents)}, less the ${points(contributors.topTenPoints)} (${cash(leaving.pointsCents)}) that are not paid: <b>${cash(leaving.moreCents)} more</b>.</p>`}</section>`;
  }

  #topics({topics}) {
    return html`<section class="card stack" aria-labelledby="topics"><h2 id="topics">By topic</h2>
      ${topics.length === 0 ? html`<p class="soft">Nothing happened in this period.</p>` : html`
      <div class="scroll" tabindex="0" role="group" aria-label="By topic"><table class="numbers">
        <thead><tr><th scope="col">Topic</th><th scope="col" class="number">Asked</th>${TIERS.map((tier) => html`<th scope="col" class="number">${tierWord(tier)}</th>`)}<th scope="col" class="number">Cancelled</th><th scope="col" class="number">Opened again</th>
          <th scope="col" class="number">In time</th><th scope="col" class="number">Stars</th><th scope="col" class="number">Cost per resolution</th><th scope="col" class="number">Saved</th></tr></thead>
        <tbody>${topics.map(({topic, numbers}) => this.#topic(topic, numbers))}</tbody></table></div>`}</section>`;
  }

  #topic(topic, numbers) {
    const {cost} = numbers;
    const figure = (name, count) => (count ? html`<button class="quiet" @click=${() => this.#open(name, topic)}>${count.toLocaleString()}</button>` : html`0`);
    return html`<tr><th scope="row" dir="auto"><a href="#${new URLSearchParams({period: this.period, topic})}">${topicName(topic)}</a></th>
      <td class="number">${figure('submitted', numbers.submitted)}</td>
      ${TIERS.map((tier) => html`<td class="number">${figure(`resolved_by_${tier.toLowerCase()}`, numbers.resolvedByTier[tier])}</td>`)}
      <td class="number">${figure('cancelled', numbers.cancelled)}</td><td class="number">${numbers.reopened.toLocaleString()}</td>
      <td class="number">${percent(numbers.targets.RESOLUTION.share)}</td><td class="number">${decimal(numbers.ratings.mean)}</td>
      <td class="number">${cost.resolutions ? money(cost.perResolutionCents, cost.currency) : '–'}</td><td class="number">${money(cost.savedCents, cost.currency)}</td></tr>`;
  }
}
customElements.define('cl-reports', Reports);
