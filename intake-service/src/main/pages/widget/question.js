import {make} from '/widget/dom.js';

/** The first question: what is half-written survives a reload, and what is sent is shown until it is answered. */
export class Question {
  element = make('div', {class: 'stack'});
  #words;
  #store;
  #send;
  #shown = null;

  constructor(words, store, send) {
    this.#words = words;
    this.#store = store;
    this.#send = send;
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
    const field = make('textarea', {name: 'text', required: true, maxlength: '8000', rows: '5', dir: 'auto', oninput: () => (this.#store.draft = field.value)});
    field.value = this.#store.draft;
    return make('form', {class: 'stack', onsubmit: (event) => {
      event.preventDefault();
      const website = event.target.elements.website.value;
      if (field.value.trim()) {
        this.#send({text: field.value, ...(website ? {website} : {})});
        this.focus();
      } else {
        field.focus();
      }
    }},
      make('p', {}, words.about),
      make('label', {}, words.question, field),
      make('div', {class: 'trap', 'aria-hidden': 'true'}, make('label', {}, words.trap, make('input', {name: 'website', tabindex: '-1', autocomplete: 'off'}))),
      make('div', {}, make('button', {class: 'first'}, words.send)));
  }
}
