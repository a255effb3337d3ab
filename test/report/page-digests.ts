// Digests that tests of the page make by hand.
import type { Digest, DigestRow } from "../../src/report/digest/digest.ts";
import type { PageFacts } from "../../src/page/facts.ts";
import type { Changes } from "../../src/plan/decision.ts";

export const emptyDigest: Digest = {
  lineWord: "line",
  rows: 0,
  changes: 0,
  attention: 0,
  unchanged: 0,
  statuses: {},
  fields: [],
  concerns: [],
  faults: [],
  top: [],
  doubtful: [],
};

export const planFacts: PageFacts = {
  shop: "acme.myshopify.com",
  sheet: "items.csv",
  planned: "2026-11-28T00:43:00.000Z",
  commands: {
    apply: "inventory-csv apply runs/1",
    undo: "inventory-csv undo runs/1",
  },
  choice: {
    plan: "ab".repeat(32),
    command: "inventory-csv apply runs/1 --decisions decisions.csv",
  },
};

/** A row that changes these fields; the text is its product, its variant and its SKU. */
export const changeRow = (line: number, text: string, changes: Changes): DigestRow => ({
  decision: {
    decision: "change",
    line,
    id: String(line),
    sku: text,
    product: text,
    variant: text,
    changes,
  },
  status: "planned",
});

/** Every list of it is full of this text, as far as a digest can be. */
export function digestFull(of: string, changes: number): Digest {
  const cells: Changes = {
    sku: { from: of, to: `${of}${of}` },
    cost: { from: "1.00", to: "2.00" },
    country_code_of_origin: { from: null, to: of },
    harmonized_system_code: { from: of, to: null },
  };
  const top = Array.from({ length: Math.min(changes, 5000) }, (_, n) =>
    changeRow(n + 2, of, cells),
  );
  const held = top.slice(0, 1000).map(({ decision }) => ({
    decision: { ...decision, decision: "held" as const, message: of },
    status: "held" as const,
  }));
  const conflicts = top.slice(0, 1000).map(({ decision }) => ({
    decision: { ...decision, decision: "conflict" as const, message: of, base: { sku: of } },
    status: "conflict" as const,
  }));
  const moves = Array.from({ length: 50 }, () => ({ from: of, to: of, rows: 3 }));
  const wrote = { cell: of, probably: of, text: of, rows: 9, lines: [5, 6], names: [of, of, of] };
  return {
    ...emptyDigest,
    rows: changes,
    changes,
    statuses: { planned: changes, held: 1000, conflict: 1000 },
    attention: 3000,
    fields: [{ kind: "value", field: "sku", rows: 500, moves, others: 9, chapters: moves }],
    concerns: Array.from({ length: 200 }, () => ({
      kind: "warning" as const,
      column: of,
      rows: 9,
      text: of,
      examples: top.slice(0, 3),
    })),
    faults: Array.from({ length: 200 }, () => ({
      title: of,
      rows: 900,
      wrote: Array.from({ length: 100 }, () => wrote),
    })),
    top,
    doubtful: [...held, ...conflicts],
  };
}
