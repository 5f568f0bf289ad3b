/**
 * Where the request stands, in the words of somebody who asked and waits: a heading, a sentence, a step from 0 to 3.
 *
 * @param words of the visitor's language
 * @param spoken times as that language writes them
 */
export function story({request, helper, messages, incident}, words, spoken) {
  if (incident && request.status === 'OPEN') {
    return {step: 1, heading: words.known.heading, text: words.known.text(incident.title, spoken.ago(incident.since))};
  }
  switch (request.status) {
    case 'OPEN':
      return waiting(request, messages, words.waiting, words.notices, spoken);
    case 'IN_WORK':
      return request.waitingOn === 'CUSTOMER'
        ? {step: 1, heading: words.asked.heading, text: words.asked.text(helper)}
        : {step: 1, writing: words.inWork.writing(helper), heading: words.inWork.heading(helper), text: words.inWork.text(helper)};
    case 'ANSWERED':
      return {step: 2, heading: words.answered.heading, text: ''};
    case 'RESOLVED':
      return {step: 3, ...words.resolved};
    default:
      return {step: 3, ...words.cancelled};
  }
}

function waiting(request, messages, words, notices, spoken) {
  const longer = longerNotice(messages);
  return longer
    ? {step: 0, heading: words.longer, text: notices.TAKES_LONGER()}
    : {step: 0, heading: request.minimumTier === 'SPECIALIST' ? words.staff : words.somebody, text: words.text(spoken.ago(request.createdAt))};
}

/** What our own notice says of a delay is the honest state and belongs on top, until a person speaks again. */
function longerNotice(messages) {
  const last = messages.findLastIndex((message) => message.author !== 'SYSTEM' && message.author !== 'CUSTOMER');
  return messages.slice(last + 1).findLast((message) => message.notice?.code === 'TAKES_LONGER') ?? null;
}
