import {PageElement, html} from '/kit/kit.js';

const CHOSEN = 'crowdline.calling';
const NOTES = [[660, 0], [880, 0.14]];
const NOTE_SECONDS = 0.12;
// The page names its icons, because the build gives them other names.
const icon = document.querySelector('link[rel="icon"]');
const ICONS = {quiet: icon.href, calling: document.querySelector('link[rel="prefetch"]').href};
let audio = null;

const isChosen = () => localStorage.getItem(CHOSEN) === 'yes';

/** Two short notes of our own; a browser that lets no page sound by itself stays silent. */
function ring() {
  try {
    audio ??= new AudioContext();
    audio.resume();
    for (const [hertz, after] of NOTES) {
      const from = audio.currentTime + after;
      const volume = new GainNode(audio, {gain: 0});
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(0.15, from + 0.02);
      volume.gain.linearRampToValueAtTime(0, from + NOTE_SECONDS);
      volume.connect(audio.destination);
      const note = new OscillatorNode(audio, {frequency: hertz});
      note.connect(volume);
      note.start(from);
      note.stop(from + NOTE_SECONDS);
    }
  } catch {
    // No sound on this device: the title, the icon and the notification say it.
  }
}

/** Calls whoever chose it: a sound, and a notification where the page is not looked at, until a moment if one is given. */
export function call({title, body, tag, until}) {
  if (!isChosen()) {
    return;
  }
  ring();
  if (!document.hasFocus() && globalThis.Notification?.permission === 'granted') {
    // Nothing that a customer wrote is in it: a notification stands on locked screens, too.
    const notice = new Notification(title, {body, icon: ICONS.calling, tag});
    notice.onclick = () => {
      focus();
      notice.close();
    };
    if (until) {
      setTimeout(() => notice.close(), Math.max(0, Date.parse(until) - Date.now()));
    }
  }
}

/** How many offers wait, where one sees it with the page in the background: title and icon. */
export function show(offers, page) {
  document.title = `${offers ? `(${offers}) ${offers === 1 ? 'question' : 'questions'} for you · ` : ''}${page} · Crowdline`;
  const address = offers ? ICONS.calling : ICONS.quiet;
  if (icon.href !== address) {
    icon.href = address;
  }
}

/** Whether the page rings; off until chosen. */
class Calling extends PageElement {
  static properties = {chosen: {state: true}};

  constructor() {
    super();
    this.chosen = isChosen();
  }

  render() {
    return html`<button class="switch" role="switch" aria-checked=${this.chosen} title="A short sound, and a notification while you look elsewhere" @click=${this.#choose}>Ring</button>`;
  }

  #choose = async () => {
    this.chosen = !this.chosen;
    localStorage.setItem(CHOSEN, this.chosen ? 'yes' : 'no');
    if (this.chosen) {
      ring();
      if (globalThis.Notification?.permission === 'default') {
        await Notification.requestPermission();
      }
    }
  };
}
customElements.define('cl-calling', Calling);
