import {backoffMillis, pause} from '/kit/backoff.js';

const TRIES = 4;
const TIMEOUT_MILLIS = 15_000;
const MOST_RETRY_AFTER_SECONDS = 10;
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
 * Calls the services. Every POST carries an Idempotency-Key that is made once per action of the user and kept over
 * retries, also when the user presses the button again after an outcome that nobody knows; a definite answer ends it.
 */
export class Api {
  #headers;
  #renew;
  #keys = new Map();
  #underWay = new Map();

  /**
   * @param headers async function giving the headers that authenticate
   * @param renew async function called after a 401; true when it is worth another try
   */
  constructor({headers, renew = async () => false}) {
    this.#headers = headers;
    this.#renew = renew;
  }

  get(path, query = {}) {
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value != null));
    return this.#call('GET', search.size ? `${path}?${search}` : path);
  }

  put(path, body) {
    return this.#call('PUT', path, body);
  }

  patch(path, body) {
    return this.#call('PATCH', path, body);
  }

  delete(path) {
    return this.#call('DELETE', path);
  }

  post(path, body = {}) {
    const action = `${path}\n${JSON.stringify(body)}`;
    // A double click is one action.
    const twin = this.#underWay.get(action);
    if (twin) {
      return twin;
    }
    const key = this.#keys.get(action) ?? crypto.randomUUID();
    this.#keys.set(action, key);
    const answer = this.#call('POST', path, body, {'Idempotency-Key': key})
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
      .finally(() => this.#underWay.delete(action));
    this.#underWay.set(action, answer);
    return answer;
  }

  async #call(method, path, body, extra = {}) {
    let renewed = false;
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
        if (attempt + 1 >= TRIES || !navigator.onLine) {
          throw new Unreachable(error);
        }
        await pause(backoffMillis(attempt));
        continue;
      }
      if (response.ok) {
        return response.status === 204 ? null : response.json();
      }
      const problem = await problemOf(response);
      if (response.status === 401 && !renewed && (await this.#renew())) {
        renewed = true;
      } else if (WORTH_ANOTHER_TRY.has(response.status) && attempt + 1 < TRIES
          && (problem.retryAfterSeconds ?? 0) <= MOST_RETRY_AFTER_SECONDS) {
        await pause(Math.max((problem.retryAfterSeconds ?? 0) * 1000, backoffMillis(attempt)));
      } else {
        throw problem;
      }
    }
  }
}

/** The problem in a response, whatever its body is. */
export async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const after = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return new Problem(response.status, body ?? {}, Number.isNaN(after) ? null : after);
}
