// Finds new SKUs that are in more than one row, or that the item of another row keeps: a cell was copied too far.
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

  /** `column` is the title of the column in the sheet. */
  constructor(column: string) {
    this.#column = column;
  }

  add(decision: Decision): void {
    const sku = wantedBy(decision);
    if (sku !== undefined) this.#wanted.add(sku);
  }

  /** Undefined if there are none; the decisions are read only if a row has a new SKU. */
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

/** The SKU that the item keeps after the import; undefined if the row changes it. */
function keptBy({ decision, sku, changes }: Decision): string | undefined {
  if (decision === "change" && changes?.sku !== undefined) return undefined;
  return sku ?? undefined;
}
