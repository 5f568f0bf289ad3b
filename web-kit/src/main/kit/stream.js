import {backoffMillis} from '/kit/backoff.js';

const COMMAND_MILLIS = 8000;
const PING_MILLIS = 5000;
const SILENCE_MILLIS = 15_000;
const RIGHT_EXPIRED = 4401;
const NOT_A_MEMBER = 4403;

/** No answer to a command within its time; what became of it is unknown. */
export class NoAnswer extends Error {}

/**
 * The member's socket: offers come in, commands go out. It opens with a ticket, comes back by itself with growing
 * pauses, renews its right, and notices a connection that is only half there. Fires `state` (connecting, live,
 * offline, refused) and a `heard` with each message as its detail.
 */
export class Stream extends EventTarget {
  #site;
  #ticket;
  #token;
  #socket = null;
  #wanted = false;
  #attempt = 0;
  #timer = 0;
  #pings = 0;
  #lastHeard = 0;
  #refs = new Map();
  #nextRef = 1;
  state = 'offline';

  /**
   * @param site where the member is present by this socket
   * @param ticket async function giving a ticket
   * @param token async function giving an access token, for renewals
   */
  constructor({site, ticket, token}) {
    super();
    this.#site = site;
    this.#ticket = ticket;
    this.#token = token;
    addEventListener('online', () => this.#wanted && !this.#socket && this.#soon(0));
    addEventListener('pagehide', () => this.#socket?.close(1000));
    addEventListener('pageshow', (event) => event.persisted && this.#wanted && this.#soon(0));
  }

  open() {
    if (!this.#wanted) {
      this.#wanted = true;
      this.#attempt = 0;
      this.#connect();
    }
  }

  close() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
    this.#gone();
    this.#become('offline');
  }

  /** The right to this socket follows the access token. */
  async renew() {
    if (this.state === 'live') {
      this.#write({type: 'renew', token: await this.#token()});
    }
  }

  /** Tells without waiting for an answer; false when there is no connection. */
  tell(message) {
    return this.state === 'live' && this.#write(message);
  }

  /** Sends a command and resolves to {status, body, problem}. */
  ask(message) {
    return new Promise((resolve, reject) => {
      const ref = `c${this.#nextRef++}`;
      if (!this.tell({...message, ref})) {
        reject(new NoAnswer('not connected'));
        return;
      }
      const timer = setTimeout(() => {
        this.#refs.delete(ref);
        reject(new NoAnswer('no answer in time'));
      }, COMMAND_MILLIS);
      this.#refs.set(ref, (result) => {
        clearTimeout(timer);
        result ? resolve(result) : reject(new NoAnswer('the connection was lost'));
      });
    });
  }

  async #connect() {
    this.#trying();
    let ticket;
    try {
      ticket = await this.#ticket();
    } catch (error) {
      if (error.status === 401 || error.status === 403 || error.status === 404) {
        this.#refuse(error);
      } else {
        this.#again();
      }
      return;
    }
    if (!this.#wanted) {
      return;
    }
    const address = new URL('/v1/stream', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    address.searchParams.set('site', this.#site);
    address.searchParams.set('ticket', ticket);
    const socket = new WebSocket(address);
    this.#socket = socket;
    this.#lastHeard = Date.now();
    socket.onopen = () => this.#watch(socket);
    socket.onmessage = (event) => socket === this.#socket && this.#hear(event.data);
    socket.onclose = (event) => socket === this.#socket && this.#closed(event.code);
  }

  #watch(socket) {
    this.#pings = setInterval(() => {
      if (Date.now() - this.#lastHeard > SILENCE_MILLIS) {
        // Nobody closes a connection whose other end is gone.
        socket.close();
        this.#closed(0);
      } else {
        this.#write({type: 'ping'});
      }
    }, PING_MILLIS);
  }

  #hear(text) {
    this.#lastHeard = Date.now();
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (message.type === 'hello') {
      this.#attempt = 0;
      this.#become('live');
    }
    if (message.type === 'result' && message.ref) {
      this.#refs.get(message.ref)?.(message);
      this.#refs.delete(message.ref);
    }
    this.dispatchEvent(new CustomEvent('heard', {detail: message}));
  }

  #closed(code) {
    this.#gone();
    if (!this.#wanted) {
      return;
    }
    if (code === NOT_A_MEMBER) {
      this.#refuse(null);
    } else if (code === RIGHT_EXPIRED) {
      this.#soon(0);
    } else {
      this.#again();
    }
  }

  #again() {
    this.#soon(backoffMillis(this.#attempt++));
  }

  #soon(millis) {
    clearTimeout(this.#timer);
    this.#trying();
    this.#timer = setTimeout(() => this.#wanted && this.#connect(), millis);
  }

  /** A short gap is no news; a longer one is said as it is. */
  #trying() {
    this.#become(this.#attempt < 3 ? 'connecting' : 'offline');
  }

  #refuse(problem) {
    this.#wanted = false;
    this.#become('refused');
    this.dispatchEvent(new CustomEvent('refused', {detail: problem}));
  }

  #gone() {
    clearInterval(this.#pings);
    this.#socket = null;
    this.#refs.forEach((answer) => answer(null));
    this.#refs.clear();
  }

  #write(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.dispatchEvent(new Event('state'));
    }
  }
}

/**
 * Things that have versions, the highest wins: a push may be repeated or overtaken, and what ended stays ended. Keeps
 * the last thousand.
 */
export class Latest {
  #versions = new Map();

  /** Whether this version is news; remembers it if so. */
  isNews(id, version) {
    if ((this.#versions.get(id) ?? -1) >= version) {
      return false;
    }
    this.#remember(id, version);
    return true;
  }

  /** Nothing more is news about this one. */
  end(id) {
    this.#remember(id, Number.MAX_SAFE_INTEGER);
  }

  #remember(id, version) {
    this.#versions.delete(id);
    this.#versions.set(id, version);
    if (this.#versions.size > 1000) {
      this.#versions.delete(this.#versions.keys().next().value);
    }
  }
}
