// The generated items, like those of a shop that has grown for years. Each is computed from its index, so that a store of
// a million items needs no memory and starts at once. Changed items are in the store.
import { openingItems } from "./opening-items.ts";
import { shopTime } from "./shop-time.ts";
import { completeItem, type CountryCode, type WireItem } from "./wire-item.ts";

// Ids rise in steps with a gap after every four variants, as in a real shop.
const firstId = 44_871_419_625_635;
const idStep = 32_768;
const productsInRun = 4;
const runWithGap = 11;

const startOfJanuary = Date.parse("2026-01-02T09:00:00-05:00");
const dayS = 86_400;

const awkwardSkus = [
  "000123",
  "1E5",
  "3-4",
  "=SUM(A1)",
  "-0",
  "+1 (2)",
  "@home",
  "TRUE",
  "BOWL, LARGE",
  '12" PLATE',
  "SET;4",
  " EDGE ",
  "'QUOTED",
  "Größe-42",
  "日本語-7",
  "GIFT-🎁",
  "2026-01-02",
  "0.10",
  "44871419625635",
  "#N/A",
] as const;
const prefixes = ["BOWL", "CANDLE", "SCARF", "LAMP", "BASKET", "HONEY"] as const;
const allCodes = [
  "010121",
  "040900",
  "090121",
  "340600",
  "611710",
  "6912002500",
  "940520",
  "4602120000001",
] as const;
const origins: readonly (readonly [string, string | null])[] = [
  ["NA", null],
  ["CA", "ON"],
  ["CN", null],
  ["US", "NY"],
  ["DE", null],
  ["IT", null],
  ["CA", "QC"],
  ["GB", null],
];

export function generatedId(index: number): string {
  const slot = Math.floor(index / productsInRun) * runWithGap + (index % productsInRun);
  return String(firstId + slot * idStep);
}

/** The index of this id; -1 if no generated item can have it. */
export function generatedIndex(id: string): number {
  if (!/^[1-9]\d{13,14}$/.test(id)) return -1;
  const distance = Number(id) - firstId;
  if (distance < 0 || distance % idStep !== 0) return -1;
  const slot = distance / idStep;
  const place = slot % runWithGap;
  return place < productsInRun ? Math.floor(slot / runWithGap) * productsInRun + place : -1;
}

export function generatedItem(index: number): WireItem {
  const created = startOfJanuary + (mix(index, 1) % (20 * dayS)) * 1000;
  const dates = {
    created_at: shopTime(created),
    updated_at: shopTime(created + (mix(index, 2) % (4 * dayS)) * 1000),
  };
  const id = generatedId(index);
  const opening = openingItems[index];
  if (opening) return completeItem({ id, ...dates, ...opening });
  if (index % 50 === 17) return completeItem({ id, ...dates });

  const [country, province] = mix(index, 3) % 6 === 0 ? [null, null] : pick(origins, mix(index, 4));
  const code = mix(index, 5) % 6 === 0 ? null : pick(allCodes, mix(index, 6));
  return completeItem({
    id,
    ...dates,
    sku: skuOf(index),
    cost: costOf(index),
    country_code_of_origin: country,
    province_code_of_origin: province,
    harmonized_system_code: code,
    country_harmonized_system_codes: mix(index, 7) % 8 === 0 ? countryCodes(code) : [],
    tracked: mix(index, 8) % 12 !== 0,
    requires_shipping: mix(index, 9) % 15 !== 0,
  });
}

function skuOf(index: number): string | null {
  if (index % 11 === 5) return null;
  if (index % 7 === 3) return pick(awkwardSkus, Math.floor(index / 7));
  // Every thirteenth item has the SKU of its neighbour.
  const named = index % 13 === 0 ? index - 1 : index;
  return `${pick(prefixes, named)}-${String(named).padStart(4, "0")}`;
}

function costOf(index: number): string | null {
  const kind = mix(index, 10) % 12;
  if (kind === 0) return null;
  return kind === 1 ? "0.00" : ((mix(index, 11) % 20_000) / 100).toFixed(2);
}

function countryCodes(code: string | null): CountryCode[] {
  const six = code?.slice(0, 6) ?? "392690";
  return [
    { country_code: "CA", harmonized_system_code: `${six}0010` },
    { country_code: "US", harmonized_system_code: `${six}9090` },
  ];
}

function pick<T>(from: readonly T[], at: number): T {
  return from[at % from.length] as T;
}

/** A hash of index and salt: a number from 0 to 2^32 - 1 that looks random and is always the same. */
function mix(index: number, salt: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
