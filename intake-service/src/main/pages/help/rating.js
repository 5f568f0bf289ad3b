import {PageElement, html, nothing} from '/kit/kit.js';

/** One to five stars and a word of thanks; fires `rate` with {stars, thanks}. */
class Rating extends PageElement {
  static properties = {
    /** {stars, thanks} when it was given, or null */
    rating: {attribute: false},
    sending: {type: Boolean},
    /** whether one or two stars open the question again */
    reopens: {},
    words: {attribute: false},
    stars: {state: true},
  };

  constructor() {
    super();
    this.rating = null;
    this.stars = 0;
  }

  render() {
    const {words} = this;
    if (this.rating) {
      return html`<p class="note good">${words.given(this.rating.stars)}${this.rating.thanks ? words.wrote(this.rating.thanks) : nothing}.</p>`;
    }
    return html`<form class="stack tight" @submit=${this.#submit}>
      <fieldset>
        <legend>${words.question}</legend>
        <div class="stars">${words.meanings.map((meaning, index) => this.#star(index + 1, meaning))}</div>
        <p class="hint" aria-live="polite">${this.stars ? words.chosen(this.stars, words.meanings[this.stars - 1]) : words.hint}
          ${this.stars > 0 && this.stars < 3 && this.reopens === 'yes' ? words.reopens : nothing}</p>
      </fieldset>
      ${this.stars > 0 ? html`
        <div class="field">
          <label for="thanks">${words.thanks} <span class="hint">${words.optional}</span></label>
          <input id="thanks" name="thanks" maxlength="500" autocomplete="off">
        </div>
        <div><button class="first" ?disabled=${this.sending}>${words.send}</button></div>` : nothing}
    </form>`;
  }

  #star(value, meaning) {
    return html`<label class=${value <= this.stars ? 'lit' : ''}>
      <input type="radio" name="stars" value=${value} @change=${() => (this.stars = value)}>
      <svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true"><path d="m12 3 2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.8 6.6 19.7l1.1-6.1L3.2 9.4l6.1-.8z"/></svg>
      <span class="unseen">${this.words.star(value, meaning)}</span>
    </label>`;
  }

  #submit = (event) => {
    event.preventDefault();
    const thanks = event.target.thanks.value.trim();
    this.dispatchEvent(new CustomEvent('rate', {detail: {stars: this.stars, ...(thanks ? {thanks} : {})}}));
  };
}
customElements.define('cl-rating', Rating);
