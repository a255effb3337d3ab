// Rows for tests of digests: decisions with few words, and the digest of all of them.
import type { FieldName, Value } from "../../src/item/fields.ts";
import type { Change, Decision } from "../../src/plan/decision.ts";
import { DigestBuilder } from "../../src/report/digest/build-digest.ts";
import type { Digest, DigestRow } from "../../src/report/digest/digest.ts";
import { plannedStatus } from "../../src/report/status.ts";

type Ends = readonly [from: Value, to: Value];

export const change = (
  line: number,
  ends: Readonly<Partial<Record<FieldName, Ends>>>,
  more: Partial<Change> = {},
): Change => ({
  line,
  id: String(1000 + line),
  sku: `SKU-${line}`,
  decision: "change",
  changes: Object.fromEntries(
    Object.entries(ends).map(([name, [from, to]]) => [name, { from, to }]),
  ),
  ...more,
});

const planned = (decision: Decision): DigestRow => ({
  decision,
  status: plannedStatus(decision),
});

export function digestOf(rows: Iterable<Decision | DigestRow>): Digest {
  const builder = new DigestBuilder("line");
  for (const row of rows) builder.add("status" in row ? row : planned(row));
  return builder.finish();
}
