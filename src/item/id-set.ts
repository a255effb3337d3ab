// A set of ids in the order they came, at some 20 bytes an id: the one thing that may grow with a sheet or a store.
// Open addressing over positions; the ids themselves stand once, as 64-bit integers.

export class IdSet implements Iterable<string> {
  #ids = new BigUint64Array(1024);
  #slots = new Uint32Array(2048); // position in #ids plus one; 0 is free
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** True where the id was not in the set yet. */
  add(id: string): boolean {
    const value = BigInt(id);
    const slot = this.#slotOf(value);
    if (this.#slots[slot] !== 0) return false;
    if (this.#size === this.#ids.length) {
      this.#grow();
      return this.add(id);
    }
    this.#ids[this.#size] = value;
    this.#size += 1;
    this.#slots[slot] = this.#size;
    return true;
  }

  /** The place of the id in the order in which they came, or -1. */
  indexOf(id: string): number {
    return (this.#slots[this.#slotOf(BigInt(id))] ?? 0) - 1;
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let at = 0; at < this.#size; at += 1) yield String(this.#ids[at]);
  }

  #slotOf(value: bigint): number {
    const mask = this.#slots.length - 1;
    // Ids of one shop differ in a few digits only, so the multiplication spreads them.
    const low = Number(value & 0xffffffffn) | 0;
    const high = Number(value >> 32n) | 0;
    let slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 7) & mask;
    for (;;) {
      const position = this.#slots[slot] ?? 0;
      if (position === 0 || this.#ids[position - 1] === value) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const ids = new BigUint64Array(this.#ids.length * 2);
    ids.set(this.#ids);
    this.#ids = ids;
    this.#slots = new Uint32Array(ids.length * 2);
    for (let at = 0; at < this.#size; at += 1) {
      this.#slots[this.#slotOf(ids[at] ?? 0n)] = at + 1;
    }
  }
}
