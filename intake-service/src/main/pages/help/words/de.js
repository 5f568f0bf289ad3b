// Die Wörter der Seite für Fragende auf Deutsch; die Namen sind dieselben wie in en.js.
const TIERS = {COMMUNITY: 'ein Mitglied der Community', CONTRACTOR: 'ein beauftragter Helfer', SPECIALIST: 'eine Fachkraft'};
const who = (helper) => (helper ? `${helper.alias}, ${TIERS[helper.tier]},` : 'Jemand');
const begin = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const NOTICES = [
  [/^Nobody has been able to take your question yet/, 'Noch konnte niemand Ihre Frage übernehmen; es dauert länger, als es sollte. Sie ist nicht vergessen: Sie wird wieder angeboten, sobald jemand Passendes da ist, und auch die Fachkräfte des Unternehmens sehen sie.'],
  [/^We asked you something and have not heard from you/, 'Wir haben Sie etwas gefragt und nichts von Ihnen gehört, deshalb wurde diese Frage geschlossen. Schreiben Sie einfach wieder, wenn Sie noch Hilfe brauchen.'],
  [/^You withdrew this question/, 'Sie haben diese Frage zurückgezogen. Niemand arbeitet mehr daran. Schreiben Sie einfach wieder, wenn Sie doch Hilfe brauchen.'],
  [/^The company closed this question: /, 'Das Unternehmen hat diese Frage geschlossen: '],
  [/^The company closed this question\./, 'Das Unternehmen hat diese Frage geschlossen.'],
];

