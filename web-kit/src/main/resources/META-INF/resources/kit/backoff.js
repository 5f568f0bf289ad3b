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
