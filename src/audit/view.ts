// An audit as a table for people, as CSV and as JSON. Texts from the shop are made printable, or safe for a cell.
import { toCell } from "../sheet/cell.ts";
import { csv } from "../sheet/write.ts";
import { printable } from "../terminal/printable.ts";
import type { Count, Coverage, Lack } from "./coverage.ts";
import { provinceCountry, suspicions } from "./findings.ts";
import { andMore, counted, formatCount, shortened } from "../words.ts";

/** Distinct values in the table; CSV and JSON have all. */
const mostShown = 10;
/** Characters of a text from the shop. */
const longest = 40;

const short = (text: string): string => printable(shortened(text, longest));

export function viewTable(coverage: Coverage, shop: string): string {
  const { items, todo, lacking, costs, hsCodes, origins, suspicious } = coverage;
  const lacks = lacking.map(({ value, count, of }) => {
    const from =
      value === "province_code_of_origin" ? `of ${formatCount(of)} from ${provinceCountry}` : "";
    return [value, formatCount(count), `${shareOf(count, of)}  ${from}`.trimEnd()];
  });
  const paid = costs.map((kind) => {
    const example = kind.value === "zero" && kind.count > 0 ? `such as ${exampleOf(kind)}` : "";
    return [
      kind.value,
      formatCount(kind.count),
      `${shareOf(kind.count, items)}  ${example}`.trimEnd(),
    ];
  });
  const odd = suspicious
    .filter(({ count }) => count > 0)
    .flatMap((kind) => [
      [suspicions[kind.value], formatCount(kind.count), ""],
      [`  such as ${exampleOf(kind)}: ${printable(kind.example?.text ?? "")}`],
    ]);
  return [
    `${printable(shop)}: ${counted(items, "item")}, ${formatCount(todo)} with missing or suspicious values`,
    section("Missing", lacks),
    section("Costs", paid),
    section(`HS codes: ${formatCount(hsCodes.length)} distinct`, topOf(hsCodes)),
    section(`Countries of origin: ${formatCount(origins.length)} distinct`, topOf(origins)),
    section("Suspicious", odd.length === 0 ? [["(none)", ""]] : odd),
    "",
  ].join("\n");
}

const shareOf = (count: number, of: number): string =>
  (of === 0 ? "" : `${((100 * count) / of).toFixed(1)}%`).padStart(6);

function topOf(counts: readonly Count[]): string[][] {
  const top = counts
    .slice(0, mostShown)
    .map((entry) => [short(entry.value), formatCount(entry.count), `such as ${exampleOf(entry)}`]);
  const more = counts.length - top.length;
  return more > 0 ? [...top, [`${andMore(more)}; --csv and --json have all`]] : top;
}

function exampleOf({ example }: Count): string {
  const { id = "", sku, product = "", variant = "" } = example ?? {};
  const names = [product, variant].filter((name) => name !== "").map(short);
  const about = [...(sku ? [short(sku)] : []), ...(names.length > 0 ? [names.join(" · ")] : [])];
  return `${id}${about.length === 0 ? "" : ` (${about.join(", ")})`}`;
}

/** A row of one cell is a remark; it does not change the width of the columns. */
function section(title: string, rows: readonly (readonly string[])[]): string {
  const width = (at: number): number =>
    Math.max(...rows.map((row) => (row.length > 1 ? (row[at] ?? "").length : 0)), 0);
  const [first, second] = [width(0), width(1)];
  const lines = rows.map(([what = "", count, rest = ""]) =>
    count === undefined
      ? `  ${what}`
      : `  ${what.padEnd(first)}  ${count.padStart(second)}  ${rest}`.trimEnd(),
  );
  return ["", title, ...lines].join("\n");
}

/** One row for every count; `of` is how many items were checked for it. */
export function viewCsv(coverage: Coverage): string {
  const { items, todo, lacking, costs, hsCodes, origins, suspicious } = coverage;
  const rows: readonly (readonly [string, Count & { readonly of?: number }])[] = [
    ["items", { value: "", count: items }],
    ["todo", { value: "", count: todo }],
    ...lacking.map((entry) => ["lacking", entry] as const),
    ...costs.map((entry) => ["cost", entry] as const),
    ...hsCodes.map((entry) => ["hs_code", entry] as const),
    ...origins.map((entry) => ["origin", entry] as const),
    ...suspicious.map((entry) => ["suspicious", entry] as const),
  ];
  const header =
    "kind,value,count,of,example_id,example_sku,example,example_product,example_variant".split(",");
  const cells = rows.map(([kind, { value, count, of, example }]) => [
    kind,
    value,
    String(count),
    String(of ?? items),
    example?.id ?? "",
    example?.sku ?? "",
    example?.text ?? "",
    example?.product ?? "",
    example?.variant ?? "",
  ]);
  return csv([header, ...cells].map((row) => row.map((text) => toCell(text))));
}

/** Facts about the audit itself. */
interface AuditFacts {
  readonly shop: string;
  /** Ids that the shop does not know. */
  readonly missing: readonly string[];
  readonly requests: number;
  /** Only of GraphQL. */
  readonly points?: number;
  readonly seconds: number;
  /** The work list and its base. */
  readonly file?: string;
  readonly base?: string;
  readonly page?: string;
}

/** The line of `--json`. */
export interface AuditLine extends AuditFacts {
  readonly format: 1;
  readonly items: number;
  readonly todo: number;
  readonly lacking: readonly Lack[];
  readonly costs: Coverage["costs"];
  readonly hs_codes: readonly Count[];
  readonly origins: readonly Count[];
  readonly suspicious: Coverage["suspicious"];
}

export function viewJson(coverage: Coverage, about: AuditFacts): string {
  const { items, todo, lacking, costs, hsCodes, origins, suspicious } = coverage;
  const counts = { items, todo, lacking, costs, hs_codes: hsCodes, origins, suspicious };
  const line: AuditLine = { format: 1, ...counts, ...about };
  return `${JSON.stringify(line)}\n`;
}
