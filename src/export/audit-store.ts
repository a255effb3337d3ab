// audit: all items are read once, counted, and those that need somebody written as a sheet, in the order in which they
// were read: so none has to wait for the last, and a spreadsheet can sort.
import { viewCsv, viewJson, viewTable } from "../audit/view.ts";
import { Coverage } from "../audit/coverage.ts";
import { describeFindings, findingsOf } from "../audit/findings.ts";
import { basePathOf } from "../base/base-file.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import type { Item } from "../item/fields.ts";
import { type Dialect, plain } from "../sheet/dialect.ts";
import type { Job } from "../session/job.ts";
import { secondsBetween } from "../words.ts";
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
export async function readAudit(flags: AuditFlags, host: Host): Promise<AuditRequest> {
  const { output, csv } = flags;
  if (csv === true && flags.json === true) {
    throw new ExitError(2, "Cannot print both --csv and --json to standard output; choose one");
  }
  if (output !== undefined) checkName(output);
  const delimiter = output !== undefined && formatOf(output) === "tsv" ? "\t" : plain.delimiter;
  const listing = await readListing(flags, host);
  const dialect = { ...plain, delimiter };
  return { ...listing, csv: csv === true, dialect, ...(output !== undefined && { output }) };
}

export async function auditStore(request: AuditRequest, job: Job): Promise<ExitCode> {
  const { host, shop, out } = job;
  const start = performance.now();
  const at = host.now();
  const output = request.output && filledName(request.output, { shop: shop.name, at });
  const target = output === undefined ? undefined : await targetOf(output, host);
  const account = newAccount(request);
  const coverage = new Coverage();
  async function* todo(): AsyncGenerator<readonly Item[]> {
    for await (const some of listedItems(request, account, "Auditing", job)) {
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
    seconds: secondsBetween(start, performance.now()),
    ...(output !== undefined && target && { file: output, base: basePathOf(target.name) }),
  };
  const counts = { read: coverage.items, todo: coverage.todo, missing: missing.length };
  out.account({
    counts: { ...counts, requests: run.requests, seconds: run.seconds },
    words: `${counts.read} read, ${counts.todo} of them need somebody, ${counts.missing} missing`,
  });
  if (missing.length > 0) out.warn(`Not in the shop: ${missing.join(" ")}`);
  const view =
    out.voice.json === true
      ? viewJson(coverage, run)
      : request.csv
        ? viewCsv(coverage)
        : viewTable(coverage);
  if (!(await out.print(view))) return 141;
  const where = output === undefined ? "" : `, ${coverage.todo} of them written to ${output}`;
  out.note(
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
  textOf: (item) => describeFindings(findingsOf(item)),
};
