import {parts} from '/kit/addresses.js';
import {story} from '/help/story.js';
import {make, say} from '/widget/dom.js';

const FINISHED = ['RESOLVED', 'CANCELLED'];

/** A question that was asked: where it stands, what was said, what one can do about it. */
export class Conversation {
  element;
  #words;
  #spoken;
  #does;
  #now = null;
  #shown = '';
  #notSolved = false;
  #fresh = false;
  #heading = make('h3', {tabindex: '-1'});
  #text = make('p');
  #wait = make('p', {class: 'hint'});
  #said = make('ol');
  #actions = make('div', {class: 'stack'});
  #unsent = make('div', {class: 'stack', role: 'status'});
  #field = make('textarea', {name: 'text', required: true, maxlength: '8000', dir: 'auto'});
  #label = make('span');
  #foot = make('div', {class: 'stack'});

  /**
   * @param spoken times as the language writes them
   * @param does {send(action, body), anew(), page} what is done from here
   */
  constructor(words, spoken, does) {
    this.#words = words;
    this.#spoken = spoken;
    this.#does = does;
    this.element = make('div', {class: 'stack'},
      make('div', {role: 'status', class: 'stack state'}, this.#heading, this.#text),
      this.#wait,
      make('div', {role: 'log', 'aria-label': words.conversation}, this.#said),
      this.#unsent,
      this.#actions,
      make('form', {class: 'stack', onsubmit: this.#reply},
        make('label', {}, this.#label, this.#field),
        make('div', {}, make('button', {class: 'first'}, words.send))),
      this.#foot);
  }

  /** Shows what a service has told; what stands already stays as it is, so that nothing is read out twice. */
  hear(conversation) {
    this.#now = conversation;
    const {request, messages, incident} = conversation;
    const told = story(conversation, this.#words, this.#spoken);
    say(this.#heading, told.heading);
    say(this.#text, told.text ?? '');
    this.#text.hidden = !told.text;
    const known = new Set([...this.#said.children].map((each) => each.dataset.id));
    for (const message of [...messages, ...(incident?.told ?? [])]) {
      if (!known.has(message.id)) {
        this.#said.append(this.#message(message));
      }
    }
    this.#fresh ||= this.#said.children.length > known.size;
    if (request.status !== 'ANSWERED') {
      this.#notSolved = false;
    }
    const {reply} = this.#words;
    const asked = request.status === 'IN_WORK' && request.waitingOn === 'CUSTOMER';
    say(this.#label, asked ? reply.asked : FINISHED.includes(request.status) ? reply.after : reply.more);
  }

  /** @param unsent what is not answered yet; @param wait the place in the queue, or null */
  refresh(unsent, wait) {
    const words = this.#words;
    say(this.#wait, this.#now?.request.status === 'OPEN' && !this.#now.incident && wait?.position ? this.#place(wait) : '');
    this.#wait.hidden = !this.#wait.textContent;
    const texts = unsent.filter(({action}) => action === 'messages').map(({body}) => body.text);
    say(this.#unsent, '');
    this.#unsent.append(...texts.map((text) => make('ol', {}, make('li', {class: 'mine'}, make('p', {class: 'said', dir: 'auto'}, text), make('p', {class: 'hint'}, words.unsent)))));
    this.#act(unsent.map(({action}) => action));
    if (this.#fresh && this.element.parentElement) {
      this.#fresh = false;
      this.#show();
    }
  }

  /** What could not be sent is to be written again. */
  restore(text) {
    this.#field.value ||= text;
  }

  focus() {
    this.#heading.focus({preventScroll: true});
    this.#show();
  }

  /** Down to what was said last, with what can be done about it; where it stands stays in sight above. */
  #show() {
    const panel = this.element.parentElement;
    const last = this.#said.lastElementChild;
    if (panel && last) {
      const below = Math.min(this.#label.getBoundingClientRect().top, last.getBoundingClientRect().bottom + 160);
      panel.scrollTop += Math.max(0, below - panel.getBoundingClientRect().bottom);
    }
  }

  #place({position, positionIsAtLeast, usual}) {
    const {waiting} = this.#words;
    const place = position === 1 ? waiting.next : positionIsAtLeast ? waiting.many(position - 1) : waiting.place(position);
    return `${place} ${usual ? waiting.usual(this.#spoken.duration(usual.fromSeconds), this.#spoken.duration(usual.toSeconds)) : waiting.unknown}`;
  }

  #message({id, author, alias, tier, kind, text, asksCustomer, notice, at}) {
    const words = this.#words.message;
    const own = this.#words.notices[notice?.code]?.(notice);
    const who = {CUSTOMER: words.you, MEMBER: alias ?? '', STAFF: words.staff}[author] ?? words.machine;
    const what = [author === 'MEMBER' && words.tiers[tier ?? 'COMMUNITY'], kind === 'ANSWER' && words.answer, asksCustomer && words.asks].filter(Boolean);
    const item = make('li', {class: [author === 'CUSTOMER' ? 'mine' : author === 'SYSTEM' ? 'machine' : '', kind === 'ANSWER' ? 'answer' : ''].join(' ')},
      make('div', {class: 'by'}, make('b', {}, who), what.length > 0 && make('span', {}, what.join(' · ')), make('time', {datetime: at}, this.#spoken.time(at))),
      make('p', {class: 'said', dir: 'auto', lang: own ? null : author === 'SYSTEM' ? 'en' : this.#now.request.language},
        ...(own ? [own] : parts(text).map((part) => (part.address ? make('a', {href: part.address, target: '_blank', rel: 'noopener noreferrer nofollow'}, part.text) : part.text)))));
    item.dataset.id = id;
    return item;
  }

  /** The buttons are made anew only when there are others; who was at one of them goes to the heading. */
  #act(sending) {
    const {request, canRate, rating, incident} = this.#now;
    const shown = JSON.stringify([request.status, request.minimumTier, request.confirmsAt, canRate, rating, !!incident, this.#notSolved, sending]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    const left = this.element.getRootNode().activeElement;
    const wasHere = left && (this.#actions.contains(left) || this.#foot.contains(left));
    const {words, finished} = {words: this.#words, finished: FINISHED.includes(request.status)};
    const button = (text, action, body, first) => make('button', {type: 'button', class: first && 'first', disabled: sending.includes(action), onclick: () => this.#does.send(action, body)}, text);
    this.#actions.replaceChildren(...[
      request.status === 'ANSWERED' && (this.#notSolved ? this.#open(sending) : this.#verdict(button)),
      request.status !== 'ANSWERED' && (rating ? make('p', {class: 'note'}, words.rating.given(rating.stars)) : canRate && this.#rating(sending)),
      incident && request.status === 'OPEN' && make('div', {}, button(words.known.different, 'split')),
      !finished && !incident && (request.minimumTier === 'SPECIALIST' ? make('p', {class: 'note'}, words.staff.asked) : make('div', {}, button(words.staff.ask, 'staff'))),
    ].filter(Boolean));
    this.#foot.replaceChildren(...[
      finished && make('div', {}, make('button', {type: 'button', onclick: this.#does.anew}, words.anew)),
      make('p', {class: 'hint'}, words.privacy(request.alias), ' ', make('a', {href: this.#does.page, target: '_blank', rel: 'noopener'}, words.page)),
    ].filter(Boolean));
    if (wasHere) {
      this.focus();
    }
  }

  #verdict(button) {
    const words = this.#words.answered;
    const {confirmsAt} = this.#now.request;
    return make('div', {class: 'stack', role: 'group', 'aria-label': words.question},
      make('b', {}, words.question),
      make('div', {class: 'row'}, button(words.yes, 'verdict', {solved: true}, true), make('button', {type: 'button', onclick: () => this.#doubt(true)}, words.no)),
      confirmsAt && make('p', {class: 'hint'}, words.silence(this.#spoken.time(confirmsAt))));
  }

  #open(sending) {
    const words = this.#words.answered;
    return make('form', {class: 'stack', onsubmit: (event) => {
      event.preventDefault();
      const text = event.target.elements.open.value.trim();
      this.#does.send('verdict', {solved: false, ...(text ? {text} : {})});
    }},
      make('label', {}, words.open, make('textarea', {name: 'open', maxlength: '8000', dir: 'auto'})),
      make('div', {class: 'row'}, make('button', {class: 'first', disabled: sending.includes('verdict')}, words.sendNo), make('button', {type: 'button', onclick: () => this.#doubt(false)}, words.back)));
  }

  #doubt(notSolved) {
    this.#notSolved = notSolved;
    this.#act([]);
    this.#actions.querySelector(notSolved ? 'textarea' : 'button')?.focus();
  }

  #rating(sending) {
    const words = this.#words.rating;
    return make('form', {class: 'stack', onsubmit: (event) => {
      event.preventDefault();
      const {stars, thanks} = event.target.elements;
      const word = thanks.value.trim();
      this.#does.send('rating', {stars: Number(stars.value), ...(word ? {thanks: word} : {})});
    }},
      make('fieldset', {class: 'stack'}, make('legend', {}, words.question),
        make('div', {class: 'stars'}, words.meanings.map((meaning, index) => make('label', {},
          make('input', {type: 'radio', name: 'stars', value: String(index + 1), required: true, 'aria-label': words.star(index + 1, meaning)}),
          make('span', {'aria-hidden': 'true'}, `${index + 1} ★`))))),
      make('label', {}, words.thanks, make('input', {class: 'text', name: 'thanks', maxlength: '500', autocomplete: 'off'})),
      make('div', {}, make('button', {class: 'first', disabled: sending.includes('rating')}, words.send)));
  }

  #reply = (event) => {
    event.preventDefault();
    const text = this.#field.value.trim();
    if (text) {
      this.#field.value = '';
      this.#does.send('messages', {text});
    }
  };
}
