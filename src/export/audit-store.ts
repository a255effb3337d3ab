// audit: all items are read once, counted, and those that need somebody written as a sheet, in the order in which they
// were read: so none has to wait for the last, and a spreadsheet can sort.
import { viewCsv, viewJson, viewTable } from "../audit/view.ts";
import { Coverage } from "../audit/coverage.ts";
import { findingsOf, inWords } from "../audit/findings.ts";
import { basePathOf } from "../base/base-file.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Item } from "../item/fields.ts";
import { type Dialect, plain } from "../sheet/dialect.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { readColumns, type Written, writtenColumns } from "./export-columns.ts";
import { writeSheet } from "./export-sheet.ts";
import { targetOf } from "./export-target.ts";
import { listedItems, newAccount } from "./listed-items.ts";
import { type Listing, type ListingFlags, readListing } from "./listing.ts";
import { formatOf } from "./output-format.ts";
import { checkName, filledName } from "./output-name.ts";

export interface AuditFlags extends ListingFlags {
  readonly output?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

export interface AuditRequest extends Listing {
  readonly csv: boolean;
  readonly dialect: Dialect;
  /** Of the work list, with placeholders; absent: none is written. */
  readonly output?: string;
}

/** Throws an ExitError 2 where a flag cannot be read, and a SheetError where the ids cannot. */
export async function readAudit(flags: AuditFlags): Promise<AuditRequest> {
  const { output, csv } = flags;
  if (csv === true && flags.json === true) {
    throw new ExitError(2, "Cannot print both --csv and --json to standard output; choose one");
  }
  if (output !== undefined) checkName(output);
  const delimiter = output !== undefined && formatOf(output) === "tsv" ? "\t" : plain.delimiter;
  const listing = await readListing(flags);
  const dialect = { ...plain, delimiter };
  return { ...listing, csv: csv === true, dialect, ...(output !== undefined && { output }) };
}

export async function auditStore(
  request: AuditRequest,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const start = performance.now();
  const at = new Date();
  const output = request.output && filledName(request.output, { shop: shop.name, at });
  const target = output === undefined ? undefined : await targetOf(output);
  const account = newAccount(request);
  const coverage = new Coverage();
  async function* todo(): AsyncGenerator<readonly Item[]> {
    for await (const some of listedItems(request, account, "Auditing", shop, terminal)) {
      yield some.filter((item) => coverage.add(item));
    }
  }
  if (target === undefined) for await (const _ of todo());
  else {
    const columns = readColumns(undefined);
    const { dialect } = request;
    const written = [...writtenColumns(columns, dialect), reason];
    await writeSheet(todo(), { columns, written, dialect, at }, target, shop);
  }
  const { missing } = account;
  const run = {
    shop: shop.name,
    missing,
    requests: shop.requests,
    seconds: Math.round((performance.now() - start) / 10) / 100,
    ...(output !== undefined && target && { file: output, base: basePathOf(target.path) }),
  };
  const counts = { read: coverage.items, todo: coverage.todo, missing: missing.length };
  terminal.account({
    counts: { ...counts, requests: run.requests, seconds: run.seconds },
    words: `${counts.read} read, ${counts.todo} of them need somebody, ${counts.missing} missing`,
  });
  if (missing.length > 0) terminal.warn(`Not in the shop: ${missing.join(" ")}`);
  const view =
    terminal.voice.json === true
      ? viewJson(coverage, run)
      : request.csv
        ? viewCsv(coverage)
        : viewTable(coverage);
  if (!(await terminal.print(view))) return 141;
  const where = output === undefined ? "" : `, ${coverage.todo} of them written to ${output}`;
  terminal.note(
    `read ${coverage.items}${where}, missing ${missing.length}, requests ${run.requests}, seconds ${run.seconds}`,
  );
  return missing.length > 0 ? 1 : 0;
}

/** Why an item is on the list. Import leaves out every column whose name begins so. */
const reason: Written = {
  name: "result_message",
  kind: "text",
  readOnly: true,
  guard: plain.guard,
  textOf: (item) => inWords(findingsOf(item)),
};
