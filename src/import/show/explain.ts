// How a sheet is understood, for a person: what its titles mean, how rows find their items, and what it is compared with.
import { basePathOf } from "../../base/base-file.ts";
import type { ExitError } from "../../exit-code.ts";
import { isCurrency } from "../../item/cost/currency.ts";
import { fields } from "../../item/fields.ts";
import type { Job } from "../../session/job.ts";
import type { Column } from "../../sheet/column.ts";
import { type Header, keyTitle } from "../../sheet/titles/header.ts";
import { quotedTitle, shortenedTitle } from "../../sheet/titles/quoted-title.ts";
import { fieldMeant, isForOther, qualifiesCosts } from "../../sheet/titles/telling-titles.ts";
import { isFilePath } from "../../sheet/file/input.ts";
import type { Sheet } from "../../sheet/sheet.ts";
import { printable } from "../../terminal/printable.ts";
import { counted, listed } from "../../words.ts";
import type { FoundBase } from "../sheet/find-base.ts";
import { likelyBase } from "../sheet/likely-base.ts";

/** Titles that are named. */
const mostNamed = 8;

export function explainTitles({ header, skus }: Sheet, { out, shop, group }: Job): void {
  const { profile, foreign, unused, matchedBy, writable, withoutId } = header;
  const say = (what: string): void => out.note(printable(what));
  const key = keyTitle(header);
  if (foreign) {
    const how = profile === undefined ? "Read with --map" : `Read as ${profile.name}`;
    const titles = writable.map(({ title, name }) => `"${title}" as ${name}`).join(", ");
    say(`${how}: rows are matched by "${key}"; ${titles || "nothing else"}`);
  } else if (matchedBy === "sku") say(`Rows are matched by "${key}"`);
  if (withoutId !== undefined && skus !== undefined) {
    const other = keyTitle(withoutId);
    const isAre = skus.rows === 1 ? "is" : "are";
    say(`${counted(skus.rows, "row")} without "${key}" ${isAre} matched by "${other}"`);
  }
  explainShopColumns(header, shop, out, group);
  if (unused.length > 0)
    say(`${counted(unused.length, "column")} left out: ${listed(unused, mostNamed)}`);
  warnOfTitles(header, (what) => out.warn(printable(what)));
}

/** Warns of titles that can change what a value means. */
function warnOfTitles({ unused, writable }: Header, warn: (what: string) => void): void {
  for (const title of unused) {
    const field = fieldMeant(title);
    if (field === undefined) continue;
    const map = JSON.stringify(`${title}=${field}`);
    warn(
      `Column ${quotedTitle(title)} is left out, and may be the ${field} that is meant; to read it, add --map ${map}`,
    );
  }
  const costs = writable.filter(({ name }) => name === "cost");
  if (costs.length === 0) return;
  for (const { title } of costs.filter((cost) => isForOther(cost.title)))
    warn(
      `Column ${quotedTitle(title)} is read as the cost of one piece, in whole units of the currency; if it is not, convert it`,
    );
  const qualifying = unused.filter(qualifiesCosts);
  if (qualifying.length > 0)
    warn(
      `Left out, and costs are read as if it were not there: ${listed(
        qualifying.map((title) => quotedTitle(title)),
        mostNamed,
      )}. If the costs are not those of one piece, convert them`,
    );
}

/** In a group the same costs can go to shops with different currencies; what a shop keeps is asked only then. */
export async function explainCosts({ header }: Sheet, { shop, group }: Job): Promise<void> {
  const column = header.writable
    .flatMap((each) => [each, ...(each.fallback ? [each.fallback] : [])])
    .find((each) => each.name === "cost" && each.shop === undefined && each.currency === undefined);
  if (group === undefined || column === undefined) return;
  const currency = await shop.currency();
  if (currency !== undefined) group.onPlainCosts(currency, shortenedTitle(column.title));
}

/** Of the export of another shop only what is for this shop is read; throws the refusal if there is nothing. */
export function demandOwnColumns(
  { header: { forShop } }: Sheet,
  { base, file }: FoundBase,
  refusal: ExitError,
  { out, shop }: Job,
): void {
  if (!forShop.some((column) => fields[column.name].writable)) throw refusal;
  const other = base.heading.shop;
  out.note(
    printable(
      `This sheet is an export of ${other} (${file}): only the columns for ${shop.name} are read, and there is nothing to compare them with`,
    ),
  );
}

