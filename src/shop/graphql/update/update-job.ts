// One request that updates rows: which rows it carries is decided when it leaves, from those that wait then.
import { staleError } from "../../shop-error.ts";
import type { Mutation, Request } from "../client.ts";
import { type DocumentName, mostIds } from "../documents.ts";
import { gidOf } from "../gid.ts";
import type { Owner } from "../read/read-items.ts";
import { needsCodes, ownerInBatch, type Row } from "./update-row.ts";
import { inputOf } from "../wire.ts";

export class UpdateJob implements Mutation {
  readonly #waiting: Row[];
  readonly #carried = new Map<Row, number>();
  #rows: Row[] = [];
  #request: Request | undefined;

  /** Takes rows from `waiting`; several of them only if all belong to one product. */
  constructor(waiting: Row[]) {
    this.#waiting = waiting;
  }

  /** The rows that the request has carried. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  readonly mayLeave = (): boolean => {
    const later: Row[] = [];
    const taken: Row[] = [];
    const variants = new Set<string | undefined>();
    for (const row of [...this.#rows, ...this.#waiting]) {
      const variant = ownerInBatch(row)?.variant;
      if (taken.length === mostIds || variants.has(variant)) later.push(row);
      else if (row.mayLeave()) {
        taken.push(row);
        variants.add(variant);
      } else {
        const attempts = row.attempts + (this.#carried.get(row) ?? 0);
        row.reject(staleError(`inventoryItemUpdate ${row.id}`, attempts));
      }
    }
    this.#waiting.splice(0, Infinity, ...later);
    this.#rows = taken;
    if (taken.length === 0) return false;
    for (const row of taken) this.#carried.set(row, (this.#carried.get(row) ?? 0) + 1);
    this.#request = requestFor(taken);
    return true;
  };

  readonly next = (): DocumentName => documentFor([...this.#rows, ...this.#waiting]);

  readonly request = (): Request => this.#request ?? requestFor(this.#waiting.slice(0, mostIds));

  /** The request has ended after so many attempts; a row that joined late was carried by fewer. */
  count(attempts: number): void {
    for (const row of this.#rows) {
      row.attempts += Math.min(this.#carried.get(row) ?? 0, attempts);
    }
  }
}

function documentFor(rows: readonly Row[]): DocumentName {
  const codes = rows.some(needsCodes);
  if (rows.length > 1) return codes ? "updateVariantsWithCodes" : "updateVariants";
  return codes ? "updateWithCodes" : "update";
}

function requestFor(rows: readonly Row[]): Request {
  const document = documentFor(rows);
  const [first] = rows;
  if (first === undefined) return { document, variables: {}, name: "inventoryItemUpdate" };
  if (rows.length === 1) {
    const variables = { id: gidOf("InventoryItem", first.id), input: inputOf(first.patch) };
    return { document, variables, name: `inventoryItemUpdate ${first.id}` };
  }
  const owners = rows.map(ownerInBatch).filter((owner): owner is Owner => owner !== undefined);
  const product = owners[0]?.product ?? "";
  const variants = rows.map(({ patch }, at) => ({
    id: gidOf("ProductVariant", owners[at]?.variant ?? ""),
    inventoryItem: inputOf(patch),
  }));
  const variables = { productId: gidOf("Product", product), variants };
  return {
    document,
    variables,
    name: `productVariantsBulkUpdate ${product} (${rows.length} variants)`,
  };
}