export default {
  page: 'Ihre Frage',
  conversation: 'Gespräch',
  before: (count) => `Was vorher gesagt wurde (${count})`,
  steps: ['Gefragt', 'In Arbeit', 'Beantwortet', 'Gelöst'],
  progress: 'Fortschritt',
  shell: {live: 'Verbunden', connecting: 'Verbindet…', polling: 'Erneuert alle 5 s', offline: 'Keine Verbindung', demo: 'Vorführung: Die Uhren laufen in Vorführzeit, und manche Mitglieder sind simuliert.', theme: {system: 'Farben: wie das Gerät', light: 'Farben: hell', dark: 'Farben: dunkel'}, start: 'Crowdline, Startseite', skip: 'Zum Inhalt springen'},
  message: {
    you: 'Sie',
    staff: 'Das Unternehmen',
    machine: 'automatische Nachricht',
    tiers: {COMMUNITY: 'Mitglied der Community', CONTRACTOR: 'beauftragter Helfer', SPECIALIST: 'Fachkraft'},
    answer: 'Antwort',
    asks: 'Fragt Sie',
    thanks: 'Dank',
  },
  offline: (since) => `Gerade gibt es keine Verbindung. Was Sie sehen, ist von ${since}; sie kommt von selbst zurück, und was Sie schreiben, bleibt erhalten.`,
  unanswered: 'Der Server antwortet nicht. Was Sie geschickt haben, wird aufgehoben und noch einmal geschickt, auch wenn Sie diese Seite neu laden.',
  failed: {
    heading: 'Das hat nicht geklappt',
    connection: 'Es gibt keine Verbindung. Was Sie geschrieben haben, ist noch da; bitte versuchen Sie es noch einmal.',
    state: 'Das geht nicht mehr: Inzwischen hat sich etwas geändert. Sie sehen, wie es jetzt steht.',
    tooMany: 'Das war zu viel in kurzer Zeit. Bitte versuchen Sie es gleich noch einmal.',
    other: 'Bitte versuchen Sie es noch einmal.',
  },
  again: 'Noch einmal versuchen',
  back: 'Zurück',
  noLink: {
    heading: 'Diese Seite braucht den Link, den Sie bekommen haben',
    text: 'Die Adresse dieser Seite endet mit einem langen Schlüssel nach dem Zeichen #; er kam mit der Bestätigung Ihrer Frage. Vielleicht ging beim Kopieren ein Teil verloren.',
  },
  closedLink: {
    heading: 'Dieser Link öffnet keine Frage mehr',
    text: 'Zu Ihrer Sicherheit öffnet ein Link seine Frage 90 Tage lang und nur, solange die Frage aufbewahrt wird. Wenn Sie noch Hilfe brauchen, fragen Sie bitte dort noch einmal, wo Sie gefragt haben.',
  },
  waiting: {
    staff: 'Wir suchen eine Fachkraft des Unternehmens für Sie',
    somebody: 'Wir suchen jemanden, der sich damit auskennt',
    text: (ago) => `Sie haben ${ago} gefragt. Sie müssen hier nicht warten: Diese Adresse gilt weiter, und die Antwort wird hier stehen.`,
    longer: 'Es dauert länger, als es sollte',
    next: 'Sie sind als Nächstes dran.',
    place: (place) => `Sie sind Nummer ${place} in der Reihe.`,
    many: (place) => `Mehr als ${place} sind vor Ihnen.`,
    usual: (from, to) => `Acht von zehn, die in der letzten Stunde dasselbe brauchten, haben ${from} bis ${to} gewartet.`,
    unknown: 'In der letzten Stunde haben zu wenige dasselbe gebraucht, um zu sagen, wie lange es dauert.',
  },
  asked: {heading: 'Es gibt eine Frage an Sie', text: (helper) => `${who(helper)} muss vor der Antwort noch etwas wissen. Bitte antworten Sie unten; es geht nichts verloren, während Sie überlegen.`},
  inWork: {
    heading: (helper) => `${helper ? begin(TIERS[helper.tier]) : 'Jemand'} schreibt`,
    text: (helper) => `${who(helper)} hat Ihre Frage übernommen und arbeitet an einer Antwort.`,
    writing: (helper) => `${helper?.alias ?? 'Jemand'} schreibt`,
  },
  answered: {
    heading: 'Sie haben eine Antwort',
    question: 'Ist Ihr Problem damit gelöst?',
    silence: (time) => `Wenn Sie bis ${time} nichts sagen, nehmen wir an, dass es gelöst ist.`,
    wrote: (helper, time) => `Sie haben nach der Antwort noch geschrieben. ${helper?.alias ?? 'Wer geantwortet hat,'} kann bis ${time} zurückschreiben; sonst wird Ihre Frage noch einmal angeboten.`,
    yes: 'Ja, gelöst',
    no: 'Nein, nicht gelöst',
    open: 'Was ist noch offen?',
    openHint: 'Freiwillig. Es hilft, wer als Nächstes antwortet.',
    sendNo: 'Nicht gelöst, noch einmal fragen',
    reopened: 'Ihre Frage ist wieder offen.',
  },
  resolved: {heading: 'Gelöst', text: 'Danke, dass Sie es uns gesagt haben. Das Gespräch bleibt unter dieser Adresse lesbar.'},
  cancelled: {heading: 'Diese Frage wurde geschlossen', text: 'Niemand arbeitet mehr daran. Wenn Sie noch Hilfe brauchen, schreiben Sie einfach unten.'},
  continues: 'Sie setzt etwas fort:',
  earlier: 'eine frühere Frage von Ihnen',
  rating: {
    question: 'Wie gut war die Antwort?',
    meanings: ['nicht hilfreich', 'schwach', 'in Ordnung', 'gut', 'ausgezeichnet'],
    star: (count, meaning) => `${count} ${count === 1 ? 'Stern' : 'Sterne'}: ${meaning}`,
    chosen: (count, meaning) => `${count} von 5: ${meaning}.`,
    hint: 'Drei Sterne und mehr sagen, dass es geholfen hat, und belohnen, wer geantwortet hat und Ihre Sterne und Ihren Dank sieht.',
    reopens: 'Ein oder zwei Sterne öffnen Ihre Frage wieder.',
    thanks: 'Ein Wort des Danks',
    optional: 'freiwillig',
    send: 'Bewertung senden',
    sent: 'Danke. Wer geantwortet hat, sieht Ihre Bewertung.',
    given: (count) => `Sie haben ${count} von 5 Sternen gegeben`,
    wrote: (thanks) => ` und geschrieben: „${thanks}“`,
  },
  reply: {
    asked: 'Ihre Antwort',
    more: 'Noch etwas schreiben',
    after: 'Noch eine Frage?',
    afterHint: 'Damit beginnt eine neue Frage, die kennt, was hier gesagt wurde.',
    send: 'Senden',
  },
  staff: {
    heading: 'Lieber mit dem Unternehmen sprechen?',
    text: 'Hier antworten Mitglieder der Community. Sie können jederzeit eine Fachkraft des Unternehmens verlangen; das dauert vielleicht etwas länger.',
    ask: 'Fachkraft verlangen',
    done: 'Eine Fachkraft ist verlangt.',
    asked: 'Sie haben eine Fachkraft verlangt. Nur Fachkräfte des Unternehmens sehen Ihre Frage jetzt.',
  },
  withdraw: {
    heading: 'Brauchen Sie keine Antwort mehr?',
    ask: 'Frage zurückziehen',
    sure: 'Niemand wird mehr daran arbeiten. Zurückziehen?',
    yes: 'Ja, zurückziehen',
    no: 'Nein, behalten',
    done: 'Ihre Frage ist zurückgezogen.',
  },
  privacy: (alias) => `Wer Ihnen hilft, sieht den Namen ${alias} und dieses Gespräch, nie Ihren wirklichen Namen, Ihre Adresse oder Nummer. Behalten Sie diese Adresse für sich: Wer sie hat, kann hier lesen und schreiben.`,
  notice: (text) => {
    const [known, said] = NOTICES.find(([pattern]) => pattern.test(text)) ?? [];
    return known ? said + (known.source.endsWith(': ') ? text.replace(known, '') : '') : text;
  },
};
