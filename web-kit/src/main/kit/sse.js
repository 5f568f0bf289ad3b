import {problemOf} from '/kit/api.js';
import {backoffMillis, pause, poll} from '/kit/backoff.js';

/** Without a byte for this long the connection is taken for dead; opening it again gives the present state. */
const SILENCE_MILLIS = 60_000;
const FINAL = new Set([400, 403, 404, 410]);
/** Of one browser, whatever pages it has open: it keeps six connections to a host, and calls need some of them. */
const MOST_STREAMS = 3;
const POLL_MILLIS = 5000;
/** What has not begun to answer by then is held back by something between here and the service. */
const OPEN_MILLIS = 10_000;

/**
 * What changes on the server, as it changes. All tabs of a browser that want the same share one stream: one of them
 * leads and tells the others, and when it goes another takes over. Without a stream (too many, a proxy that keeps it
 * back, services that start again) each visible tab asks now and then, and says so. Nothing is kept open by a page
 * that was left.
 *
 * @param path the address of the event stream
 * @param who for whom: what one person hears is never told to tabs of another
 * @param headers async function giving the headers
 * @param renew async function called after a 401; true when it is worth another try
 * @param heard called with (event name, parsed data)
 * @param load async function that brings the page up to date without the stream; gives false when it cannot
 * @param state called with connecting, live, polling or offline
 * @param refused called with the problem when coming back is no use
 * @param signal ends it
 */
export function listen(wish) {
  const {signal} = wish;
  let leaving = null;
  const begin = () => {
    leaving = new AbortController();
    share({...wish, signal: AbortSignal.any([signal, leaving.signal])});
  };
  addEventListener('pagehide', () => leaving.abort(), {signal});
  addEventListener('pageshow', (event) => event.persisted && begin(), {signal});
  begin();
}

function share({path, who, headers, renew = async () => false, heard, load, state, refused, signal}) {
  const name = `crowdline ${who} ${path}`;
  const channel = new BroadcastChannel(name);
  let last = null;
  let stopPolling = null;

  const hear = (news) => {
    if (!news.state) {
      heard(news.event, news.data);
    } else if (news.state === 'polling') {
      stopPolling ??= poll(async () => {
        const loaded = (await load()) !== false;
        if (stopPolling) {
          state(loaded ? 'polling' : 'offline');
        }
        return loaded;
      }, POLL_MILLIS);
    } else {
      stopPolling?.();
      stopPolling = null;
      state(news.state);
    }
  };
  const tell = (news) => {
    if (!signal.aborted) {
      last = news.state ? news : last;
      channel.postMessage(news);
      hear(news);
    }
  };
  channel.onmessage = ({data}) => (data.joined ? last && channel.postMessage(last) : hear(data));
  channel.postMessage({joined: true});
  signal.addEventListener('abort', () => {
    channel.close();
    stopPolling?.();
    stopPolling = null;
  }, {once: true});
  state('connecting');
  alone(name, {signal}, () => lead({path, headers, renew, tell, refused, signal})).catch(() => {});
}

/** Runs something that no other tab runs at the same time; without a secure connection browsers cannot tell, so each does. */
const alone = (name, options, run) => (navigator.locks ? navigator.locks.request(name, options, run) : run(true));

/** Keeps a stream open, and tells all tabs what comes and how it stands. */
async function lead({path, headers, renew, tell, refused, signal}) {
  const refuse = (problem) => {
    tell({state: 'offline'});
    refused(problem);
  };
  for (let attempt = 0; !signal.aborted; attempt++) {
    tell({state: attempt < 2 ? 'connecting' : 'polling'});
    try {
      const response = await withStream(signal, async () => {
        const silence = new AbortController();
        const opened = await open(path, await headers(), AbortSignal.any([signal, silence.signal]));
        if (opened.ok) {
          tell({state: 'live'});
          attempt = 0;
          await read(opened.body, silence, (event, data) => tell({event, data}));
        }
        return opened;
      });
      if (!response) {
        attempt = Math.max(attempt, 2);
        tell({state: 'polling'});
      } else if (FINAL.has(response.status) || (response.status === 401 && !(await renew()))) {
        refuse(await problemOf(response));
        return;
      }
    } catch (error) {
      if (error?.status === 401) {
        refuse(error);
        return;
      }
      // Everything else is the network's doing: come back.
    }
    if (!signal.aborted) {
      await Promise.race([pause(backoffMillis(attempt), signal), networkBack(signal)]).catch(() => {});
    }
  }
}

/** Runs with one of the few streams that a browser may have open; nothing when all are taken. */
async function withStream(signal, run) {
  for (let place = 1; place <= MOST_STREAMS && !signal.aborted; place++) {
    const result = await alone(`crowdline stream ${place}`, {ifAvailable: true}, (got) => got && run());
    if (result) {
      return result;
    }
  }
  return null;
}

/** Reads with fetch, because EventSource cannot send the headers that authenticate. */
async function open(path, headers, signal) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), OPEN_MILLIS);
  try {
    return await fetch(path, {
      headers: {Accept: 'text/event-stream', ...headers},
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.any([signal, late.signal]),
    });
  } finally {
    clearTimeout(timer);
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
