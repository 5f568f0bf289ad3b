import {PageElement, html, nothing} from '/kit/kit.js';

const MEANINGS = ['not helpful', 'poor', 'fine', 'good', 'excellent'];

/** One to five stars and a word of thanks; fires `rate` with {stars, thanks}, thanks being a yes or no. */
class Rating extends PageElement {
  static properties = {
    /** the stars that were given, or null */
    rating: {type: Number},
    sending: {type: Boolean},
    /** whether one or two stars open the question again */
    reopens: {},
    stars: {state: true},
  };

  constructor() {
    super();
    this.rating = null;
    this.stars = 0;
  }

  render() {
    if (this.rating) {
      return html`<p class="note good">You gave ${this.rating} of 5 stars: ${MEANINGS[this.rating - 1]}.</p>`;
    }
    return html`<form class="stack tight" @submit=${this.#submit}>
      <fieldset>
        <legend>How good was the answer?</legend>
        <div class="stars">${MEANINGS.map((meaning, index) => this.#star(index + 1, meaning))}</div>
        <p class="hint" aria-live="polite">${this.stars ? `${this.stars} of 5: ${MEANINGS[this.stars - 1]}.` : 'Your helper sees the stars and your thanks.'}
          ${this.stars > 0 && this.stars < 3 && this.reopens === 'yes' ? 'One or two stars open your question again.' : nothing}</p>
      </fieldset>
      ${this.stars > 0 ? html`
        <label class="check"><input type="checkbox" name="thanks" ?checked=${this.stars > 2}><span>Say thank you to your helper</span></label>
        <div><button class="first" ?disabled=${this.sending}>Send rating</button></div>` : nothing}
    </form>`;
  }

  #star(value, meaning) {
    return html`<label class=${value <= this.stars ? 'lit' : ''}>
      <input type="radio" name="stars" value=${value} @change=${() => (this.stars = value)}>
      <svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true"><path d="m12 3 2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.8 6.6 19.7l1.1-6.1L3.2 9.4l6.1-.8z"/></svg>
      <span class="unseen">${value} ${value === 1 ? 'star' : 'stars'}: ${meaning}</span>
    </label>`;
  }

  #submit = (event) => {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('rate', {detail: {stars: this.stars, thanks: event.target.thanks.checked}}));
  };
}
customElements.define('cl-rating', Rating);
