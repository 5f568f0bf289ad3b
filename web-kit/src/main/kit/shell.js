import {html, nothing, svg} from '/kit/lit.js';
import {PageElement} from '/kit/element.js';

// Those with `more` stand behind one button for whoever has more pages than a row holds.
const PAGES = [
  {name: 'console', title: 'Console', roles: ['contributor', 'specialist']},
  {name: 'rewards', title: 'Rewards', roles: ['contributor', 'specialist']},
  {name: 'overdue', title: 'Overdue', roles: ['specialist', 'operator']},
  {name: 'reviews', title: 'Reviews', roles: ['specialist', 'operator']},
  {name: 'operations', title: 'Operations', roles: ['operator']},
  {name: 'incidents', title: 'Incidents', roles: ['operator']},
  {name: 'customers', title: 'Customers', roles: ['operator']},
  {name: 'members', title: 'Members', roles: ['operator']},
  {name: 'reports', title: 'Reports', roles: ['operator']},
  {name: 'articles', title: 'Articles', roles: ['operator'], more: true},
  {name: 'channels', title: 'Channels', roles: ['operator'], more: true},
  {name: 'webhooks', title: 'Webhooks', roles: ['operator'], more: true},
  {name: 'policies', title: 'Policies', roles: ['operator'], more: true},
  {name: 'what-if', title: 'What-if', roles: ['operator'], more: true},
  {name: 'calendars', title: 'Calendar', roles: ['operator'], more: true},
  {name: 'programme', title: 'Programme', roles: ['operator'], more: true},
  {name: 'audit', title: 'Audit', roles: ['operator'], more: true},
  {name: 'admin', title: 'Administration', roles: ['admin']},
  {name: 'developers', title: 'API reference', roles: ['integrator', 'admin']},
];
const THEMES = ['system', 'light', 'dark'];
const THEME_ICONS = {
  system: svg`<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>`,
  light: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2"/>`,
  dark: svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"/>`,
};
const TONES = {live: 'good', connecting: 'warn', polling: 'warn', offline: 'bad'};
const ENGLISH = {
  live: 'Live',
  connecting: 'Connecting…',
  polling: 'Updates every 5 s',
  offline: 'No connection',
  demo: 'Demonstration: clocks run in demo time, and some members are simulated.',
  theme: {system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark'},
  start: 'Crowdline, start page',
};

/** The head of every page: name, pages of the visitor's roles, who is signed in, theme, connection. */
export class Shell extends PageElement {
  static properties = {
    page: {},
    /** {name, roles} or null */
    user: {attribute: false},
    /** live, connecting, polling, offline, or empty where nothing is live */
    connection: {},
    /** whether this is a demonstration in demo time */
    demo: {type: Boolean},
    /** what it says itself, in the page's language */
    words: {attribute: false},
    theme: {state: true},
  };

  constructor() {
    super();
    this.page = '';
    this.user = null;
    this.connection = '';
    this.demo = false;
    this.words = ENGLISH;
    this.theme = document.documentElement.dataset.theme ?? 'system';
  }

  render() {
    const pages = PAGES.filter((page) => page.roles.some((role) => this.user?.roles.includes(role)));
    return html`
      <header>
        ${this.demo
          ? html`<p class="ribbon">${this.words.demo}</p>`
          : nothing}
        <div class="shell">
          <a class="brand ${pages.length > 0 ? 'with-nav' : ''}" href="/" aria-label=${this.words.start}>
            <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="8" fill="#0a6670" />
              <path d="M7 20.5a9 9 0 0 1 18 0" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" />
              <circle cx="16" cy="20.5" r="3.5" fill="#fff" />
            </svg>
            <span>Crowdline</span>
          </a>
          ${pages.length > 0
            ? html`<nav aria-label="Pages"><ul>${pages.filter((page) => !page.more).map((page) => this.#link(page))}${this.#more(pages.filter((page) => page.more))}</ul></nav>`
            : nothing}
          <div class="end">
            ${this.#connection()}
            ${this.user
              ? html`<div class="who"><b>${this.user.name}</b><span class="soft">${this.user.roles.join(', ')}</span></div>
                  <button class="small" title="Signed in as ${this.user.name}" @click=${() => this.dispatchEvent(new Event('sign-out'))}>Sign out</button>`
              : nothing}
            <button class="icon" @click=${this.#nextTheme} title=${this.words.theme[this.theme]} aria-label=${this.words.theme[this.theme]}>
              <svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
                ${THEME_ICONS[this.theme]}
              </svg>
            </button>
          </div>
        </div>
      </header>`;
  }

  #link({name, title}) {
    return html`<li><a href="/${name}/" aria-current=${name === this.page ? 'page' : nothing}>${title}</a></li>`;
  }

  /** A list that opens; while one of its pages is shown, it has that page's name. */
  #more(pages) {
    const here = pages.find(({name}) => name === this.page);
    return pages.length === 0 ? nothing : html`<li><details class="more" @keydown=${this.#escape} @focusout=${this.#left}>
      <summary class=${here ? 'here' : ''}>${here?.title ?? 'More'}</summary><ul>${pages.map((page) => this.#link(page))}</ul></details></li>`;
  }

  #escape = (event) => {
    if (event.key === 'Escape') {
      event.currentTarget.open = false;
      event.currentTarget.querySelector('summary').focus();
    }
  };

  #left = (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) {
      event.currentTarget.open = false;
    }
  };

  #connection() {
    const tone = TONES[this.connection];
    return html`<span role="status">${tone
      ? html`<span class="chip ${tone}"><span class="dot"></span>${this.words[this.connection]}</span>`
      : nothing}</span>`;
  }

  #nextTheme() {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    try {
      if (this.theme === 'system') {
        delete document.documentElement.dataset.theme;
        localStorage.removeItem('crowdline.theme');
      } else {
        document.documentElement.dataset.theme = this.theme;
        localStorage.setItem('crowdline.theme', this.theme);
      }
    } catch {
      // Not remembered, but changed.
    }
    dispatchEvent(new Event('theme-changed'));
  }
}
customElements.define('cl-shell', Shell);
