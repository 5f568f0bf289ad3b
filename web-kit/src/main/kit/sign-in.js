import {backoffMillis} from '/kit/backoff.js';
import {Problem} from '/kit/api.js';

// OpenID Connect authorization code with PKCE (RFC 7636). Tokens live in localStorage: every tab of this origin is signed
// in, and signing out in one signs out all. No other origin sees them; an attempt to sign in belongs to its tab.
const TOKENS = 'crowdline.sign-in.tokens';
const LEAVING = 'crowdline.sign-in.leaving';
const RENEWAL = 'crowdline sign-in renewal';
const SCOPE = 'openid';
/** A token with less life than this is renewed before it is used. */
const SPARE_MILLIS = 10_000;

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** The claims of a token, for what the page shows; every right is checked by the services. */
export function claimsOf(token) {
  try {
    const bytes = Uint8Array.from(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}

const stored = (storage, key) => JSON.parse(storage.getItem(key) ?? 'null');
/** One tab at a time; a browser that cannot tell them apart lets each. */
const oneTab = (run) => (navigator.locks ? navigator.locks.request(RENEWAL, run) : run());
const refused = (title, detail) => new Problem(401, {title, detail});

/** Who is signed in in this browser. Fires `changed` when that changes, in whichever tab, and `renewed` with each new token. */
export class SignIn extends EventTarget {
  #tokens = stored(localStorage, TOKENS);
  #provider = null;
  #renewing = null;
  #timer = 0;
  #attempt = 0;

  constructor() {
    super();
    addEventListener('storage', (event) => (event.key === TOKENS || event.key === null) && this.#look());
    addEventListener('pageshow', (event) => event.persisted && this.#look());
  }

  /** Takes over what another tab has done. */
  #look() {
    const before = this.user?.subject;
    const had = this.#tokens?.access;
    this.#tokens = stored(localStorage, TOKENS);
    this.#plan();
    if (this.user?.subject !== before) {
      this.dispatchEvent(new Event('changed'));
    } else if (this.#tokens && this.#tokens.access !== had) {
      this.dispatchEvent(new Event('renewed'));
    }
  }

  /** Comes back from the provider if that is where the page comes from; tells who is signed in, or null. */
  async begin() {
    const query = new URLSearchParams(location.search);
    if (query.has('state') && (query.has('code') || query.has('error'))) {
      await this.#comeBack(query);
    } else if (this.#tokens && this.#tokens.expiresAt < Date.now() + SPARE_MILLIS) {
      await this.renew();
    }
    this.#plan();
    return this.user;
  }

  /** {name, roles, community, subject}, or null. */
  get user() {
    if (!this.#tokens) {
      return null;
    }
    const claims = {...claimsOf(this.#tokens.id ?? ''), ...claimsOf(this.#tokens.access)};
    return {
      name: claims.name ?? claims.preferred_username ?? claims.sub ?? 'signed in',
      roles: Array.isArray(claims.roles) ? claims.roles : [],
      community: claims.community ?? null,
      subject: claims.sub,
    };
  }

  /** Leaves for the provider; the page continues where it was. */
  async go() {
    if (!crypto.subtle) {
      throw refused('Signing in needs a secure connection', 'Open this page over https, or as localhost.');
    }
    const {authorization_endpoint: authorize, clientId} = await this.#discover();
    const leaving = {state: random(), nonce: random(), verifier: random(), back: location.pathname + location.hash};
    sessionStorage.setItem(LEAVING, JSON.stringify(leaving));
    const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(leaving.verifier));
    const address = new URL(authorize);
    address.search = new URLSearchParams({
      ...Object.fromEntries(address.searchParams),
      response_type: 'code',
      client_id: clientId,
      redirect_uri: this.#redirect(),
      scope: SCOPE,
      state: leaving.state,
      nonce: leaving.nonce,
      code_challenge: base64url(new Uint8Array(challenge)),
      code_challenge_method: 'S256',
    });
    location.assign(address);
  }

  /** Forgets the tokens, and signs out at the provider where it offers that. */
  async out() {
    const id = this.#tokens?.id;
    this.#forget();
    const provider = await this.#discover().catch(() => ({}));
    if (provider.end_session_endpoint) {
      const address = new URL(provider.end_session_endpoint);
      address.searchParams.set('client_id', provider.clientId);
      address.searchParams.set('post_logout_redirect_uri', this.#redirect());
      if (id) {
        address.searchParams.set('id_token_hint', id);
      }
      location.assign(address);
    }
  }

  /** A token that is good for some seconds yet; fails with a 401 problem when nobody is signed in. */
  async token() {
    if (this.#tokens && this.#tokens.expiresAt < Date.now() + SPARE_MILLIS) {
      await this.renew();
    }
    if (!this.#tokens) {
      throw refused('You are signed out', 'Sign in to go on.');
    }
    return this.#tokens.access;
  }

  /** A new access token by the refresh token; true when there is one. Calls at the same time share one renewal. */
  renew() {
    this.#renewing ??= oneTab(() => this.#renew()).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew() {
    const {access} = this.#tokens ?? {};
    this.#look();
    if (this.#tokens && this.#tokens.access !== access) {
      return true;
    }
    if (!this.#tokens?.refresh) {
      this.#forget();
      return false;
    }
    try {
      await this.#exchange({grant_type: 'refresh_token', refresh_token: this.#tokens.refresh});
    } catch (error) {
      if (error instanceof Problem) {
        this.#forget();
        return false;
      }
      // The provider is away: the token is good until it ends, so try again before that.
      this.#plan(backoffMillis(this.#attempt++, 2000, 30_000));
      return this.#tokens.expiresAt > Date.now();
    }
    this.#attempt = 0;
    this.#plan();
    this.dispatchEvent(new Event('renewed'));
    return true;
  }

  async #comeBack(query) {
    const leaving = stored(sessionStorage, LEAVING);
    sessionStorage.removeItem(LEAVING);
    // The code is used once; reloading the page must not send it again.
    history.replaceState(null, '', leaving?.back ?? location.pathname);
    if (!leaving || query.get('state') !== leaving.state) {
      throw refused('Signing in did not work', 'The answer belongs to another attempt. Please try once more.');
    }
    if (query.has('error')) {
      throw refused('Signing in did not work', query.get('error_description') ?? query.get('error'));
    }
    await this.#exchange(
      {grant_type: 'authorization_code', code: query.get('code'), redirect_uri: this.#redirect(), code_verifier: leaving.verifier},
      leaving.nonce,
    );
  }

  async #exchange(grant, nonce) {
    const {token_endpoint: endpoint, issuer, clientId} = await this.#discover();
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {Accept: 'application/json'},
      body: new URLSearchParams({...grant, client_id: clientId}),
      credentials: 'omit',
    });
    if (response.status >= 500) {
      throw new Error(`the OpenID provider answered ${response.status}`);
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok || !answer.access_token) {
      throw refused('Signing in did not work', answer.error_description ?? answer.error ?? `The provider answered ${response.status}.`);
    }
    if (nonce !== undefined) {
      const claims = claimsOf(answer.id_token ?? '');
      // The signature is not checked here: the token came straight from the provider (OpenID Connect Core 3.1.3.7).
      if (claims.nonce !== nonce || claims.iss !== issuer || ![claims.aud].flat().includes(clientId)) {
        throw refused('Signing in did not work', 'The identity token was not made for this attempt. Please try once more.');
      }
    }
    if (nonce === undefined && !localStorage.getItem(TOKENS)) {
      throw refused('You are signed out', 'Another tab of this browser signed out.');
    }
    const lifeMillis = (answer.expires_in ?? 300) * 1000;
    this.#tokens = {
      access: answer.access_token,
      refresh: answer.refresh_token ?? this.#tokens?.refresh ?? null,
      id: answer.id_token ?? this.#tokens?.id ?? null,
      lifeMillis,
      expiresAt: Date.now() + lifeMillis,
    };
    localStorage.setItem(TOKENS, JSON.stringify(this.#tokens));
    if (nonce !== undefined) {
      this.dispatchEvent(new Event('changed'));
    }
  }

  /** Renews at a random moment of the token's last fifth, so that many pages do not renew together. */
  #plan(millis = null) {
    clearTimeout(this.#timer);
    if (this.#tokens?.refresh) {
      const left = this.#tokens.expiresAt - Date.now() - this.#tokens.lifeMillis * 0.2 * (0.25 + Math.random() * 0.75);
      this.#timer = setTimeout(() => this.renew(), millis ?? Math.max(1000, left));
    }
  }

  #forget() {
    clearTimeout(this.#timer);
    localStorage.removeItem(TOKENS);
    if (this.#tokens) {
      this.#tokens = null;
      this.dispatchEvent(new Event('changed'));
    }
  }

  #redirect() {
    return location.origin + location.pathname;
  }

  async #discover() {
    this.#provider ??= (async () => {
      const {issuer, clientId} = await read('/config.json');
      return {...(await read(`${issuer}/.well-known/openid-configuration`)), clientId};
    })();
    try {
      return await this.#provider;
    } catch (error) {
      this.#provider = null;
      throw error;
    }
  }
}

async function read(address) {
  const response = await fetch(address, {headers: {Accept: 'application/json'}, credentials: 'omit'});
  if (!response.ok) {
    throw new Error(`${address} answered ${response.status}`);
  }
  return response.json();
}
