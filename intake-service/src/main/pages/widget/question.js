import {make} from '/widget/dom.js';

const PAUSE_MILLIS = 500;
const FEWEST_LETTERS = 12;

/** The first question: what is half-written survives a reload, and what is sent is shown until it is answered. */
export class Question {
  element = make('div', {class: 'stack'});
  #words;
  #store;
  #does;
  #shown = null;
  #before = make('div', {class: 'stack', role: 'status'});
  #timer = 0;
  #latest = '';

  /** @param does `send` it, `suggest` what was answered before, and `read` one of these */
  constructor(words, store, does) {
    this.#words = words;
    this.#store = store;
    this.#does = does;
  }

  refresh(unsent) {
    const asked = unsent.find(({action}) => action === 'ask')?.body.text ?? '';
    if (asked !== this.#shown) {
      this.#shown = asked;
      this.element.replaceChildren(asked ? this.#sent(asked) : this.#form());
    }
  }

  focus() {
    this.element.querySelector('textarea, [tabindex]')?.focus();
  }

  #sent(text) {
    return make('div', {class: 'stack', role: 'status', tabindex: '-1'},
      make('ol', {}, make('li', {class: 'mine'}, make('p', {class: 'said', dir: 'auto'}, text))),
      make('p', {class: 'hint'}, this.#words.unsent));
  }

  #form() {
    const words = this.#words;
    const field = make('textarea', {name: 'text', required: true, maxlength: '8000', rows: '5', dir: 'auto', oninput: () => this.#typed(field.value)});
    field.value = this.#store.draft;
    return make('form', {class: 'stack', onsubmit: (event) => {
      event.preventDefault();
      const website = event.target.elements.website.value;
      if (field.value.trim()) {
        this.#does.send({text: field.value, ...(website ? {website} : {})});
        this.focus();
      } else {
        field.focus();
      }
    }},
      make('p', {}, words.about),
      make('label', {}, words.question, field),
      this.#before,
      make('div', {class: 'trap', 'aria-hidden': 'true'}, make('label', {}, words.trap, make('input', {name: 'website', tabindex: '-1', autocomplete: 'off'}))),
      make('div', {}, make('button', {class: 'first'}, words.send)));
  }

  /** What may answer it already, a moment after the last key. */
  #typed(text) {
    this.#store.draft = this.#latest = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const found = text.trim().length < FEWEST_LETTERS ? [] : await this.#does.suggest(text.trim());
      // What was written since has its own.
      if (text === this.#latest) {
        this.#before.replaceChildren(...(found.length ? [make('h3', {}, this.#words.before), ...found.map((each) => this.#article(each))] : []));
      }
    }, PAUSE_MILLIS);
  }

  #article({title, text, language}) {
    return make('details', {lang: language, ontoggle: this.#does.read}, make('summary', {dir: 'auto'}, title), make('p', {class: 'article', dir: 'auto'}, text));
  }
}
