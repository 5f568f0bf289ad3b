import {problemOf} from '/kit/api.js';
import {backoffMillis, pause} from '/kit/backoff.js';

/** Without a byte for this long the connection is taken for dead; opening it again gives the present state. */
const SILENCE_MILLIS = 60_000;
const FINAL = new Set([400, 403, 404, 410]);

/**
 * Server-sent events read with fetch, because EventSource cannot send the headers that authenticate. Comes back by
 * itself with growing pauses.
 *
 * @param path the address
 * @param headers async function giving the headers
 * @param renew async function called after a 401; true when it is worth another try
 * @param heard called with (event name, parsed data)
 * @param state called with connecting, live or offline
 * @param refused called with the problem when coming back is no use
 * @param signal ends it
 */
export async function listen({path, headers, renew = async () => false, heard, state, refused, signal}) {
  for (let attempt = 0; !signal.aborted; attempt++) {
    state(attempt < 2 ? 'connecting' : 'offline');
    const silence = new AbortController();
    try {
      const response = await fetch(path, {
        headers: {Accept: 'text/event-stream', ...(await headers())},
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.any([signal, silence.signal]),
      });
      if (response.ok) {
        state('live');
        attempt = 0;
        await read(response.body, silence, heard);
      } else if (FINAL.has(response.status) || (response.status === 401 && !(await renew()))) {
        state('offline');
        refused(await problemOf(response));
        return;
      }
    } catch (error) {
      if (error?.status === 401) {
        state('offline');
        refused(error);
        return;
      }
      // Everything else is the network's doing: come back.
    }
    if (!signal.aborted) {
      await Promise.race([pause(backoffMillis(attempt), signal), networkBack(signal)]).catch(() => {});
    }
  }
}

const networkBack = (signal) => new Promise((resolve) => addEventListener('online', resolve, {once: true, signal}));

async function read(body, silence, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = 'message';
  let data = [];
  let timer = 0;
  try {
    for (;;) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MILLIS);
      const {done, value} = await reader.read();
      if (done) {
        return;
      }
      const lines = (rest + value).split(/\r\n|\n|\r/);
      rest = lines.pop();
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) {
            deliver(heard, event, data.join('\n'));
          }
          event = 'message';
          data = [];
        } else if (line.startsWith('event:')) {
          event = line.slice(6).trim();
        } else if (line.startsWith('data:')) {
          data.push(line.slice(5).replace(/^ /, ''));
        }
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

function deliver(heard, event, text) {
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    return;
  }
  heard(event, parsed);
}
