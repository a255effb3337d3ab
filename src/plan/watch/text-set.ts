// A set of texts that also knows which were added more than once. Keeps only hashes of 64 bits, some 20 bytes for each
// text; two of a million texts have the same hash once in many millions of sheets.

export class TextSet {
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  /** 0 for a free slot, 1 for a text that was added once, 2 for more often. */
  #times = new Uint8Array(1024);
  #size = 0;
  #repeats = false;

  /** True if a text was added more than once. */
  get repeats(): boolean {
    return this.#repeats;
  }

  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    if (this.#size * 2 >= this.#times.length) this.#grow();
    const [high, low] = [hashOf(text, 0x811c9dc5), hashOf(text, 0x9e3779b1)];
    const slot = this.#slotOf(high, low);
    if (this.#times[slot] === 0) {
      this.#high[slot] = high;
      this.#low[slot] = low;
      this.#times[slot] = 1;
      this.#size += 1;
    } else {
      this.#times[slot] = 2;
      this.#repeats = true;
    }
  }

  has(text: string): boolean {
    return this.#timesOf(text) > 0;
  }

  cameAgain(text: string): boolean {
    return this.#timesOf(text) > 1;
  }

  #timesOf(text: string): number {
    const slot = this.#slotOf(hashOf(text, 0x811c9dc5), hashOf(text, 0x9e3779b1));
    return this.#times[slot] ?? 0;
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#times.length - 1;
    let slot = low & mask;
    while (this.#times[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [high, low, times] = [this.#high, this.#low, this.#times];
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(high.length * 2);
    this.#times = new Uint8Array(high.length * 2);
    for (const [at, count] of times.entries()) {
      if (count === 0) continue;
      const slot = this.#slotOf(high[at] ?? 0, low[at] ?? 0);
      this.#high[slot] = high[at] ?? 0;
      this.#low[slot] = low[at] ?? 0;
      this.#times[slot] = count;
    }
  }
}

/** FNV-1a of the UTF-16 units, mixed because similar texts differ in one digit only. */
export function hashOf(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
