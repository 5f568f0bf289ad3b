/** What a reviewer may say, in the order of its keys: [verdict, its word, what it means, tone]. */
export const VERDICTS = [
  ['GOOD', 'Good', 'It helps, and is how an answer should be.', 'good'],
  ['ACCEPTABLE', 'Acceptable', 'It helps.', ''],
  ['WRONG', 'Wrong', 'It does not help, or is not true. It pays nothing.', 'warn'],
  ['HARMFUL', 'Harmful', 'Who follows it is worse off. It pays nothing, and its author is offered nothing until an operator decides.', 'bad'],
];

export const verdictWord = (verdict) => VERDICTS.find(([name]) => name === verdict)?.[1] ?? verdict.toLowerCase();
export const verdictTone = (verdict) => VERDICTS.find(([name]) => name === verdict)?.[3] ?? '';
