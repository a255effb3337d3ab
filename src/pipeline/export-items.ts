// export: ids, hundreds of ids, items, rows. The file appears whole or not at all.
import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { pMapIterable } from "p-map";
import { WholeFile } from "../disk/whole-file.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { type FieldName, fieldNames, fields, isFieldName } from "../item/fields.ts";
import { IdSet } from "../item/id-set.ts";
import { type Cell, toCell } from "../sheet/cell.ts";
import { csv } from "../sheet/write.ts";
import { hundreds } from "../shop/hundreds.ts";
import { idsPerList, type Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Lists under way at once. */
const listsAhead = 8;

export interface ExportRequest {
  /** In the order of the rows to be; those that come twice are written once. Absent: the whole store. */
  readonly ids?: IdSet;
  readonly columns: readonly FieldName[];
  /** Absent: stdout. */
  readonly output?: string;
}

/** What was asked for and what came of it. */
interface Manifest {
  readonly asked: number;
  readonly written: number;
  readonly missing: number;
  readonly requests: number;
  readonly seconds: number;
  readonly file?: string;
}

export async function exportItems(
  request: ExportRequest,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const start = performance.now();
  const { ids, columns, output } = request;
  const file = output === undefined ? undefined : await begin(output);
  const write = async (text: string): Promise<void> => {
    if (file !== undefined) await file.write(text);
    else if (!(await terminal.print(text))) throw new ExitError(141, "");
  };
  const seen = ids ?? new IdSet();
  const progress = terminal.progress("Exporting", ids?.size ?? 0);
  const missing: string[] = [];
  let written = 0;
  try {
    await write(csv([columns.map((text) => toCell(text))]));
    const looked = pMapIterable(
      hundreds(ids ?? eachOnce(shop.ids(), seen)),
      async (some) => ({ some, items: await shop.items(some) }),
      { concurrency: listsAhead },
    );
    for await (const { some, items } of looked) {
      const rows: Cell[][] = [];
      for (const id of some) {
        const item = items.get(id);
        if (item === undefined) missing.push(id);
        else rows.push(columns.map((name) => toCell(fields[name].write(item[name]))));
      }
      written += rows.length;
      await write(csv(rows));
      progress.update(
        written,
        ids && shop.secondsFor(Math.ceil((ids.size - written) / idsPerList)),
      );
    }
    if (seen.size === 0) {
      throw new ExitError(1, "The shop shows no item at any location; nothing was exported");
    }
    await file?.commit();
  } catch (error) {
    await file?.abandon();
    throw error;
  } finally {
    progress.stop();
  }
  const manifest: Manifest = {
    asked: seen.size,
    written,
    missing: missing.length,
    requests: shop.requests,
    seconds: Math.round((performance.now() - start) / 10) / 100,
    ...(output === undefined ? {} : { file: output }),
  };
  if (missing.length > 0) terminal.warn(`Not in the shop: ${missing.join(" ")}`);
  terminal.note(inWords(manifest));
  if (terminal.voice.json === true)
    await terminal.print(`${JSON.stringify({ ...manifest, missing })}\n`);
  return missing.length > 0 ? 1 : 0;
}

/** Checks the names of `--columns a,b`; without any, all columns in the order of the table. */
export function readColumns(text: string | undefined): readonly FieldName[] {
  if (text === undefined) return fieldNames;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !isFieldName(name));
  if (unknown.length > 0 || new Set(names).size < names.length) {
    const what =
      unknown.length > 0 ? `there is no column ${unknown.join(", ")}` : "a column stands twice";
    throw new ExitError(
      2,
      `Cannot use --columns ${text}: ${what}; the columns are ${fieldNames.join(",")}`,
    );
  }
  return names.filter(isFieldName);
}

function inWords({ asked, written, missing, requests, seconds, file }: Manifest): string {
  const where = file === undefined ? "" : ` to ${file}`;
  return `asked ${asked}, written ${written}${where}, missing ${missing}, requests ${requests}, seconds ${seconds}`;
}

async function begin(output: string): Promise<WholeFile> {
  const { path, mode } = await target(output);
  return WholeFile.begin(path, mode ?? 0o666 & ~process.umask());
}

/** Where the file is to appear, behind a symbolic link the file that it names, and the mode of what is there. */
async function target(output: string): Promise<{ path: string; mode?: number }> {
  const refuse = (why: string): never => {
    throw new ExitError(2, `Cannot export to "${output}": ${why}`);
  };
  const path = await realpath(output).catch(() => output);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) return { path, mode: found.mode & 0o777 };
  if (found !== undefined || output.endsWith("/")) refuse("this is no ordinary file");
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true) refuse(`there is no folder "${dirname(path)}"`);
  return { path };
}

async function* eachOnce(ids: AsyncIterable<string>, seen: IdSet): AsyncGenerator<string> {
  for await (const id of ids) if (seen.add(id)) yield id;
}
