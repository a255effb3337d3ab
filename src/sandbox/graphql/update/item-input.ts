// The input of an update of an item: the item as it will be, or what is wrong with each field. The store is not changed
// here.
import {
  readCode,
  readCost,
  readProvince,
  readSku,
  type Verdict,
} from "../../store/field-rules.ts";
import { oneForEachCountry } from "../../store/item-update.ts";
import { laterThan } from "../../store/shop-time.ts";
import type { CountryCode, Weight, WireItem } from "../../store/wire-item.ts";

/** What the schema lets through. */
export type ItemInput = Readonly<Record<string, unknown>>;

export interface InputProblem {
  /** The path in the input. */
  readonly field: readonly string[];
  /** As in `Cost`. */
  readonly label: string;
  /** As in `must be greater than or equal to 0`. */
  readonly why: string;
}

export type InputReading = { item: WireItem } | { problems: readonly InputProblem[] };

interface FieldRule {
  readonly wire: keyof WireItem;
  readonly label: string;
  readonly read: (value: unknown) => Verdict<unknown>;
}

const unknownRegion = "ZZ";
const notValid = { refuse: "is invalid" };
const readOrigin = (value: unknown): Verdict<unknown> =>
  value === unknownRegion ? notValid : { keep: value };
const asItIs = (value: unknown): Verdict<unknown> => ({ keep: value });

const rules: Readonly<Record<string, FieldRule>> = {
  cost: { wire: "cost", label: "Cost", read: readCost },
  countryCodeOfOrigin: {
    wire: "country_code_of_origin",
    label: "Country code of origin",
    read: readOrigin,
  },
  harmonizedSystemCode: {
    wire: "harmonized_system_code",
    label: "Harmonized system code",
    read: readCode,
  },
  provinceCodeOfOrigin: {
    wire: "province_code_of_origin",
    label: "Province code of origin",
    read: readProvince,
  },
  requiresShipping: { wire: "requires_shipping", label: "Requires shipping", read: asItIs },
  sku: { wire: "sku", label: "Sku", read: readSku },
  tracked: { wire: "tracked", label: "Tracked", read: asItIs },
};
/** Null leaves these as they are. */
const neverNull = ["requiresShipping", "tracked"];

export function readItemInput(item: WireItem, input: ItemInput): InputReading {
  const problems: InputProblem[] = [];
  const kept: Record<string, unknown> = {};
  for (const [name, { wire, label, read }] of Object.entries(rules)) {
    const value = input[name];
    if (value === undefined || (value === null && neverNull.includes(name))) continue;
    const verdict = read(value);
    if ("keep" in verdict) kept[wire] = verdict.keep;
    else problems.push({ field: [name], label, why: verdict.refuse });
  }
  Object.assign(kept, readCodes(item, input["countryHarmonizedSystemCodes"], problems));
  Object.assign(kept, readWeight(input["measurement"], problems));
  if (problems.length > 0) return { problems };
  if (Object.keys(kept).length === 0) return { item };
  return { item: { ...item, ...kept, updated_at: laterThan(item.updated_at) } };
}

/** Codes are merged by country; an entry without a country is the global code. */
function readCodes(item: WireItem, value: unknown, problems: InputProblem[]): Partial<WireItem> {
  const entries = (value ?? []) as readonly Record<string, unknown>[];
  const codes: CountryCode[] = [];
  let globalCode: string | undefined;
  for (const [n, entry] of entries.entries()) {
    const field = ["countryHarmonizedSystemCodes", String(n)];
    const country = entry["countryCode"] ?? undefined;
    const code = readCode(entry["harmonizedSystemCode"]);
    if (country === unknownRegion) {
      problems.push({ field: [...field, "countryCode"], label: "Country code", why: "is invalid" });
    } else if ("refuse" in code || code.keep === null) {
      problems.push({
        field: [...field, "harmonizedSystemCode"],
        label: "Harmonized system code",
        why: "refuse" in code ? code.refuse : "is invalid",
      });
    } else if (country === undefined) {
      globalCode = code.keep;
    } else {
      codes.push({ country_code: country as string, harmonized_system_code: code.keep });
    }
  }
  const merged = oneForEachCountry([...item.country_harmonized_system_codes, ...codes]);
  return {
    ...(codes.length > 0 && { country_harmonized_system_codes: merged }),
    ...(globalCode !== undefined && { harmonized_system_code: globalCode }),
  };
}

const shortUnits = { KILOGRAMS: "kg", GRAMS: "g", POUNDS: "lb", OUNCES: "oz" } as const;

function readWeight(value: unknown, problems: InputProblem[]): Partial<WireItem> {
  const weight = (value as { weight?: Weight | null } | null | undefined)?.weight;
  if (!weight) return {};
  const unit = shortUnits[weight.unit];
  if (weight.value >= 0) return { weight: { unit: weight.unit, value: weight.value } };
  problems.push({
    field: ["measurement", "weight"],
    label: "Measurement weight",
    why: `value ${weight.value} ${unit} must be >= 0 ${unit}`,
  });
  return {};
}
