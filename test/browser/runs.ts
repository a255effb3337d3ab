// Runs that the program makes of the sandbox, for the pages that they leave.
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { expect } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

type Row = Record<string, string>;

export interface Shop {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  /** Of the newest run. */
  readonly pagePath: () => Promise<string>;
}

/** A store, and its export as `items.csv` after these edits. */
export async function openEdited(items: number, edit: (rows: Row[]) => void): Promise<Shop> {
  const sandbox = await openSandbox({ items });
  const desk = await openDesk(sandbox);
  const exported = await desk.run(["export", "-o", "items.csv", "--context"]);
  expect(exported.code).toBe(0);
  const rows: Row[] = parse(await desk.read("items.csv"), { columns: true, bom: true });
  edit(rows);
  await desk.write("items.csv", stringify(rows, { header: true }));
  const pagePath = async (): Promise<string> =>
    join(desk.folder, "runs", (await desk.runs()).at(-1) ?? "", "report.html");
  return { sandbox, desk, pagePath };
}

/** A sheet with something of every kind. */
export function editEverything(rows: Row[]): void {
  for (const [n, row] of rows.entries()) {
    const cost = Number(row["cost"]);
    if (n < 40 && cost > 0) row["cost"] = (cost * (1.02 + (n % 7) / 40)).toFixed(2);
    if (n >= 40 && n < 52)
      row["harmonized_system_code"] = ["691200", "610910", "090210"][n % 3] ?? "";
    if (n >= 52 && n < 60) row["country_code_of_origin"] = n % 2 === 0 ? "DE" : "VN";
    if (n >= 60 && n < 64) row["country_code_of_origin"] = "Untied Kingdom";
    if (n >= 64 && n < 66) row["cost"] = "12,345.678,9";
    if (n >= 66 && n < 69 && cost > 0) row["cost"] = (cost * 1000).toFixed(2);
    if (n === 70) row["cost"] = "[clear]";
    if (n === 71) row["tracked"] = row["tracked"] === "true" ? "false" : "true";
  }
}
