import {duration, html, languageName, nothing, now, repeat, skillName, tierWord} from '/kit/kit.js';

/** What waits for the same needs, and who could take it. */
export const QUEUES = {
  by: 'queue',
  title: 'Queues',
  load: async (api) => (await api.get('/v1/queues')).items,
  table: (queues, open) => html`<table>
    <caption class="unseen">Queues in which something waits; those that nobody who is there could take come first</caption>
    <thead><tr><th scope="col">Needs</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">Oldest</th><th scope="col">Usual wait</th>
      <th scope="col" class="number">Free</th><th scope="col" class="number">Online</th><th scope="col" class="number">Able</th></tr></thead>
    <tbody>${repeat(queues, ({id}) => id, (queue) => line(queue, open))}</tbody>
  </table>`,
};

const needs = (queue) => queue.needs.map(({skill, level}) => `${skillName(skill)} ${level}`).join(' + ') || 'nothing in particular';

function line(queue, open) {
  const {id, waiting, usual, language, askedTiers, free, online, able} = queue;
  return html`<tr>
    <th scope="row">${needs(queue)} <span class="hint">${languageName(language)}, ${askedTiers.map(tierWord).join(', ')}</span></th>
    <td class="number"><button class="quiet" aria-label="${waiting} waiting, ${needs(queue)}: show them" @click=${() => open({queue: String(id)})}>${waiting.toLocaleString()}</button></td>
    <td class="number">${duration((now() - Date.parse(queue.oldestSince)) / 1000)}</td>
    <td>${usual ? `${duration(usual.fromSeconds)} to ${duration(usual.toSeconds)}` : html`<span class="soft">too few to say</span>`}</td>
    <td class="number ${online && !free ? 'warn' : ''}">${free.toLocaleString()}</td>
    <td class="number ${online ? '' : 'bad'}">${online.toLocaleString()}${online ? nothing : html`<span class="unseen"> nobody is there</span>`}</td>
    <td class="number ${able ? '' : 'bad'}">${able.toLocaleString()}${able ? nothing : html`<span class="unseen"> nobody has these skills</span>`}</td>
  </tr>`;
}
