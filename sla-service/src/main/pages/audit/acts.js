import {clockTime, duration, languageName, priorityWord, tierWord} from '/kit/kit.js';

export const SERVICES = ['intake', 'routing', 'sla', 'rewards'];
const PAGE = 50;

/** Points of a correction, in words. */
const moved = (points) => (points.startsWith('-') ? `take ${points.slice(1)} points off a member` : `add ${points} points to a member`);
const quoted = (text) => `“${text}”`;
/** What was done, in words. A kind that is not listed is shown as it is called, with all that is known of it. */
const SENTENCES = {
  COMMUNITY_REGISTERED: ({name}) => `registered the community ${name}`,
  API_KEY_CREATED: ({name, permissions}) => `created the API key ${quoted(name)} (${permissions})`,
  API_KEY_REVOKED: ({apiKey}) => `revoked the API key ${apiKey}`,
  FORM_CHANGED: ({open, requestsPerHour}) => (open === 'true' ? `opened the public form for ${requestsPerHour} requests an hour` : 'closed the public form'),
  WIDGET_CHANGED: ({origins, colour}) => (origins ? `let ${origins.split(' ').join(', ')} embed the widget, in ${colour}` : 'let no site embed the widget'),
  TOPIC_SET: ({name}) => `set the topic ${quoted(name)}`,
  TOPIC_REMOVED: ({name}) => `removed the topic ${quoted(name)}`,
  CONFIDENCE_SET: ({percent}) => `had what examples taught believed from a probability of ${percent} % on`,
  TOPIC_CONFIRMED: ({topic}) => `confirmed that a request is about ${quoted(topic)}`,
  TOPIC_CORRECTED: ({topic, was}) => `said that a request is about ${quoted(topic)}${was ? `, not ${quoted(was)}` : ''}`,
  SKILL_NAMED: ({name}) => `named the skill ${quoted(name)}`,
  MEMBER_REGISTERED: ({alias, tier}) => `registered ${alias} as a ${tierWord(tier)}`,
  MEMBER_CHANGED: ({alias, tier, capacity}) => `changed ${alias}: a ${tierWord(tier)} with room for ${capacity}`,
  MEMBER_SKILLS_SET: ({alias, skills}) => `set the skills of ${alias}: ${skills}`,
  MEMBER_PAUSED: ({alias, reason, until}) => `paused ${alias}${until ? ` until ${clockTime(until)}` : ''}: ${quoted(reason)}`,
  MEMBER_RESUMED: ({alias}) => `ended the pause of ${alias}`,
  MEMBERS_IMPORTED: ({added, changed}) => `imported members from a file: ${added} new, ${changed} changed`,
  POLICY_CHANGED: ({version, appliedToRunning, note}) =>
    `put version ${version} of the policy in force${appliedToRunning === 'true' ? ', for what runs as well' : ''}${note ? `: ${quoted(note)}` : ''}`,
  ITEM_ADDED: ({name, price}) => `added ${quoted(name)} to the catalogue for ${price} points`,
  ITEM_CHANGED: ({name, price, offered}) => (offered === 'true' ? `changed ${quoted(name)} of the catalogue, now for ${price} points` : `withdrew ${quoted(name)} from the shop`),
  PARTNER_SET: ({url}) => `set the partner who hands items out to ${quoted(url)}`,
  CODES_IMPORTED: ({imported, name}) => `imported ${imported} codes of ${quoted(name)}`,
  LIMITS_SET: ({pointsPerDay, waitDays, correctAlone}) => `had members take items for ${pointsPerDay === 'any' ? 'any number of' : pointsPerDay} points a day${waitDays === 'any' ? '' : `, after a wait of ${waitDays} days`}${correctAlone ? `; an operator corrects up to ${correctAlone} alone` : ''}`,
  CORRECTION_PROPOSED: ({points}) => `proposed to ${moved(points)}`,
  CORRECTION_BOOKED: ({points, proposedBy}) => `had it booked to ${moved(points)}, as ${proposedBy} proposed`,
  CORRECTION_REJECTED: ({points, proposedBy}) => `dropped what ${proposedBy} proposed: to ${moved(points)}`,
  EXPIRY_SET: ({afterDays, noticeDays}) => (afterDays === 'never' ? 'had points never expire' : `had points expire after ${afterDays} days, with ${noticeDays} days of notice`),
  EARNING_RULES_CHANGED: ({version, note}) => `put version ${version} of the earning rules in force${note ? `: ${quoted(note)}` : ''}`,
  CODE_REVEALED: ({name}) => `had the code of ${quoted(name)} shown again`,
  ANSWER_JUDGED: ({verdict}) => `judged an answer ${quoted(verdict.toLowerCase())}`,
  REVIEWS_SET: ({reviewsADay, twicePercent}) => `had up to ${reviewsADay} answers a day reviewed, ${twicePercent} of a hundred by two`,
  CALENDAR_CHANGED: ({version, note}) => `made version ${version} of the calendar count${note ? `: ${quoted(note)}` : ''}`,
  ALARM_SET: ({name}) => `set the alarm ${quoted(name)}`,
  ALARM_REMOVED: ({name}) => `removed the alarm ${quoted(name)}`,
  CHANNEL_CONNECTED: ({name}) => `connected the channel ${quoted(name)}`,
  CHANNEL_CHANGED: ({name, enabled}) => (enabled === 'true' ? `changed the channel ${quoted(name)}` : `disabled the channel ${quoted(name)}`),
  WEBHOOK_CREATED: ({name}) => `had ${quoted(name)} told what happens to requests`,
  WEBHOOK_CHANGED: ({name, enabled}) => (enabled === 'true' ? `changed the webhook ${quoted(name)}` : `disabled the webhook ${quoted(name)}`),
  WEBHOOK_REMOVED: ({name}) => `removed the webhook ${quoted(name)}`,
  WEBHOOK_SECRET_RENEWED: ({name}) => `renewed the secret of the webhook ${quoted(name)}`,
  WEBHOOK_REPLAYED: ({name}) => `had ${quoted(name)} told earlier events again`,
  WEBHOOK_REDELIVERED: ({name}) => `had ${quoted(name)} told an event again`,
  DELIVERY_RETRIED: () => 'had a message sent again that did not reach its customer',
  CUSTOMER_EXPORTED: () => 'had all shown that is kept of a customer',
  CUSTOMER_ERASED: () => 'had a customer forgotten',
  RETENTION_CHANGED: ({days}) => (days === 'for ever' ? 'had words kept for ever' : `had words kept for ${days} days after the end of a request`),
  CANCELLED: ({reason}) => `cancelled a request${reason ? `: ${quoted(reason)}` : ''}`,
  WROTE: () => 'wrote to a customer',
  PRIORITY_RAISED: ({priority}) => `raised the priority of a request to ${priorityWord(priority)}`,
  MINIMUM_TIER_RAISED: ({minimumTier}) => `raised the lowest tier of a request to ${tierWord(minimumTier)}`,
  ARTICLE_ADDED: ({title}) => `wrote an article: ${title}`,
  ARTICLE_CHANGED: ({title}) => `changed an article: ${title}`,
  ARTICLE_PUBLISHED: ({title}) => `published an article: ${title}`,
  ARTICLE_WITHDRAWN: ({title}) => `withdrew an article: ${title}`,
  INCIDENT_OPENED: ({title}) => `opened an incident: ${title}`,
  INCIDENT_CLOSED: ({reason}) => (reason ? `closed the incident: ${reason}` : 'closed the incident'),
  LINKED: () => 'linked the request to an incident',
  SPLIT: () => 'took the request out of its incident',
  NEEDS_CHANGED: ({needs, language}) => `said anew what a request needs: ${needs}, in ${languageName(language)}`,
  TIME_GIVEN: ({seconds, reason}) => `gave the work on a request ${duration(Number(seconds))} more: ${quoted(reason)}`,
  ASSIGNED: ({alias}) => `gave a request to ${alias}`,
};

