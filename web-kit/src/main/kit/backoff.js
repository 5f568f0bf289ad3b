/**
 * How long to wait before the next try: doubles up to the limit, and the random half keeps a thousand pages that lost
 * the same server from returning in the same instant.
 */
export function backoffMillis(attempt, firstMillis = 500, mostMillis = 15000) {
  const whole = Math.min(mostMillis, firstMillis * 2 ** Math.min(attempt, 16));
  return whole / 2 + Math.random() * (whole / 2);
}

/** Waits, or rejects when the signal is given. */
export function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, millis);
    signal?.addEventListener('abort', stop, {once: true});
  });
}

/**
 * Does something now and again while the page is visible: the next time begins after the last one has ended, and later
 * and later while it fails (gives false), so that many open pages do not keep a service down. Returns how to stop.
 */
export function poll(step, everyMillis) {
  const ending = new AbortController();
  (async () => {
    for (let failures = 0; !ending.signal.aborted; ) {
      if (document.visibilityState === 'visible') {
        failures = (await step()) === false ? failures + 1 : 0;
      }
      await pause(failures ? Math.max(everyMillis, backoffMillis(failures, everyMillis, 30_000)) : everyMillis, ending.signal).catch(() => {});
    }
  })();
  return () => ending.abort(new Error('stopped'));
}
