// The items of a shop: the generated ones, the extra ones, and the changes to both. Without HTTP.
import { generatedId, generatedIndex, generatedItem } from "./generated-items.ts";
import { laterThan } from "./shop-time.ts";
import {
  appendState,
  type NoteEntry,
  readState,
  startState,
  type StateEntry,
} from "./state-file.ts";
import { completeItem, type ExtraItem, type WireItem } from "./wire-item.ts";

export interface StoreOptions {
  items: number | undefined;
  extraItems: readonly ExtraItem[];
  file: string | undefined;
}

const defaultItems = 300;

export class Store {
  /** The number of places in id order. Removed items keep their places, so that no place moves. */
  readonly places: number;
  readonly generated: number;
  /** The ids of extra items, ascending. */
  readonly extraIds: readonly string[];
  /** How many changes there were; another number says that what was counted before is out of date. */
  changes = 0;
  /** What other parts of the sandbox keep, by name. */
  readonly notes = new Map<string, unknown>();
  readonly #changed = new Map<string, WireItem | undefined>();
  readonly #extraPlaces: readonly number[];
  readonly #file: string | undefined;

  constructor({ items, extraItems, file }: StoreOptions) {
    const found = file === undefined ? undefined : readState(file);
    const kept = found && (items ?? found.items) === found.items ? found : undefined;
    this.generated = kept?.items ?? items ?? defaultItems;
    for (const entry of kept?.entries ?? []) this.#take(entry);

    const fresh = extraItems
      .map(completeItem)
      .filter(({ id }) => !this.#changed.has(id))
      .map((item) => ({ item }));
    for (const entry of fresh) this.#take(entry);
    if (file !== undefined && kept && fresh.length > 0) appendState(file, fresh);
    if (file !== undefined && !kept) startState(file, { items: this.generated, entries: fresh });

    this.#file = file;
    this.extraIds = [...this.#changed.keys()]
      .filter((id) => !this.#isGenerated(id))
      .toSorted(byNumber);
    this.#extraPlaces = this.extraIds.map((id, count) => this.#generatedBelow(id) + count);
    this.places = this.generated + this.extraIds.length;
  }

  get(id: string): WireItem | undefined {
    if (this.#changed.has(id)) return this.#changed.get(id);
    return this.#isGenerated(id) ? generatedItem(generatedIndex(id)) : undefined;
  }

  idAt(place: number): string {
    const before = countBelow(this.#extraPlaces.length, (n) => (this.#extraPlaces[n] ?? 0) < place);
    const extra = this.#extraPlaces[before] === place ? this.extraIds[before] : undefined;
    return extra ?? generatedId(place - before);
  }

  /** How many places have an id that is below, by binary search. */
  placesBelow(isBelow: (id: string) => boolean): number {
    return countBelow(this.places, (place) => isBelow(this.idAt(place)));
  }

  put(item: WireItem): void {
    this.#record({ item });
  }

  edit(id: string, patch: Partial<WireItem>): void {
    const item = this.get(id);
    if (!item) throw new Error(`Cannot edit item "${id}": the store has no such item`);
    this.put({ ...item, updated_at: laterThan(item.updated_at), ...patch, id });
  }

  remove(id: string): void {
    this.#record({ removed: id });
  }

  /** Keeps notes, each together with its items. */
  keep(entries: readonly NoteEntry[]): void {
    if (entries.length > 0) this.#record(...entries);
  }

  #record(...entries: readonly StateEntry[]): void {
    if (this.#file !== undefined) appendState(this.#file, entries);
    for (const entry of entries) this.#take(entry);
  }

  #take(entry: StateEntry): void {
    this.changes += 1;
    if ("item" in entry) this.#changed.set(entry.item.id, entry.item);
    else if ("removed" in entry) this.#changed.set(entry.removed, undefined);
    else {
      for (const item of entry.items ?? []) this.#changed.set(item.id, item);
      this.notes.set(entry.note, entry.value);
    }
  }

  #isGenerated(id: string): boolean {
    const index = generatedIndex(id);
    return index >= 0 && index < this.generated;
  }

  #generatedBelow(id: string): number {
    return countBelow(this.generated, (index) => byNumber(generatedId(index), id) < 0);
  }
}

/** How many of 0 to size - 1 are below, by binary search: those that are below come first. */
function countBelow(size: number, isBelow: (n: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Orders ids by their number; they are digits without leading zeros. */
export function byNumber(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
