// What is wrong with a header: titles, columns that are missing, and keys that are not clear.
import { type FieldName, fieldNames, fields } from "../../item/fields.ts";
import { listed } from "../../words.ts";
import type { Column } from "../column.ts";
import type { HeaderReading, KeyColumns, TitledColumns } from "./header-parts.ts";
import { quotedTitle } from "./quoted-title.ts";
import { isKeyTarget, isKnownTitle, type Match, type TitleMap, titlesLike } from "./titles.ts";

/** A header whose faults are not known yet. */
export interface UncheckedHeader {
  /** As they are in the sheet. */
  readonly cells: readonly string[];
  readonly titled: TitledColumns;
  /** Faults of the columns for the shop and of their currencies. */
  readonly shopFaults: readonly string[];
  readonly keys: KeyColumns;
  readonly matchedBy: Match;
  /** The columns that can be sent, also those that `--only` leaves out. */
  readonly sendable: readonly Column[];
  /** The columns for other shops or currencies. */
  readonly others: readonly Column[];
}

/** Empty for a header that can be used. */
export function headerFaults(header: UncheckedHeader, reading: HeaderReading): readonly string[] {
  const faults = [...titleAndKeyFaults(header, reading), ...onlyFaults(header, reading)];
  return faults.length > 0 ? faults : nothingToSend(header, reading);
}

/** If it is no header of a sheet at all, nothing else is said about its titles. */
function titleAndKeyFaults(header: UncheckedHeader, reading: HeaderReading): readonly string[] {
  const { titled, shopFaults } = header;
  const isOther = noSheet(header);
  if (isOther !== undefined) return [isOther];
  if (titled.names.length === 1 && isWholeHeader(titled.names[0] ?? "", reading.map)) {
    return ["the whole header is in quotes, so it is only one title; remove these quotes"];
  }
  const faults = [...titled.faults, ...shopFaults, ...mapFaults(titled, reading)];
  const isUnknown = !titled.foreign && titled.all.length === 0 && titled.unused.length > 0;
  const found =
    isUnknown && faults.length === 0
      ? noKnownTitle(titled, reading)
      : (missingKey(header, reading) ?? unclearKey(header, reading));
  return found === undefined ? faults : [...faults, found];
}

/** Line ends of mainframes and of no CSV: the rows would be part of the header. */
// oxlint-disable-next-line no-control-regex
const otherLineEnd = /[\v\f\u001c-\u001e\u0085\u2028\u2029]/;
/** Titles of `changes.csv`, which no other sheet has together. */
const ofChanges = ["line", "field", "before", "after", "status"];

function noSheet({ cells, titled: { names } }: UncheckedHeader): string | undefined {
  const broken = cells.find((cell) => otherLineEnd.test(cell.trim()));
  if (broken !== undefined)
    return `the title ${quotedTitle(broken)} has a line end that CSV files do not have; wanted CR, LF or CRLF at the end of each row`;
  if (!ofChanges.every((title) => names.includes(title))) return undefined;
  return "this is changes.csv, the report of a run, and its own columns have the values before that run; to send the same changes again, import the sheet of that run; to put the old values back: inventory-csv undo RUN";
}

/** True if one title contains a whole header with its delimiters. */
function isWholeHeader(title: string, map: TitleMap | undefined): boolean {
  const parts = title.split(/[,;\t|]/);
  return parts.length > 1 && parts.some((part) => isKnownTitle(part.trim(), map));
}

const mapFaults = (titled: TitledColumns, { map = [] }: HeaderReading): string[] =>
  map
    .filter(([title]) => titlesLike(title, titled.names).length === 0)
    .map(([title]) => `no column ${quotedTitle(title)}, which --map names; ${inAll(titled)}`);

const noKnownTitle = (titled: TitledColumns, reading: HeaderReading): string =>
  `this sheet has no known title; ${inAll(titled)}; known titles are ${fieldNames.join(", ")}${mapHint(reading)}, ${mapExample(titled, "sku")}`;

function missingKey(
  { titled, keys: { id, gid, sku }, matchedBy }: UncheckedHeader,
  reading: HeaderReading,
): string | undefined {
  if (matchedBy === "sku") {
    if (sku !== undefined) return undefined;
    return `no column "sku", which --match sku needs, and --shops without --match id; ${inAll(titled)}`;
  }
  if (id !== undefined || gid !== undefined) return undefined;
  const what =
    reading.match === "id" ? 'no column "id"' : 'no column "id", and no "sku" to match by';
  return `${what}; ${inAll(titled)}${mapHint(reading)}`;
}

/** It is unknown whether the ids in a list of another program are ids of Shopify. */
function unclearKey(
  { titled: { names }, keys: { id, gid, sku } }: UncheckedHeader,
  { map, match }: HeaderReading,
): string | undefined {
  if (map === undefined || match !== undefined) return undefined;
  if (id === undefined || gid !== undefined || sku === undefined) return undefined;
  if (map.some(([, target]) => isKeyTarget(target))) return undefined;
  return `both "${names[id]}" and "${names[sku]}" could name the item of a row; choose one: --match id if "${names[id]}" is Shopify's inventory item id, otherwise --match sku`;
}

function onlyFaults(
  { titled: { all }, matchedBy }: UncheckedHeader,
  { only = [] }: HeaderReading,
): string[] {
  return only.flatMap((name) => {
    if (!all.some((column) => column.name === name))
      return [`no column "${name}", which --only names`];
    if (matchedBy !== "sku" || name !== "sku") return [];
    return [`--only names "sku", but the rows are matched by it, and then it is never sent`];
  });
}

function nothingToSend(
  { titled, sendable, others }: UncheckedHeader,
  reading: HeaderReading,
): string[] {
  const { foreign, unused } = titled;
  const isForOthers = others.some(({ name }) => fields[name].writable);
  if (foreign || sendable.length > 0 || isForOthers || unused.length === 0) return [];
  const known = fieldNames.filter((name) => fields[name].writable);
  return [
    `this sheet has no known column that can be sent; ${listed(unused.map(quotedTitle), mostQuoted)} would be left out; known columns are ${known.join(", ")}${mapHint(reading)}, ${mapExample(titled, "cost")}`,
  ];
}

/** Unknown titles that a message names. */
const mostQuoted = 5;

const inAll = ({ names }: TitledColumns): string => `the header is ${quotedTitle(names.join(","))}`;

const mapHint = ({ map }: HeaderReading): string =>
  map === undefined ? "; --map names columns with other titles" : "";

/** As in `as in --map "Preis=cost"`. */
const mapExample = ({ unused }: TitledColumns, field: FieldName): string =>
  `as in --map ${JSON.stringify(`${unused[0]}=${field}`)}`;