/** Which columns are for this shop only, and which are not. */
function explainShopColumns(
  { forShop, others, writable, leftOut }: Header,
  { name, knownCurrency }: Job["shop"],
  out: Job["out"],
  group: Job["group"],
): void {
  if (forShop.length > 0) {
    const titles = forShop.map(({ title, fallback }) =>
      fallback === undefined
        ? `"${title}"`
        : `"${title}" (where it is empty, "${fallback.title}" counts)`,
    );
    out.note(printable(`Columns for ${name}: ${listed(titles, mostNamed)}`));
  }
  if (others.length === 0) return;
  const [strays, known] = group === undefined ? [[], others] : strayColumns(others, group);
  if (strays.length > 0)
    group?.warn(`${notRead(strays, "shops that are not in the group")}; check their names`);
  if (known.length > 0) out.note(printable(notRead(known, "other shops or currencies")));
  const sent = [...writable, ...leftOut];
  const currencies = new Set(
    others.flatMap(({ shop, currency }) => (shop === undefined ? (currency ?? []) : [])),
  );
  const hasCost = sent.some((column) => column.name === "cost");
  if (currencies.size > 0 && !hasCost && knownCurrency !== undefined) {
    const costs = `The costs of this sheet are in ${[...currencies].join(" and ")}`;
    const why = `${name} keeps ${knownCurrency}`;
    out.warn(printable(`${costs}, and ${why}: no cost is sent, since costs are never converted`));
  } else if (sent.length === 0) {
    out.warn(printable(`No column of this sheet that can be sent is for ${name}`));
  }
}

/** Those for a shop that is not in the group, which may be a mistyped one, and the others. */
const strayColumns = (
  columns: readonly Column[],
  { shops }: NonNullable<Job["group"]>,
): readonly [strays: readonly Column[], known: readonly Column[]] => {
  const isKnown = ({ shop }: Column): boolean => shop === undefined || shops.has(shop);
  return [columns.filter((column) => !isKnown(column)), columns.filter(isKnown)];
};

function notRead(columns: readonly Column[], forWhom: string): string {
  const titles = columns.map(({ title }) => shortenedTitle(title));
  const areFor = `${counted(columns.length, "column is", "columns are")} for ${forWhom}`;
  const code = columns.map(shopLikeCurrency).find((found) => found !== undefined);
  const hint = code === undefined ? "" : `; for a currency the title is cost.${code}`;
  return `${areFor}, and not read: ${listed(titles, mostNamed)}${hint}`;
}

/** The currency that was probably meant by `cost@EUR`. */
function shopLikeCurrency({ name, shop = "" }: Column): string | undefined {
  const code = shop.replace(/\..*/, "").toUpperCase();
  return name === "cost" && isCurrency(code) ? code : undefined;
}

export async function explainBase(
  path: string,
  sheet: Sheet,
  found: FoundBase | undefined,
  job: Job,
): Promise<void> {
  const { out } = job;
  const { keys, matchedBy, updatedAt } = sheet.header;
  if (found !== undefined) {
    const where = found.inside ? `inside ${found.file}` : found.file;
    out.note(`Compared with the export of ${inUtc(found.base.heading.exported)} (${where})`);
    explainLostColumns(sheet.header, found, job);
    return;
  }
  if (matchedBy === "id" && keys.gid !== undefined && updatedAt !== undefined) {
    const missing = !isFilePath(path)
      ? "No --base was given"
      : `The file that the export wrote next to the sheet (${basePathOf(path)}) is missing`;
    out.note(
      `${missing}: empty cells are left alone, and a row that was changed in the shop since the export is a conflict. To name the file: --base FILE`,
    );
  }
  const likely = isFilePath(path) ? await likelyBase(path, sheet, job) : undefined;
  if (likely === undefined) return;
  const { file, exported } = likely;
  if (updatedAt === undefined)
    out.warn(
      "Nothing in this sheet shows when it was exported, and the file that the export wrote next to it is missing: an import puts back what others have changed since",
    );
  out.note(`If this sheet came from the export of ${inUtc(exported)}: --base ${file}`);
}

/** A title that was changed would take all edits of its column with it, without a word. */
function explainLostColumns(
  { writable, leftOut, unused }: Header,
  { base }: FoundBase,
  { out }: Job,
): void {
  const read = new Set([...writable, ...leftOut].map(({ name }) => name));
  const lost = base.heading.columns.filter((name) => fields[name].writable && !read.has(name));
  if (lost.length === 0 || unused.length === 0) return;
  out.warn(
    printable(
      `${counted(lost.length, "column")} of the export ${lost.length === 1 ? "is" : "are"} missing here (${listed(lost, mostNamed)}), and ${listed(unused, mostNamed)} ${unused.length === 1 ? "is" : "are"} left out: edits there are not sent. If a title was changed, restore it`,
    ),
  );
}

const inUtc = (instant: string): string => instant.replace("T", " ").replace(/\..*/, " UTC");
