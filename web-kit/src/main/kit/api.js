import {backoffMillis, pause} from '/kit/backoff.js';

const TRIES = 4;
const TIMEOUT_MILLIS = 15_000;
/** So long a command of a person is repeated when its caller names no other end. */
const PATIENCE_MILLIS = 120_000;
const MOST_PAUSE_MILLIS = 4000;
const MOST_RETRY_AFTER_SECONDS = 10;
/** Where this tab keeps what is not answered, so that a reload does not lose it. */
const KEPT = 'crowdline.unanswered';
const WORTH_ANOTHER_TRY = new Set([429, 502, 503, 504]);

/** A refusal by a service: RFC 9457 as an error. */
export class Problem extends Error {
  constructor(status, body = {}, retryAfterSeconds = null) {
    super(body.detail || body.title || `The server answered ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.title = body.title || 'That did not work';
    this.detail = body.detail || '';
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.retryAfterSeconds = retryAfterSeconds;
    /** The catalogue's name: `terms-not-accepted`, `expired`, … */
    this.kind = String(body.type ?? '').split(':').pop();
  }
}

/** Nobody answered. */
export class Unreachable extends Error {
  constructor(cause) {
    super('The server cannot be reached. What you wrote is still here.', {cause});
    this.name = 'Unreachable';
    this.title = 'No connection';
  }
}

/**
 * Calls the services. Every POST is a command of a person: it carries an Idempotency-Key that is made once per action and
 * is repeated with it until it is answered or its time is over; a definite answer ends it. Fires `waiting` whenever
 * what {@link waiting} says has changed, so that the page can say so.
 */
export class Api extends EventTarget {
  #headers;
  #renew;
  #keys = new Map();
  #underWay = new Map();
  #waiting = new Map();
  #sent = new Map();
  #who = null;

  /**
   * @param headers async function giving the headers that authenticate
   * @param renew async function called after a 401; true when it is worth another try
   */
  constructor({headers, renew = async () => false}) {
    super();
    this.#headers = headers;
    this.#renew = renew;
  }

  get(path, query = {}) {
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value != null));
    return this.#call('GET', search.size ? `${path}?${search}` : path);
  }

  /** What stands at an address, with the version that an edit of it names: {value, version}. */
  async read(path) {
    let version;
    const value = await this.#call('GET', path, undefined, {}, null, (response) => {
      version = response.headers.get('ETag')?.replaceAll('"', '');
    });
    return {value, version};
  }

  /** The commands that were sent and not answered yet: {path, until}. */
  get waiting() {
    return [...this.#waiting.values()];
  }

  /** @param version of what is replaced, as the service told it; refused with 412 when it is another by now */
  put(path, body, {version} = {}) {
    return this.#call('PUT', path, body, ifMatch(version));
  }

  /** @param version as for {@link put} */
  patch(path, body, {version} = {}) {
    return this.#call('PATCH', path, body, ifMatch(version));
  }

  /** @param version as for {@link put} */
  delete(path, {version} = {}) {
    return this.#call('DELETE', path, undefined, ifMatch(version));
  }

  /**
   * @param until when the command's own clock ends: after that it is not repeated any more
   * @param version as for {@link put}
   */
  post(path, body = {}, {until = Date.now() + PATIENCE_MILLIS, version} = {}) {
    const action = actionOf(path, body);
    // A double click is one action.
    const twin = this.#underWay.get(action);
    if (twin) {
      return twin;
    }
    const key = this.#keys.get(action) ?? crypto.randomUUID();
    this.#keys.set(action, key);
    const answer = this.#call('POST', path, body, {'Idempotency-Key': key, ...ifMatch(version)}, {
      until,
      waits: () => this.#waits(action, {path, until}),
    })
      .then((result) => {
        this.#keys.delete(action);
        return result;
      })
      .catch((error) => {
        if (error instanceof Problem && error.status < 500) {
          this.#keys.delete(action);
        }
        throw error;
      })
      .finally(() => {
        this.#underWay.delete(action);
        this.#sent.delete(action);
        this.#keep();
        this.#waits(action, null);
      });
    this.#underWay.set(action, answer);
    this.#sent.set(action, {path, body, key, until});
    this.#keep();
    return answer;
  }

  /** Sends on, with their keys, the commands of this person that the page left unanswered; from here on they are kept. */
  resume(who) {
    this.#who = who;
    const left = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    sessionStorage.removeItem(KEPT);
    for (const {whose, path, body, key, until} of left) {
      if (whose === who && Date.now() < until) {
        this.#keys.set(actionOf(path, body), key);
        // Who was asked for an answer is gone with the page; what it changed is on the page again.
        this.post(path, body, {until}).catch(() => {});
      }
    }
  }

  #keep() {
    if (this.#who) {
      sessionStorage.setItem(KEPT, JSON.stringify([...this.#sent.values()].map((each) => ({...each, whose: this.#who}))));
    }
  }

  #waits(action, command) {
    if (command ? !this.#waiting.has(action) : this.#waiting.has(action)) {
      command ? this.#waiting.set(action, command) : this.#waiting.delete(action);
      this.dispatchEvent(new Event('waiting'));
    }
  }

  /**
   * @param patience {until, waits} of a command that is repeated until then; `waits` is told before each pause
   * @param seen is given the response that is an answer
   */
  async #call(method, path, body, extra = {}, patience = null, seen = () => {}) {
    let renewed = false;
    const again = (attempt) => (patience ? Date.now() < patience.until : attempt + 1 < TRIES);
    for (let attempt = 0; ; attempt++) {
      let response;
      try {
        response = await fetch(path, {
          method,
          headers: {
            Accept: 'application/json',
            ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
            ...extra,
            ...(await this.#headers()),
          },
          body: body === undefined ? undefined : JSON.stringify(body),
          cache: 'no-store',
          credentials: 'omit',
          signal: AbortSignal.timeout(TIMEOUT_MILLIS),
        });
      } catch (error) {
        if (error instanceof Problem) {
          throw error;
        }
        if (!again(attempt) || (!patience && !navigator.onLine)) {
          throw new Unreachable(error);
        }
        patience?.waits();
        await pause(backoffMillis(attempt, 500, MOST_PAUSE_MILLIS));
        continue;
      }
      if (response.ok) {
        seen(response);
        return response.status === 204 ? null : response.json();
      }
      const problem = await problemOf(response);
      if (response.status === 401 && !renewed && (await this.#renew())) {
        renewed = true;
      } else if (WORTH_ANOTHER_TRY.has(response.status) && again(attempt)
          && (problem.retryAfterSeconds ?? 0) <= MOST_RETRY_AFTER_SECONDS) {
        patience?.waits();
        await pause(Math.max((problem.retryAfterSeconds ?? 0) * 1000, backoffMillis(attempt, 500, MOST_PAUSE_MILLIS)));
      } else {
        throw problem;
      }
    }
  }
}

const ifMatch = (version) => (version === undefined ? {} : {'If-Match': `"${version}"`});
const actionOf = (path, body) => `${path}\n${JSON.stringify(body)}`;

/** The problem in a response, whatever its body is. */
export async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const after = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return new Problem(response.status, body ?? {}, Number.isNaN(after) ? null : after);
}
