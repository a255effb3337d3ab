// A set of ids in the order in which they were added, with some 20 bytes for each id, because it grows with a sheet or
// a shop. A hash table with open addressing holds positions; the ids are 64-bit integers in two halves.

export class IdSet implements Iterable<string> {
  #halves = new Uint32Array(2048); // low and high of each id in turn
  #slots = new Uint32Array(2048); // place of an id plus one; 0 is free
  #size = 0;
  // The halves of the current id: a bigint for each id would be most of the garbage of a sheet's check.
  #low = 0;
  #high = 0;

  get size(): number {
    return this.#size;
  }

  /** True if the id was not yet in the set. */
  add(id: string): boolean {
    this.#take(id);
    let slot = this.#slotOf(this.#low, this.#high);
    if (this.#slots[slot] !== 0) return false;
    if (this.#size * 2 === this.#halves.length) {
      this.#grow();
      slot = this.#slotOf(this.#low, this.#high);
    }
    this.#halves[this.#size * 2] = this.#low;
    this.#halves[this.#size * 2 + 1] = this.#high;
    this.#size += 1;
    this.#slots[slot] = this.#size;
    return true;
  }

  /** The position of the id, or -1. Faster if it is the one that is expected. */
  indexOf(id: string, expected = 0): number {
    this.#take(id);
    if (expected < this.#size && this.#isAt(expected, this.#low, this.#high)) return expected;
    return (this.#slots[this.#slotOf(this.#low, this.#high)] ?? 0) - 1;
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let at = 0; at < this.#size; at += 1) {
      const low = this.#halves[at * 2] ?? 0;
      const high = this.#halves[at * 2 + 1] ?? 0;
      yield String((BigInt(high) << 32n) + BigInt(low));
    }
  }

  #take(id: string): void {
    if (id.length <= exactDigits) {
      const value = Number(id); // exact
      this.#high = Math.floor(value / 2 ** 32);
      this.#low = value - this.#high * 2 ** 32;
    } else {
      const value = BigInt(id);
      this.#high = Number(value >> 32n);
      this.#low = Number(value & 0xffffffffn);
    }
  }

  #slotOf(low: number, high: number): number {
    const mask = this.#slots.length - 1;
    // Ids of a shop differ only in a few digits, so the multiplication spreads them.
    let slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 7) & mask;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0) return slot;
      if (this.#isAt(place - 1, low, high)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isAt(place: number, low: number, high: number): boolean {
    return this.#halves[place * 2] === low && this.#halves[place * 2 + 1] === high;
  }

  #grow(): void {
    const halves = new Uint32Array(this.#halves.length * 2);
    halves.set(this.#halves);
    this.#halves = halves;
    this.#slots = new Uint32Array(halves.length);
    for (let at = 0; at < this.#size; at += 1) {
      this.#slots[this.#slotOf(halves[at * 2] ?? 0, halves[at * 2 + 1] ?? 0)] = at + 1;
    }
  }
}

/** Numbers in JavaScript are exact below 2^53, which has sixteen digits. */
const exactDigits = 15;
