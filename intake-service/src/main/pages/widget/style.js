/** Sheets that are made by a script need no hole in a page's policy, as those in elements and attributes would. */
function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

/** The community's colours; nothing else of a page or a service becomes style. */
export const colours = ({colour, text}) => (/^#[0-9a-f]{6}$/.test(colour) && /^#[0-9a-f]{6}$/.test(text) ? sheet(`:host{--brand:${colour};--on-brand:${text}}`) : sheet(''));

export const style = sheet(`
:host {
  all: initial;
  color-scheme: light dark;
  --brand: #0a6670; --on-brand: #fff;
  --surface: light-dark(#fff, #182028); --sunken: light-dark(#eef1f4, #10151a); --ink: light-dark(#16202a, #e7edf2);
  --soft: light-dark(#4a5866, #a8b5c1); --line: light-dark(#7b8794, #7d8b99); --link: light-dark(#0a6670, #6fcdd6);
  --warn: light-dark(#7d4e00, #f2c572); --bad: light-dark(#a3241c, #ffa79f); --focus: light-dark(#0b57d0, #a8c7fa);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before { box-sizing: border-box; font: inherit; }
h2, h3, p, ol, fieldset, legend { margin: 0; padding: 0; border: 0; min-width: 0; }
ol { list-style: none; display: grid; gap: 12px; }
h2, h3, b, legend { font-weight: 650; }
h2, h3 { font-size: 18px; line-height: 24px; }
h2:focus, h3:focus { outline: none; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.hint, time, .by { font-size: 14px; line-height: 20px; color: var(--soft); }
.unseen, .trap { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
summary { cursor: pointer; color: var(--link); padding: 8px 0; }
.article { white-space: pre-wrap; }
.stack { display: grid; gap: 12px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
button, textarea, .text {
  color: var(--ink); background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; min-height: 44px;
}
button { cursor: pointer; }
button:hover { text-decoration: underline; }
button:disabled { opacity: 0.6; cursor: default; }
.first, .launcher, .mine .said { color: var(--on-brand); background: var(--brand); }
textarea, .text { width: 100%; }
textarea { min-height: 88px; resize: vertical; }
label { display: grid; gap: 4px; }
.launcher {
  position: fixed; z-index: 2147483000; inset-block-end: 16px; inset-inline-end: 16px; display: flex; gap: 8px; align-items: center;
  min-height: 48px; padding: 0 20px 0 16px; border-radius: 24px; box-shadow: 0 4px 16px #0006;
}
.launcher .dot { width: 12px; height: 12px; border-radius: 50%; background: currentColor; }
dialog {
  position: fixed; z-index: 2147483001; inset: auto; inset-block-end: 16px; inset-inline-end: 16px; margin: 0; padding: 0;
  width: 400px; max-width: calc(100vw - 32px); height: min(640px, calc(100dvh - 32px)); max-height: none;
  color: var(--ink); background: var(--surface); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; box-shadow: 0 16px 64px #0006;
}
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: none; }
.head { display: flex; gap: 8px; align-items: center; justify-content: space-between; padding: 8px 8px 8px 16px; padding-inline: 16px 8px; border-bottom: 1px solid var(--line); }
.head button { border: 0; min-width: 44px; display: grid; place-items: center; padding: 0; }
.body { flex: 1; overflow: auto; padding: 16px; overflow-wrap: anywhere; display: grid; gap: 16px; align-content: start; overscroll-behavior: contain; }
.note { padding: 8px 12px; border-radius: 8px; border-inline-start: 4px solid var(--line); background: var(--sunken); }
.warn { border-color: var(--warn); }
.bad { border-color: var(--bad); }
.state { position: sticky; top: -16px; z-index: 1; padding: 8px 0; background: var(--surface); gap: 4px; }
.by { display: flex; flex-wrap: wrap; gap: 0 8px; }
.by b { color: var(--ink); }
li { max-width: 92%; justify-self: start; }
li.mine { justify-self: end; }
li.machine { max-width: 100%; }
.said { white-space: pre-wrap; padding: 8px 12px; border-radius: 12px; background: var(--sunken); width: fit-content; max-width: 100%; }
.mine .said { margin-inline-start: auto; border: 1px solid var(--line); }
.mine .said a { color: inherit; }
.mine .by { justify-content: end; }
.machine .said { background: none; border: 1px dashed var(--line); color: var(--soft); }
.answer .said { border: 2px solid var(--line); }
.stars { display: flex; flex-wrap: wrap; gap: 4px; }
.stars label { display: flex; gap: 4px; align-items: center; min-height: 44px; min-width: 44px; padding: 0 6px; border: 1px solid var(--line); border-radius: 8px; }
.stars input { margin: 0; width: 18px; height: 18px; accent-color: var(--link); }
@media (max-width: 640px) {
  dialog { inset: 0; width: 100%; max-width: none; height: 100dvh; border: 0; border-radius: 0; }
}
@media (forced-colors: active) { .said, .note { border: 1px solid; } }
`);
