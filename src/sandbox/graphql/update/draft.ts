// The items as one request sees them: those of the store and its own changes, which the store gets when the request is
// applied.
import type { WireItem } from "../../store/wire-item.ts";

/** Where the items come from, and where they go to. */
export interface Items {
  get(id: string): WireItem | undefined;
  put(item: WireItem): void;
}

export class Draft {
  readonly #store: Items;
  readonly #keeps: boolean;
  readonly #changed = new Map<string, WireItem>();
  readonly #effects: (() => void)[] = [];

  /** `keeps` is false for a request whose changes are accepted and forgotten. */
  constructor(store: Items, keeps: boolean) {
    this.#store = store;
    this.#keeps = keeps;
  }

  get isEmpty(): boolean {
    return this.#changed.size === 0 && this.#effects.length === 0;
  }

  get(id: string): WireItem | undefined {
    return this.#changed.get(id) ?? this.#store.get(id);
  }

  /** The item as it is after the change. */
  put(item: WireItem): WireItem {
    if (!this.#keeps) return this.get(item.id) ?? item;
    this.#changed.set(item.id, item);
    return item;
  }

  /** Adds something else that the request does. */
  add(effect: () => void): void {
    if (this.#keeps) this.#effects.push(effect);
  }

  apply(): void {
    for (const item of this.#changed.values()) this.#store.put(item);
    for (const effect of this.#effects) effect();
  }
}