export const sentence = ({kind, detail}) =>
  SENTENCES[kind]?.(detail) ??
  `${kind.toLowerCase().replaceAll('_', ' ')}${Object.entries(detail).map(([name, value]) => `, ${name} ${value}`).join('')}`;

/** The acts of all services as one list, the latest first; a service that does not answer stops it. */
export class Acts {
  #api;
  #sources;

  constructor(api) {
    this.#api = api;
    this.#sources = SERVICES.map((service) => ({service, items: [], cursor: null, over: false}));
  }

  /** The next of them, at most so many; fewer at the end. */
  async next(count) {
    const found = [];
    while (found.length < count) {
      await Promise.all(this.#sources.filter(({items, over}) => items.length === 0 && !over).map((source) => this.#fill(source)));
      const [latest] = this.#sources.filter(({items}) => items.length > 0).sort((a, b) => Date.parse(b.items[0].at) - Date.parse(a.items[0].at));
      if (!latest) {
        break;
      }
      found.push({...latest.items.shift(), service: latest.service});
    }
    return found;
  }

  async #fill(source) {
    const {items, next} = await this.#api.get(`/v1/${source.service}/acts`, {limit: PAGE, cursor: source.cursor});
    source.items = items;
    source.cursor = next ?? null;
    source.over = source.cursor === null;
  }
}

/** A table that spreadsheets read: RFC 4180, and nothing in it that one would take for a formula. */
export function csv(acts) {
  const cell = (value) => {
    const text = String(value ?? '');
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  const line = (cells) => cells.map(cell).join(',');
  return [
    line(['at', 'by', 'caller', 'service', 'kind', 'request', 'what', 'detail']),
    ...acts.map((act) => line([act.at, act.name, act.caller, act.service, act.kind, act.requestId, sentence(act), JSON.stringify(act.detail)])),
  ].join('\r\n');
}
