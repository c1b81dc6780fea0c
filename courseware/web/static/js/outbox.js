// Saves of one attempt on their way to the server: one at a time, in order, kept until receipted.

const GIVE_UP_AFTER = 20_000; // milliseconds without a reply; then it is tried again
const LONGEST_WAIT = 30_000;
const KEEPALIVE_LIMIT = 60_000; // browsers refuse larger bodies that shall outlive the page

/** Not randomUUID, which exists on https alone; a site inside a plant may be plain http. */
const newKey = () => crypto.getRandomValues(new BigUint64Array(2)).join("-");

export class Outbox {
  page = newKey(); // tells this page from others on which the same attempt is open
  #keeping;
  #url;
  #token;
  #report;
  #stored;
  #saves = []; // { key, seq, slots, fields }
  #loose = new Set(); // saves that live in this page only
  #refused = new Set();
  #refusal;
  #wait = 0;
  #timer;
  #sending = false;
  #again = false;
  #renewed = false;
  #seq;

  /** `token` holds the CSRF value; `report(state, detail)` hears "saving", "saved", "unsent" …, `stored(save, receipt)` of each. */
  constructor({ keeping, url, seq, token, report, stored }) {
    this.#keeping = keeping;
    this.#url = url;
    this.#token = token;
    this.#report = report;
    this.#stored = stored;
    this.#seq = seq;
  }

  /** Take up what this device has kept; before anything is added. */
  async open() {
    this.#saves = await this.#keeping.open();
    this.#seq = Math.max(this.#seq, ...this.#saves.map((save) => save.seq));
  }

  /** The saves that are not receipted yet, oldest first. */
  get unsent() {
    return this.#saves;
  }

  /** Whether nothing is left to send; what the server refused does not count. */
  get isEmpty() {
    return !this.#next();
  }

  /** Whether something would be lost with this page. */
  get isLoose() {
    return this.#saves.some((save) => this.#loose.has(save));
  }

  /** Send what waits and give it some time: whoever leaves the page looks afterwards whether it is empty. */
  async settle(patience) {
    const end = Date.now() + patience;
    this.flush();
    while (!this.isEmpty && Date.now() < end) await new Promise((next) => setTimeout(next, 50));
  }

  /** Count one on: what leaves the page by another way must be the newest for the server, too. */
  countOn() {
    this.#seq += 1;
    return this.#seq;
  }

  /** Keep changed slots, `[[slot, fields], …]`, on this device and send them, `soon` in a moment. */
  add(changed, soon = false) {
    const save = {
      key: newKey(),
      seq: this.countOn(),
      slots: changed.map(([slot]) => slot),
      fields: [["page", this.page], ...changed.flatMap(([, fields]) => fields)],
    };
    this.#saves.push(save);
    this.#keep(save);
    this.#report("saving");
    clearTimeout(this.#timer);
    if (soon) this.#timer = setTimeout(() => this.flush(), 1_000);
    else this.flush();
  }

  /** Send what waits, now. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#sending) {
      this.#again = true;
      return;
    }
    this.#sending = true;
    let save;
    let went = true;
    while (went && (save = this.#next())) went = await this.#send(save);
    this.#sending = false;
    if (went) {
      this.#wait = 0;
    } else if (this.#again) {
      this.#again = false;
      this.flush();
    } else {
      this.#wait = Math.min(this.#wait * 2 || 2_000, LONGEST_WAIT);
      this.#timer = setTimeout(() => this.flush(), this.#wait);
      this.#renewed = false;
    }
  }

  /** Send one save. Only a receipt with its own key ends it; returns whether to go on. */
  async #send(save) {
    this.#again = false;
    const { status, reply } = await this.#post(save);
    if (status === 200 && reply.key === save.key) {
      this.#drop(save);
      this.#seq = Math.max(this.#seq, reply.counter ?? 0);
      this.#stored(save, reply);
      if (this.#next()) this.#report("saving");
      else if (this.#saves.length) this.#report("refused", this.#refusal);
      else this.#report("saved", reply.shown);
      return true;
    }
    if (status === 409) {
      this.#refused.add(save.key); // kept on this device, but it may not stop the others
      this.#keeping.refuse(save);
      this.#refusal = reply.message;
      this.#report("refused", reply.message);
      return true;
    }
    if (status === 401 || reply.sign_in) this.#report("sign-in", reply.sign_in);
    else this.#report("unsent");
    if ((status === 400 || status === 403) && !this.#renewed) this.#again = await this.#renewToken();
    return false;
  }

  async #post(save) {
    const pairs = [["key", save.key], ["seq", save.seq], ["slots", save.slots.join(",")], ...save.fields];
    const body = new URLSearchParams(pairs).toString();
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), GIVE_UP_AFTER);
    try {
      const response = await fetch(this.#url, {
        method: "POST",
        body,
        signal: stop.signal,
        keepalive: body.length < KEEPALIVE_LIMIT,
        headers: {
          Accept: "application/json",
          "Content-Type": "application/x-www-form-urlencoded",
          "X-CSRFToken": this.#token.value,
        },
      });
      const reply = await response.json().catch(() => null);
      return { status: response.status, reply: reply ?? {} };
    } catch {
      return { status: 0, reply: {} };
    } finally {
      clearTimeout(timer);
    }
  }

  /** After signing in again in another tab, this page's token is old: take the new one from the same page. */
  async #renewToken() {
    this.#renewed = true;
    try {
      const html = await (await fetch(location.href, { headers: { Accept: "text/html" } })).text();
      const fresh = /name="csrf_token" value="([^"]+)"/.exec(html)?.[1];
      if (!fresh || !html.includes(`action="${this.#url}"`)) return false;
      this.#token.value = fresh;
      return true;
    } catch {
      return false;
    }
  }

  #next() {
    return this.#saves.find((save) => !this.#refused.has(save.key));
  }

  #drop(done) {
    this.#saves = this.#saves.filter((save) => save !== done);
    this.#keeping.remove(done);
  }

  /** Sending does not wait for this: the receipt may be here first, and then there is nothing to keep. */
  async #keep(save) {
    if (!(await this.#keeping.add(save, () => this.#saves.includes(save)))) this.#loose.add(save);
  }
}
