// The items as one request sees them: those of the store and its own changes, which the store gets when the request is
// applied.
import type { Store } from "../../store/store.ts";
import type { WireItem } from "../../store/wire-item.ts";

export class Draft {
  readonly #store: Store;
  readonly #keeps: boolean;
  readonly #changed = new Map<string, WireItem>();

  /** `keeps` is false for a request whose changes are accepted and forgotten. */
  constructor(store: Store, keeps: boolean) {
    this.#store = store;
    this.#keeps = keeps;
  }

  get isEmpty(): boolean {
    return this.#changed.size === 0;
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

  apply(): void {
    for (const item of this.#changed.values()) this.#store.put(item);
  }
}
