// The words and numbers of the page.
import { type FieldName, isFieldName } from "../item/fields.ts";
import type { Status } from "../report/status.ts";
import { counted } from "../words.ts";

const fieldTitles: Readonly<Record<FieldName, string>> = {
  id: "Id",
  sku: "SKU",
  cost: "Cost",
  tracked: "Tracked",
  requires_shipping: "Requires shipping",
  country_code_of_origin: "Country of origin",
  province_code_of_origin: "Province of origin",
  harmonized_system_code: "HS code",
  country_harmonized_system_codes: "HS codes by country",
  created_at: "Created",
  updated_at: "Updated",
  admin_graphql_api_id: "GraphQL id",
};

/** The title of a field for people; any other column keeps its own. */
export const titleOf = (column: string): string =>
  isFieldName(column) ? fieldTitles[column] : column;

export const statusTitles: Readonly<Record<Status, string>> = {
  planned: "planned",
  updated: "updated",
  unchanged: "unchanged",
  failed: "failed",
  conflict: "conflict",
  unknown: "unknown",
  not_attempted: "not sent",
  held: "held",
  invalid: "invalid",
  duplicate: "duplicate",
  not_found: "not found",
};

const instants = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** As in `28 Nov 2026, 00:42 UTC`. */
export const instantText = (iso: string): string => `${instants.format(new Date(iso))} UTC`;

/** As in `3 days`, with the largest unit that fits. */
export function ageText(from: string, to: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes === 0) return "less than a minute";
  if (minutes < 60) return counted(minutes, "minute");
  return minutes < 48 * 60
    ? counted(Math.floor(minutes / 60), "hour")
    : counted(Math.floor(minutes / (24 * 60)), "day");
}

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** Undefined for a code that is no country. */
export const countryName = (code: string): string | undefined =>
  /^[A-Za-z]{2}$/.test(code) ? regions.of(code.toUpperCase()) : undefined;
