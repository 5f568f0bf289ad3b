/**
 * What a tab does in a community's help centre, told for counting only: that something was searched for or read in it, and
 * that a person was asked in it after all; each once.
 */
export class Visit {
  #api;
  #community;

  constructor(api, community) {
    this.#api = api;
    this.#community = community;
  }

  /** The address of the help centre. */
  get address() {
    return `/v1/knowledge/${encodeURIComponent(this.#community)}`;
  }

  began() {
    if (!this.#came) {
      this.#tell('BEGAN');
    }
  }

  asked() {
    if (this.#came === 'BEGAN') {
      this.#tell('ASKED');
    }
  }

  /** Says whether an article helped; said again, it replaces what was said before. */
  vote(article, helpful) {
    return this.#api.post(`${this.address}/articles/${article}/votes`, {helpful, reader: reader()});
  }

  get #came() {
    return sessionStorage.getItem(this.#key);
  }

  get #key() {
    return `crowdline.visit.${this.#community}`;
  }

  #tell(came) {
    sessionStorage.setItem(this.#key, came);
    // What is not counted hurts nobody.
    this.#api.post(`${this.address}/visits`, {came}).catch(() => {});
  }
}

/** A random name by which a browser's votes are told apart; nothing else knows it. */
function reader() {
  const key = 'crowdline.reader';
  const known = localStorage.getItem(key);
  if (known) {
    return known;
  }
  const name = crypto.randomUUID();
  localStorage.setItem(key, name);
  return name;
}
