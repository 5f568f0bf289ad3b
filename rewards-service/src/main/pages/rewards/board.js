import {PageElement, html, nothing, points, poll, toastError} from '/kit/kit.js';

const REFRESH_MILLIS = 10_000;
const PERIODS = [['day', 'Today'], ['week', 'This week'], ['month', 'This month'], ['all', 'All time']];

/** Who earned most, and who stands around the member, who may be on no board at all. */
class Board extends PageElement {
  static properties = {
    api: {attribute: false},
    period: {state: true},
    topic: {state: true},
    board: {state: true},
    problem: {state: true},
  };

  #stop = null;

  constructor() {
    super();
    this.period = 'week';
    this.topic = '';
    this.board = null;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = poll(this.load, REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  load = async () => {
    const asked = [this.period, this.topic];
    try {
      const board = await this.api.get('/v1/leaderboards', {period: this.period, ...(this.topic ? {topic: this.topic} : {})});
      // An answer to what is not asked any more.
      if (asked[0] === this.period && asked[1] === this.topic) {
        this.board = board;
        this.problem = null;
      }
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  #choose = (event) => {
    this.period = event.target.value;
    this.topic = '';
    this.load();
  };

  #chooseTopic = (event) => {
    this.topic = event.target.value;
    this.load();
  };

  #hide = async (event) => {
    try {
      await this.api.put('/v1/leaderboards/me', {hidden: !event.target.checked});
    } catch (error) {
      toastError(error);
    }
    this.load();
  };

  render() {
    return html`<section class="card stack" aria-labelledby="board">
      <h2 id="board">Leaderboard</h2>
      <fieldset class="segments"><legend class="unseen">Of which time</legend>${PERIODS.map(([period, word]) => html`<label><input type="radio" name="period" value=${period} .checked=${period === this.period} @change=${this.#choose}> <span>${word}</span></label>`)}</fieldset>
      ${this.problem ? html`<cl-error .error=${this.problem} retry @retry=${this.load}></cl-error>` : nothing}
      ${this.board ? this.#places() : this.problem ? nothing : html`<cl-loading lines="8"></cl-loading>`}
    </section>`;
  }

  #places() {
    const {topics, top, around, hidden} = this.board;
    const apart = around.filter((each) => !top.some((one) => one.place === each.place && one.name === each.name && one.me === each.me));
    const shown = top.some((each) => each.me);
    return html`${topics.length ? html`<div class="field"><label for="board-topic">Topic</label><select id="board-topic" @change=${this.#chooseTopic}>
        <option value="" ?selected=${this.topic === ''}>All topics</option>${topics.map((topic) => html`<option value=${topic} ?selected=${topic === this.topic}>${topic}</option>`)}</select></div>` : nothing}
      ${top.length === 0 ? html`<p class="soft">Nobody has earned anything here yet.</p>` : html`<ol class="entries places">${top.map((each) => this.#place(each))}</ol>`}
      ${!shown && apart.length ? html`<h3>Around you</h3><ol class="entries places">${apart.map((each) => this.#place(each))}</ol>` : nothing}
      <p class="hint">Points for confirmed answers, less what was taken back; days are those of UTC, weeks begin on Monday. Who has as many shares a place.</p>
      <label class="check"><input type="checkbox" .checked=${!hidden} @change=${this.#hide}> <span>Show me on leaderboards. Without it you are on none, for nobody.</span></label>`;
  }

  #place({place, name, points: count, me}) {
    return html`<li aria-current=${me ? 'true' : nothing}>
      <span class="row"><b class="at">${place}.</b> <span dir="auto">${name ?? 'A member'}</span>${me ? html` <span class="chip good">You</span>` : nothing}</span>
      <b>${points(count)}</b></li>`;
  }
}
customElements.define('cl-board', Board);
