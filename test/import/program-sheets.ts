// Sheets as other programs write them, from the values that a store holds, and what was planned by them.
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import type { Desk } from "../support/command.ts";

export type Cells = Record<string, string>;

const quoted = (text: string): string =>
  /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A CSV with these titles; a row has cells for some of them. */
export function csvOf(titles: readonly string[], rows: readonly Cells[], delimiter = ","): string {
  const lines = [titles, ...rows.map((row) => titles.map((title) => row[title] ?? ""))];
  return lines.map((line) => line.map(quoted).join(delimiter)).join("\n");
}

export const options = ["1", "2", "3"].flatMap((n) => [`Option${n} Name`, `Option${n} Value`]);

/** The first twelve items, whose SKUs are plain, as a program writes them. */
export function itemsOf(shop: Sandbox): { id: string; cells: Cells }[] {
  return [...shop.ids()].slice(0, 12).map((id) => {
    const item = shop.item(id);
    const cells = {
      sku: item?.sku ?? "",
      cost: item?.cost ?? "",
      hs: String(item?.harmonized_system_code ?? ""),
      country: item?.country_code_of_origin ?? "",
      province: item?.province_code_of_origin ?? "",
      shipping: String(item?.requires_shipping),
      tracker: item?.tracked === true ? "shopify" : "",
    };
    return { id, cells };
  });
}

interface Decided {
  readonly line: number;
  readonly id: string;
  readonly decision: string;
  readonly message?: string;
  readonly changes?: Record<string, { from: unknown; to: unknown }>;
}

export async function planned(
  desk: Desk,
): Promise<{ heading: Record<string, unknown>; rows: Decided[] }> {
  const run = (await desk.runs()).at(-1);
  const [heading = "", ...rows] = (await desk.read(`runs/${run}/plan.jsonl`)).trim().split("\n");
  return {
    heading: JSON.parse(heading) as Record<string, unknown>,
    rows: rows.map((row) => JSON.parse(row) as Decided),
  };
}

/** Id, field and new value of all that is to change. */
export const wishes = (rows: readonly Decided[]): unknown[] =>
  rows
    .filter(({ decision }) => decision === "change")
    .flatMap(({ id, changes }) =>
      Object.entries(changes ?? {}).map(([field, { to }]) => [id, field, to]),
    );
