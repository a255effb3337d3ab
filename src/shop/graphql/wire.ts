// The GraphQL form of each field of an item: what to select, how to read it, how a value becomes input. A field without
// a form here does not compile.
import type { FieldName, Patch, Value } from "../../item/fields.ts";
import type { CountryHsCode } from "../../item/hs/hs-code.ts";
import { idIn } from "./gid.ts";

/** An object of an answer. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Converts `2026-01-09T22:04:11Z` to the shop's time. */
export type LocalTime = (utc: string) => string;

interface WireForm {
  /** The key of the object; `inventoryItem { cost }` has it under another name than the input. */
  readonly key: string;
  /** What follows the key in a selection; `codes` is how many country codes to ask for. */
  readonly selection?: (codes: number) => string;
  /** The value as REST has it, which the field then checks. */
  read(value: unknown, localTime: LocalTime): unknown;
  /** Absent for a field that is never sent. */
  readonly input?: InputForm;
}

interface InputForm {
  readonly key: string;
  value(value: Value): unknown;
}

const asIs = (value: unknown): unknown => value;
const sent = (key: string): InputForm => ({ key, value: asIs });
const plain = (key: string): WireForm => ({ key, read: asIs, input: sent(key) });
const time = (key: string): WireForm => ({
  key,
  read: (value, localTime) => (typeof value === "string" ? localTime(value) : value),
});

/** REST writes costs with at least two decimals, GraphQL writes `25.0`. */
function readAmount(money: unknown): unknown {
  if (!isNode(money)) return money;
  const text = String(money.amount);
  const [, whole, decimals = ""] = /^(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  // An object without an amount is not a cost that is empty.
  if (money.amount === undefined || money.amount === null) return money;
  return whole === undefined ? text : `${whole}.${decimals.padEnd(2, "0")}`;
}

/** An entry that is not as expected stays as it is, and the field refuses it. */
const readCode = (entry: unknown): unknown =>
  isNode(entry)
    ? { country_code: entry.countryCode, harmonized_system_code: entry.harmonizedSystemCode }
    : entry;

/** Always with a country: an entry without one would set the code of all countries. */
const codeInput = ({ country_code, harmonized_system_code }: CountryHsCode): unknown => ({
  countryCode: country_code,
  harmonizedSystemCode: harmonized_system_code,
});

/** The key of the country codes, the only list of an item. */
export const codesKey = "countryHarmonizedSystemCodes";

export const codeContent = "countryCode harmonizedSystemCode";
export const codesContent = `nodes { ${codeContent} } pageInfo { hasNextPage endCursor }`;

export const wire: Readonly<Record<FieldName, WireForm>> = {
  // An id of another kind stays as it is, and the field refuses it.
  id: { key: "id", read: (gid) => idIn("InventoryItem", gid) ?? { gid } },
  sku: plain("sku"),
  cost: {
    key: "unitCost",
    selection: () => " { amount }",
    read: readAmount,
    input: sent("cost"),
  },
  tracked: plain("tracked"),
  requires_shipping: plain("requiresShipping"),
  country_code_of_origin: plain("countryCodeOfOrigin"),
  province_code_of_origin: plain("provinceCodeOfOrigin"),
  harmonized_system_code: plain("harmonizedSystemCode"),
  country_harmonized_system_codes: {
    key: codesKey,
    selection: (codes) => `(first: ${codes}) { ${codesContent} }`,
    read: (list) => (isNode(list) && Array.isArray(list.nodes) ? list.nodes.map(readCode) : {}),
    input: {
      key: codesKey,
      value: (value) => (Array.isArray(value) ? value.map(codeInput) : value),
    },
  },
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  admin_graphql_api_id: { key: "id", read: asIs },
};

const forms = Object.entries(wire) as readonly [FieldName, WireForm][];

/** The selection of an item with so many of its country codes; 0: without them. */
export function selectionOf(codes: number): string {
  const selected = forms
    .filter(([, { key }]) => codes > 0 || key !== codesKey)
    .map(([, { key, selection }]) => `${key}${selection?.(codes) ?? ""}`);
  return [...new Set(selected)].join(" ");
}

/** The input for the fields of the patch and no others. */
export function inputOf(patch: Patch): Readonly<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const [name, { input: form }] of forms) {
    const value = patch[name];
    if (value !== undefined && form !== undefined) input[form.key] = form.value(value);
  }
  return input;
}

/** The field of a key of the input. */
export const fieldOfInput: ReadonlyMap<string, FieldName> = new Map(
  forms.flatMap(([name, { input }]) => (input === undefined ? [] : [[input.key, name] as const])),
);
