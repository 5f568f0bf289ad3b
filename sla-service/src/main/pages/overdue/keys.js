/** What single letters do on this page. */
export const KEYS = [
  ['J', 'next question'],
  ['K', 'question before'],
  ['Enter', 'look closer, without taking it'],
  ['C', 'take it'],
  ['R', 'hand back what is yours'],
  ['H', 'hand over what is yours'],
  ['X', 'select or not, for several at once'],
  ['?', 'this list'],
];
