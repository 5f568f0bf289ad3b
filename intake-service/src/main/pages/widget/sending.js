import {Problem, problemOf} from '/kit/api.js';
import {backoffMillis, pause} from '/kit/backoff.js';

const TIMEOUT_MILLIS = 15_000;
const MOST_RETRY_AFTER_SECONDS = 10;
const WORTH_ANOTHER_TRY = new Set([429, 502, 503, 504]);

/** One call; a refusal is a {@link Problem}, and what did not arrive is a TypeError or a time-out. */
export async function call(address, {link, key, ...options} = {}) {
  const response = await fetch(address, {
    ...options,
    headers: {
      ...(options.body ? {'Content-Type': 'application/json'} : {}),
      ...(key ? {'Idempotency-Key': key} : {}),
      ...(link ? {'X-Customer-Link': link} : {}),
    },
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.json();
}

/**
 * Sends what was kept, one after the other and each until it is answered, with the key that it got when it was written:
 * whatever breaks on the way, reloads or other tabs, it happens once.
 */
export class Sending {
  #store;
  #address;
  #heard;
  #busy = false;
  #waits = false;
  #again = null;

  /**
   * @param address gives the address of a command
   * @param heard told of (command, answer), of (command, null, problem), and of nothing when something has changed
   */
  constructor(store, address, heard) {
    this.#store = store;
    this.#address = address;
    this.#heard = heard;
    addEventListener('online', () => this.#again?.abort());
  }

  /** Whether something did not get through. */
  get waits() {
    return this.#waits;
  }

  /** @param to {link, request} of the conversation; nothing for a new question */
  send(action, body, to = {}) {
    this.#store.keep({action, body, key: crypto.randomUUID(), at: Date.now(), ...to});
    this.#heard();
    return this.resume();
  }

  /** Sends on what another page has left. */
  async resume() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    const alone = navigator.locks ? (run) => navigator.locks.request(`${this.#store.name} sending`, run) : (run) => run();
    try {
      // While one tab gives way to another something more may have been written.
      while (this.#store.unsent.length > 0) {
        await alone(() => this.#all());
      }
    } finally {
      this.#busy = false;
    }
  }

  async #all() {
    for (let attempt = 0; this.#store.unsent.length > 0; ) {
      const [command] = this.#store.unsent;
      try {
        const answer = await call(this.#address(command), {method: 'POST', body: command.body ? JSON.stringify(command.body) : undefined, key: command.key, link: command.link});
        this.#store.done(command.key);
        this.#now(false, command, answer);
        attempt = 0;
      } catch (error) {
        const final = error instanceof Problem && !(WORTH_ANOTHER_TRY.has(error.status) && (error.retryAfterSeconds ?? 0) <= MOST_RETRY_AFTER_SECONDS);
        if (final) {
          this.#store.done(command.key);
          this.#now(false, command, null, error);
        } else {
          this.#now(true);
          this.#again = new AbortController();
          await pause(Math.max((error.retryAfterSeconds ?? 0) * 1000, backoffMillis(attempt++)), this.#again.signal).catch(() => {});
        }
      }
    }
  }

  #now(waits, ...news) {
    this.#waits = waits;
    this.#heard(...news);
  }
}
