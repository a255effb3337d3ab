// An audit as a table for people, as CSV and as JSON. What comes from the shop is made printable, or safe for a cell.
import { toCell } from "../sheet/cell.ts";
import { csv } from "../sheet/write.ts";
import { printable } from "../terminal/printable.ts";
import type { Count, Coverage } from "./coverage.ts";
import { provinceCountry, suspicions } from "./findings.ts";

/** Distinct values that the table names; CSV and JSON have all. */
const mostShown = 10;
/** Characters of what the shop wrote. */
const longest = 40;

const number = (count: number): string => count.toLocaleString("en");
const short = (text: string): string =>
  printable(text.length > longest ? `${text.slice(0, longest)}…` : text);

export function viewTable(coverage: Coverage): string {
  const { items, todo, lacking, hsCodes, origins, suspicious } = coverage;
  const lacks = lacking.map(({ value, count, of }) => {
    const share = of === 0 ? "" : `${((100 * count) / of).toFixed(1)}%`;
    const from =
      value === "province_code_of_origin" ? `of ${number(of)} from ${provinceCountry}` : "";
    return [value, number(count), `${share.padStart(6)}  ${from}`.trimEnd()];
  });
  const odd = suspicious
    .filter(({ count }) => count > 0)
    .flatMap((one) => [
      [suspicions[one.value], number(one.count), ""],
      [`  such as ${exampleOf(one)}: ${printable(one.example?.text ?? "")}`],
    ]);
  return [
    `${number(items)} ${items === 1 ? "item" : "items"}, of which ${number(todo)} lack something or are suspicious`,
    section("Lacking", lacks),
    section(`HS codes: ${number(hsCodes.length)} distinct`, topOf(hsCodes)),
    section(`Countries of origin: ${number(origins.length)} distinct`, topOf(origins)),
    section("Suspicious", odd.length === 0 ? [["nothing", ""]] : odd),
    "",
  ].join("\n");
}

function topOf(counts: readonly Count[]): string[][] {
  const top = counts
    .slice(0, mostShown)
    .map((one) => [short(one.value), number(one.count), `such as ${exampleOf(one)}`]);
  const more = counts.length - top.length;
  return more > 0 ? [...top, [`and ${number(more)} more, which --csv and --json tell`]] : top;
}

function exampleOf({ example }: Count): string {
  const sku = example?.sku ?? "";
  return `${example?.id ?? ""}${sku === "" ? "" : ` (${short(sku)})`}`;
}

/** A row of one cell is a remark, and no part of the columns. */
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

/** One row for every count, `of` that many items where they are not all. */
export function viewCsv(coverage: Coverage): string {
  const { items, todo, lacking, hsCodes, origins, suspicious } = coverage;
  const rows: readonly (readonly [string, Count & { readonly of?: number }])[] = [
    ["items", { value: "", count: items }],
    ["todo", { value: "", count: todo }],
    ...lacking.map((one) => ["lacking", one] as const),
    ...hsCodes.map((one) => ["hs_code", one] as const),
    ...origins.map((one) => ["origin", one] as const),
    ...suspicious.map((one) => ["suspicious", one] as const),
  ];
  const header = ["kind", "value", "count", "of", "example_id", "example_sku", "example"];
  const cells = rows.map(([kind, { value, count, of, example }]) => [
    kind,
    value,
    String(count),
    String(of ?? items),
    example?.id ?? "",
    example?.sku ?? "",
    example?.text ?? "",
  ]);
  return csv([header, ...cells].map((row) => row.map((text) => toCell(text))));
}

/** `run`: what is to be told of the audit itself. */
export function viewJson(coverage: Coverage, run: object): string {
  const { items, todo, lacking, hsCodes, origins, suspicious } = coverage;
  return `${JSON.stringify({ items, todo, lacking, hs_codes: hsCodes, origins, suspicious, ...run })}\n`;
}
