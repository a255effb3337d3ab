// New SKUs that stand in more than one row, or that an item of another row has and keeps: one cell was copied too far.
import type { Decision } from "../decision.ts";
import type { Mistake } from "../mistake.ts";
import { TextSet } from "./text-set.ts";

interface Repeated {
  readonly column: string;
  readonly reason: Mistake;
  readonly concerns: (decision: Decision) => boolean;
}

export class RepeatedSkus {
  readonly #column: string;
  readonly #wanted = new TextSet();

  /** The sheet's name of the column. */
  constructor(column: string) {
    this.#column = column;
  }

  add(decision: Decision): void {
    const sku = wantedBy(decision);
    if (sku !== undefined) this.#wanted.add(sku);
  }

  /** Undefined where there is none; the decisions are read only where some row wants a new SKU. */
  async repeated(read: () => AsyncIterable<readonly Decision[]>): Promise<Repeated | undefined> {
    if (this.#wanted.size === 0) return undefined;
    const kept = new TextSet();
    let isAny = this.#wanted.repeats;
    for await (const decisions of read()) {
      for (const decision of decisions) {
        const sku = keptBy(decision);
        if (sku === undefined || !this.#wanted.has(sku)) continue;
        kept.add(sku);
        isAny = true;
      }
    }
    if (!isAny) return undefined;
    const text = "a new SKU that another row has too (was a cell copied?)";
    return {
      column: this.#column,
      reason: { column: this.#column, kind: "repeated_sku", text },
      concerns: (decision) => {
        const sku = wantedBy(decision);
        return sku !== undefined && (this.#wanted.cameAgain(sku) || kept.has(sku));
      },
    };
  }
}

function wantedBy({ changes }: Decision): string | undefined {
  const to = changes?.sku?.to;
  return typeof to === "string" && to !== "" ? to : undefined;
}

/** The SKU that the item has after the import; of a row that is not sent, the one that it has now. */
function keptBy({ decision, sku, changes }: Decision): string | undefined {
  if (decision === "change" && changes?.sku !== undefined) return undefined;
  return sku ?? undefined;
}
