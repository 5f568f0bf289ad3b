import {ago, clockTime, tierWord} from '/kit/kit.js';

const article = (word) => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);

/**
 * Where the request stands, in the words of somebody who asked and waits: a heading, a sentence, a step from 0 to 3.
 */
export function story({request, helper, messages}) {
  const who = helper ? `${helper.alias}, ${article(tierWord(helper.tier))},` : 'Somebody';
  switch (request.status) {
    case 'OPEN':
      return waiting(request, messages);
    case 'IN_WORK':
      return request.waitingOn === 'CUSTOMER'
        ? {step: 1, tone: 'warn', heading: 'There is a question for you', text: `${who} needs to know something before answering. Please reply below; nothing is lost while you think.`}
        : {step: 1, tone: 'accent', writing: true, heading: `${helper ? article(tierWord(helper.tier)).replace(/^a/, 'A') : 'Somebody'} is writing`,
            text: `${who} has taken your question and is working on an answer.`};
    case 'ANSWERED':
      return {step: 2, tone: 'good', heading: 'You have an answer', text: `Did it solve your problem? ${silence(request)}`};
    case 'RESOLVED':
      return {step: 3, tone: 'good', heading: 'Solved', text: 'Thank you for telling us. The conversation stays readable at this address.'};
    default:
      return {step: 3, tone: '', heading: 'This request was closed', text: 'Nobody is working on it any more. If you still need help, please ask again where you asked before.'};
  }
}

const silence = ({confirmsAt}) => (confirmsAt
  ? `If you say nothing until ${clockTime(confirmsAt)}, we take it that it did.`
  : 'If you say nothing, we take it that it did.');

function waiting(request, messages) {
  const staff = request.minimumTier === 'SPECIALIST';
  const notice = longerNotice(messages);
  if (notice) {
    return {step: 0, tone: 'warn', heading: 'It takes longer than it should', text: notice.text};
  }
  return {
    step: 0,
    tone: 'accent',
    heading: staff ? 'We are finding you a member of staff' : 'We are finding somebody who knows this',
    text: `You asked ${ago(request.createdAt)}. You need not wait here: this address keeps working, and the answer will be on it.`,
  };
}

/** What our own notice says of a delay is the honest state and belongs on top, until a person speaks again. */
function longerNotice(messages) {
  const last = messages.findLastIndex((message) => message.author === 'MEMBER');
  return messages.slice(last + 1).findLast((message) => message.author === 'SYSTEM' && /longer/i.test(message.text)) ?? null;
}
