// Die Wörter des öffentlichen Formulars auf Deutsch; die Namen sind dieselben wie in en.js.
export default {
  shell: {live: 'Verbunden', connecting: 'Verbindet…', polling: 'Erneuert alle 5 s', offline: 'Keine Verbindung', demo: 'Vorführung: Die Uhren laufen in Vorführzeit, und manche Mitglieder sind simuliert.', theme: {system: 'Farben: wie das Gerät', light: 'Farben: hell', dark: 'Farben: dunkel'}, start: 'Crowdline, Startseite', skip: 'Zum Inhalt springen'},
  page: 'Eine Frage stellen',
  heading: (name) => `Fragen Sie ${name}`,
  about: 'Hier antwortet, wer es aus eigener Erfahrung kennt. Sie brauchen kein Konto. Wer hilft, liest, was Sie schreiben: Lassen Sie Namen, Nummern und Passwörter weg.',
  question: 'Ihre Frage',
  hint: 'Was möchten Sie tun, was geschieht stattdessen, und auf welchem Gerät?',
  send: 'Fragen',
  sending: 'Wird gesendet…',
  next: 'Danach bekommen Sie eine eigene Seite mit der Antwort. Heben Sie deren Adresse auf: Nur über sie kommen Sie wieder zu Ihrer Frage.',
  suggestions: {
    heading: 'Vielleicht wurde das schon beantwortet',
    solved: 'Das hat geholfen',
    thanks: 'Schön. Sie müssen nicht fragen.',
    all: 'Alle Antworten',
  },
  website: 'Bitte leer lassen',
  closed: {heading: 'Hier werden keine Fragen angenommen', text: 'Vielleicht ist die Adresse falsch geschrieben, oder diese Community nimmt Fragen woanders an.'},
  failed: {
    heading: 'Das hat nicht geklappt',
    connection: 'Es gibt keine Verbindung. Was Sie geschrieben haben, ist noch da; bitte versuchen Sie es noch einmal.',
    tooMany: (minutes) => `Hier wurde gerade mehr gefragt, als angenommen werden kann. Was Sie geschrieben haben, bleibt; bitte versuchen Sie es in ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} noch einmal.`,
    other: 'Bitte versuchen Sie es noch einmal.',
    empty: 'Bitte schreiben Sie Ihre Frage.',
  },
  unanswered: 'Der Server antwortet nicht. Was Sie geschickt haben, wird aufgehoben und noch einmal geschickt; lassen Sie diese Seite offen.',
  again: 'Noch einmal versuchen',
};
