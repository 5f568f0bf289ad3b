// The words of the public form in English. Another language is another file beside this one, with the same names.
export default {
  shell: {live: 'Live', connecting: 'Connecting…', polling: 'Updates every 5 s', offline: 'No connection', demo: 'Demonstration: clocks run in demo time, and some members are simulated.', theme: {system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark'}, start: 'Crowdline, start page', skip: 'Skip to content'},
  page: 'Ask a question',
  heading: (name) => `Ask ${name}`,
  about: 'People who know it from their own use answer here. You need no account. What you write is public to those who help, so leave out names, numbers and passwords.',
  question: 'Your question',
  hint: 'What do you want to do, what happens instead, and on which device?',
  send: 'Ask',
  sending: 'Sending…',
  next: 'After that you get a page of your own with the answer. Keep its address: it is the only way back to your question.',
  suggestions: {
    heading: 'Perhaps this was answered before',
    solved: 'That solved it',
    thanks: 'Good to know. You need not ask.',
    all: 'All answers',
  },
  website: 'Leave this empty',
  closed: {heading: 'No questions are taken here', text: 'The address may be mistyped, or this community takes questions elsewhere.'},
  failed: {
    heading: 'That did not work',
    connection: 'There is no connection. What you wrote is still here; please try again.',
    tooMany: (minutes) => `More was asked here than can be taken just now. What you wrote is kept; please try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    other: 'Please try again.',
    empty: 'Please write your question.',
  },
  unanswered: 'The server does not answer. What you sent is kept and sent again; leave this page open.',
  again: 'Try again',
};
