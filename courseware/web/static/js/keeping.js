// What this device keeps of an attempt until the server has it: encrypted for its owner, one entry a save.
//
// unsent:<tag of the owner>:<attempt>:<key of the save> → <day>.<waiting or refused>.<IV and text in base64>
//
// Tag and secret come with the owner's own page. To anybody else an entry says neither whose it is nor what it
// holds, and it is left alone: until the day on which no attempt can still want it.

const LASTS = 30; // days; an attempt is open for 14
const IV_BYTES = 12;
const bytesOf = (text) => new TextEncoder().encode(text);
const toBase64 = (bytes) => btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(""));
const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const isSave = ({ key, seq, slots, fields }) => key && seq >= 0 && Array.isArray(slots) && Array.isArray(fields);

function places(start) {
  return Object.keys(localStorage).filter((place) => place.startsWith(start));
}

export class Keeping {
  #start;
  #old;
  #day;
  #secret;
  #isOpen; // nothing can be encrypted here
  #mayKeep;

  /** A page that is not on https has no crypto.subtle: then a device of one's own keeps plain text, a shared one nothing. */
  constructor({ attempt, owner, secret, day, isShared }) {
    this.#isOpen = !(secret && crypto.subtle);
    this.#mayKeep = !(this.#isOpen && isShared);
    this.#start = `unsent:${this.#isOpen ? "plain" : owner}:${attempt}:`;
    this.#old = `unsent:${attempt}`;
    this.#day = Number(day ?? 0);
    if (!this.#isOpen)
      this.#secret = crypto.subtle.importKey("raw", fromBase64(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  /** Return what is kept of this attempt, oldest first. What is broken is dropped, what is another's is not touched. */
  async open() {
    const saves = [];
    try {
      for (const place of places("unsent:"))
        if (parseInt(localStorage.getItem(place), 10) + LASTS < this.#day) localStorage.removeItem(place);
      await this.#takeOver();
      for (const place of places(this.#start)) {
        const save = await this.#read(place).catch(() => null);
        if (save) saves.push(save);
        else localStorage.removeItem(place);
      }
    } catch {
      // Storage is forbidden: saves live in this page only.
    }
    return saves.sort((one, other) => one.seq - other.seq);
  }

  /** Keep a save unless it is not `isWanted` any more; return whether this device has it. */
  async add(save, isWanted = () => true) {
    return this.#mayKeep && this.#write(save, isWanted).catch(() => false);
  }

  /** The server has it. */
  remove(save) {
    try {
      localStorage.removeItem(this.#start + save.key);
    } catch {
      // Storage is forbidden: nothing was kept.
    }
  }

  /** The server does not want it: it stays, but nobody is asked to send it. */
  refuse(save) {
    try {
      const place = this.#start + save.key;
      const text = localStorage.getItem(place);
      if (text) localStorage.setItem(place, text.replace(".waiting.", ".refused."));
    } catch {
      // As above.
    }
  }

  async #write(save, isWanted = () => true) {
    const place = this.#start + save.key;
    const text = JSON.stringify(save);
    const body = this.#isOpen ? text : await this.#seal(text, place);
    if (isWanted()) localStorage.setItem(place, `${this.#day}.waiting.${body}`);
    return true;
  }

  async #read(place) {
    const [, body] = /^\d+\.[a-z]+\.(.*)$/s.exec(localStorage.getItem(place));
    const save = JSON.parse(this.#isOpen ? body : await this.#unseal(body, place));
    return isSave(save) ? save : null;
  }

  async #seal(text, place) {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const how = { name: "AES-GCM", iv, additionalData: bytesOf(place) };
    const sealed = await crypto.subtle.encrypt(how, await this.#secret, bytesOf(text));
    return toBase64([...iv, ...new Uint8Array(sealed)]);
  }

  async #unseal(body, place) {
    const bytes = fromBase64(body);
    const how = { name: "AES-GCM", iv: bytes.slice(0, IV_BYTES), additionalData: bytesOf(place) };
    const text = await crypto.subtle.decrypt(how, await this.#secret, bytes.slice(IV_BYTES));
    return new TextDecoder().decode(text);
  }

  /** Earlier versions kept one plain list an attempt. This page is its owner's: the server knows. */
  async #takeOver() {
    const text = localStorage.getItem(this.#old);
    if (text === null) return;
    try {
      for (const save of JSON.parse(text)) if (isSave(save)) await this.#write(save);
    } catch (fault) {
      if (!(fault instanceof SyntaxError || fault instanceof TypeError)) throw fault; // full: it stays as it is
    }
    localStorage.removeItem(this.#old);
  }
}
