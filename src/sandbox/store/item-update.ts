// The effect of a PUT on an item: all of its fields change, or none if one is invalid. Read-only and unknown keys are
// ignored. The store is not changed here.
import {
  readBoolean,
  readCode,
  readCost,
  readCountry,
  readCountryCodes,
  readProvince,
  readSku,
  type Verdict,
} from "./field-rules.ts";
import { laterThan } from "./shop-time.ts";
import type { SandboxSwitches } from "../switches.ts";
import type { CountryCode, WireItem } from "./wire-item.ts";

export type Update = { item: WireItem } | { errors: Record<string, string[]> };

const fieldRules: Readonly<Record<string, (value: unknown) => Verdict<unknown>>> = {
  sku: readSku,
  cost: readCost,
  tracked: readBoolean,
  requires_shipping: readBoolean,
  country_code_of_origin: readCountry,
  province_code_of_origin: readProvince,
  harmonized_system_code: readCode,
  country_harmonized_system_codes: readCountryCodes,
};

export function updateItem(
  item: WireItem,
  patch: Readonly<Record<string, unknown>>,
  switches: SandboxSwitches,
): Update {
  const kept: Record<string, unknown> = {};
  const errors: Record<string, string[]> = {};
  for (const [field, rule] of Object.entries(fieldRules)) {
    if (!Object.hasOwn(patch, field)) continue;
    const verdict = rule(patch[field]);
    if ("keep" in verdict) kept[field] = verdict.keep;
    else errors[field] = [verdict.refuse];
  }
  if (Object.keys(errors).length > 0) return { errors };

  const next: WireItem = { ...item, ...kept, updated_at: laterThan(item.updated_at) };
  const old = switches.countryCodes === "merge" ? item.country_harmonized_system_codes : [];
  return {
    item: {
      ...next,
      country_harmonized_system_codes: Object.hasOwn(kept, "country_harmonized_system_codes")
        ? oneForEachCountry([...old, ...next.country_harmonized_system_codes])
        : item.country_harmonized_system_codes,
    },
  };
}

/** The last code of each country, in the order in which the countries first occur. */
export function oneForEachCountry(codes: readonly CountryCode[]): CountryCode[] {
  return [...new Map(codes.map((each) => [each.country_code, each])).values()];
}
