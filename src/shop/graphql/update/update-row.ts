// A row that waits to be updated, and what the answer says of it.
import type { Item, Patch } from "../../../item/fields.ts";
import type { ShopError } from "../../shop-error.ts";
import type { Update } from "../../shop.ts";
import type { CountryHsCode } from "../../../item/hs/hs-code.ts";
import { isCountryOfShopify } from "./country-codes.ts";
import type { KnownItem } from "./known-items.ts";
import type { Owner } from "../read/read-items.ts";

export interface Row {
  readonly id: string;
  readonly patch: Patch;
  /** As it was read before; undefined if it was not. */
  readonly known: KnownItem | undefined;
  readonly mayLeave: () => boolean;
  /** Requests that carried the row. */
  attempts: number;
  resolve(update: Update): void;
  /** An error that is not a ShopError is a bug. */
  reject(error: ShopError | Error): void;
}

const codesOf = ({ country_harmonized_system_codes: codes }: Patch): readonly CountryHsCode[] =>
  Array.isArray(codes) ? (codes as readonly CountryHsCode[]) : [];

const digitsOf = (code: string): string => code.replace(/\D/g, "");

const writesCodes = ({ patch }: Row): boolean =>
  patch.country_harmonized_system_codes !== undefined;

export const writesHsCodes = (row: Row): boolean =>
  row.patch.harmonized_system_code !== undefined || writesCodes(row);

/** Whether the answer must show the country codes: they are written, or not known from before. */
export const needsCodes = (row: Row): boolean => writesCodes(row) || row.known === undefined;

/** An entry without a country would set the code of all countries. */
export const lacksCountry = ({ patch }: Pick<Row, "patch">): boolean =>
  codesOf(patch).some(({ country_code }) => !/^[A-Za-z]{2}$/.test(country_code));

/**
 * The variant that an update with others of its product may name; undefined if the row has to be sent alone, because
 * one value could spoil the whole request, or because an update of variants has stricter rules.
 */
export function ownerInBatch({ patch, known }: Row): Owner | undefined {
  const origin = patch.country_code_of_origin;
  if (typeof origin === "string" && !isCountryOfShopify(origin)) return undefined;
  const codes = codesOf(patch);
  if (!codes.every(({ country_code }) => isCountryOfShopify(country_code))) return undefined;
  const { harmonized_system_code: own = known?.item.harmonized_system_code } = patch;
  const start = typeof own === "string" ? digitsOf(own) : "";
  const isFine = (code: string): boolean => code.length >= 6 && code.startsWith(start);
  if (codes.length > 0 && start === "") return undefined;
  if (!codes.every((each) => isFine(digitsOf(each.harmonized_system_code)))) return undefined;
  return known?.owner;
}

/** The country codes of the item before; an update that does not write them leaves them as they are. */
export const codesBefore = ({ known }: Row): Item["country_harmonized_system_codes"] | undefined =>
  known?.item.country_harmonized_system_codes;
