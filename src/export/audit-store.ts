// audit: reads all items once, counts them, and writes those that need work as a sheet. The sheet is in the order of
// reading, so that no item has to wait for the last one; a spreadsheet can sort it.
import { dirname } from "node:path";
import { Coverage } from "../audit/coverage.ts";
import { describeFindings, findingsOf } from "../audit/findings.ts";
import { viewCsv, viewJson, viewTable } from "../audit/view.ts";
import type { ExitCode } from "../exit-code.ts";
import { type Host, temporaryFolder } from "../host/host.ts";
import type { Item } from "../item/fields.ts";
import { type Dialect, plain } from "../sheet/dialect.ts";
import type { Job } from "../session/job.ts";
import { counted, formatCount, secondsBetween } from "../words.ts";
import { readColumns, type Written, writtenColumns } from "./export-columns.ts";
import { writeSheet } from "./export-sheet.ts";
import { checkName, filesOf, targetOf } from "./export-target.ts";
import {
  effort,
  newLookup,
  notFound,
  readSelection,
  selectedItems,
  type Selection,
  type SelectionOptions,
} from "./selected-items.ts";
import { namingOutput } from "./naming-output.ts";
import { formatOf } from "./output-format.ts";

export interface AuditOptions extends SelectionOptions {
  /** The name of the work list, with placeholders; undefined if none is written. */
  readonly output?: string;
  readonly csv?: boolean;
}

export type AuditRequest = Omit<AuditOptions, "ids"> & Selection & { readonly dialect: Dialect };

/** Throws an ExitError 2 if an option cannot be used, and a SheetError if the ids cannot be read. */
export async function readAudit(options: AuditOptions, host: Host): Promise<AuditRequest> {
  const { output } = options;
  if (output !== undefined) checkName(output, host);
  const delimiter = output !== undefined && formatOf(output) === "tsv" ? "\t" : plain.delimiter;
  const dialect = { ...plain, delimiter };
  return { ...options, dialect, ...(await readSelection(options, host)) };
}

export async function auditStore(request: AuditRequest, job: Job): Promise<ExitCode> {
  const { host, shop, out } = job;
  const start = performance.now();
  const at = host.now();
  const { output } = request;
  const target =
    output === undefined ? undefined : await targetOf(output, { shop: shop.name, at }, host);
  const { ids, source } = request;
  const folder = target === undefined ? temporaryFolder(host) : dirname(target.path);
  const bulk = request.bulk === true ? folder : undefined;
  const lookup = newLookup(request);
  const coverage = new Coverage();
  async function* todo(): AsyncGenerator<readonly Item[]> {
    for await (const items of selectedItems({ ids, source, bulk }, lookup, "Auditing", job)) {
      yield items.filter((item) => coverage.add(item));
    }
  }
  await namingOutput(target, host, async () => {
    if (target === undefined) for await (const _ of todo());
    else {
      const columns = readColumns(undefined);
      const { dialect } = request;
      const written = [...writtenColumns(columns, dialect), reason];
      await writeSheet(todo(), { columns, written, dialect, at }, target, shop);
    }
  });
  const { missing } = lookup;
  const { items: read, todo: found } = coverage;
  const spent = {
    ...shop.usage,
    seconds: secondsBetween(start, performance.now()),
  };
  out.account({
    counts: { read, todo: found, missing: missing.length, ...spent },
    words: `${read} read, ${found} need work, ${missing.length} not found`,
  });
  const about = { shop: shop.name, missing, ...spent, ...(target && filesOf(target)) };
  const printed =
    out.voice.json === true
      ? out.print(viewJson(coverage, about))
      : request.csv === true
        ? out.printCsv(viewCsv(coverage))
        : out.print(viewTable(coverage, shop.name));
  if (!(await printed)) return 141;
  const details = [
    `Read ${counted(read, "item")} of ${shop.name}`,
    ...(target === undefined
      ? []
      : [`wrote ${formatCount(found)} that need work to ${target.given}`]),
    ...notFound(lookup),
  ];
  out.note(`${details.join("; ")} ${effort(spent)}`);
  return missing.length > 0 ? 1 : 0;
}

/** Why an item is on the list. An import ignores columns whose names begin with `result_`. */
const reason: Written = {
  name: "result_message",
  kind: "text",
  readOnly: true,
  guard: plain.guard,
  textOf: (item) => describeFindings(findingsOf(item)),
};
