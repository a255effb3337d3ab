// audit: reads all items once, counts them, and writes those that need work as a sheet, and the counts as a page. The
// sheet is in the order of reading, so that no item has to wait for the last one; a spreadsheet can sort it.
import { dirname } from "node:path";
import { Coverage } from "../audit/coverage.ts";
import { describeFindings, describeLacks, findingsOf } from "../audit/findings.ts";
import { viewCsv, viewJson, viewTable } from "../audit/view.ts";
import { writeWhole } from "../disk/whole-file.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { type Host, temporaryFolder } from "../host/host.ts";
import { type AuditFacts, renderAudit } from "../page/audit/audit-page.ts";
import { type Dialect, plain } from "../sheet/dialect.ts";
import type { Job } from "../session/job.ts";
import type { ListedItem } from "../shop/shop.ts";
import { counted, formatCount, secondsBetween, shortened } from "../words.ts";
import { readColumns, type Written, writtenColumns } from "./export-columns.ts";
import { writeSheet } from "./export-sheet.ts";
import { checkName, fileTarget, filesOf, type Target, targetOf } from "./export-target.ts";
import {
  effort,
  type Lookup,
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
  /** The name of the page, with placeholders; undefined if none is written. */
  readonly html?: string;
  /** Reads the names of products and variants too. */
  readonly context?: boolean;
  readonly csv?: boolean;
  /** Sees every item. */
  readonly watch?: (item: ListedItem) => void;
}

export type AuditRequest = Omit<AuditOptions, "ids"> & Selection & { readonly dialect: Dialect };

/** Throws an ExitError 2 if an option cannot be used, and a SheetError if the ids cannot be read. */
export async function readAudit(options: AuditOptions, host: Host): Promise<AuditRequest> {
  const { output, html } = options;
  if (output !== undefined) checkName(output, host);
  if (html !== undefined) {
    if (!/\.html?$/i.test(html)) {
      throw new ExitError(
        2,
        `Cannot use --html ${shortened(html, 200)}: wanted a name that ends in .html, for example audit.html`,
      );
    }
    checkName(html, host);
  }
  const delimiter = output !== undefined && formatOf(output) === "tsv" ? "\t" : plain.delimiter;
  const dialect = { ...plain, delimiter };
  return { ...options, dialect, ...(await readSelection(options, host)) };
}

export async function auditStore(request: AuditRequest, job: Job): Promise<ExitCode> {
  const { host, shop, out } = job;
  const start = performance.now();
  const at = host.now();
  const { output, html, watch } = request;
  const occasion = { shop: shop.name, at };
  const target = output === undefined ? undefined : await targetOf(output, occasion, host);
  const page = html === undefined ? undefined : await fileTarget(html, occasion, host);
  if (page !== undefined && page.path === target?.path) {
    throw new ExitError(2, `Cannot write both the page and the sheet to "${page.given}"`);
  }
  const { ids, source, context: names = false } = request;
  const folder = target === undefined ? temporaryFolder(host) : dirname(target.path);
  const bulk = request.bulk === true ? folder : undefined;
  const lookup = newLookup(request);
  const coverage = new Coverage();
  const wish = { ids, source, names, bulk };
  async function* todo(): AsyncGenerator<readonly ListedItem[]> {
    for await (const items of selectedItems(wish, lookup, "Auditing", job)) {
      if (watch !== undefined) for (const item of items) watch(item);
      yield items.filter((item) => coverage.add(item));
    }
  }
  await namingOutput(target, host, async () => {
    if (target === undefined) for await (const _ of todo());
    else {
      const columns = readColumns(undefined);
      const { dialect } = request;
      const written = [...writtenColumns(columns, dialect, names), lacks, reason];
      await writeSheet(todo(), { columns, written, dialect, at }, target, shop);
    }
  });
  if (page !== undefined) {
    const markup = renderAudit(coverage, pageFacts(request, at, lookup, target, job));
    // Costs are for the owner alone, whatever the umask is.
    await namingOutput(page, host, () => writeWhole(page.path, [markup], 0o600), "--html");
  }
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
  const about = {
    shop: shop.name,
    missing,
    ...spent,
    ...(target && filesOf(target)),
    ...(page && { page: page.given }),
  };
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
    ...(page === undefined ? [] : [`wrote the page to ${page.given}`]),
    ...notFound(lookup),
  ];
  out.note(`${details.join("; ")} ${effort(spent)}`);
  return missing.length > 0 ? 1 : 0;
}

function pageFacts(
  { ids, source, bulk }: AuditRequest,
  at: Date,
  { missing }: Lookup,
  target: Target | undefined,
  { shop, out }: Job,
): AuditFacts {
  const whole = shop.api === "rest" ? (source ?? "locations") : "all";
  return {
    shop: shop.name,
    at: at.toISOString(),
    api: shop.api,
    version: shop.version,
    bulk: bulk === true,
    items: ids === undefined ? whole : "ids",
    missing: missing.length,
    ...(target && { list: { file: target.given, plan: out.command("plan", target.given) } }),
    audit: out.command("audit", "-o", "todo.csv"),
  };
}

/** An import ignores columns whose names begin with `result_`. */
const remark = (name: string, textOf: Written["textOf"]): Written => ({
  name,
  kind: "text",
  readOnly: true,
  guard: plain.guard,
  textOf,
});

/** The columns that are to be filled in. */
const lacks = remark("result_lacks", (item) => describeLacks(findingsOf(item)));

/** Why an item is on the list. */
const reason = remark("result_message", (item) => describeFindings(findingsOf(item)));
