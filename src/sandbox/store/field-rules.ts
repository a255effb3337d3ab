// The rules for each writable field: the value that the shop keeps, or why it refuses the update.
import { countryCodes } from "./country-codes.ts";
import type { CountryCode } from "./wire-item.ts";

/** The value to keep, or why the update is refused. */
export type Verdict<T> = { keep: T } | { refuse: string };

const maxSku = 255;
const maxCostDigits = 18;
const notValid = { refuse: "is invalid" };
const notACode = { refuse: "must be a number between six and thirteen digits" };

export function readSku(value: unknown): Verdict<string | null> {
  if (value === null || value === "") return { keep: null };
  if (typeof value !== "string") return notValid;
  if (Array.from(value).length > maxSku) {
    return { refuse: `is too long (maximum is ${maxSku} characters)` };
  }
  return { keep: value };
}

export function readBoolean(value: unknown): Verdict<boolean> {
  return typeof value === "boolean" ? { keep: value } : { refuse: "must be true or false" };
}

export function readCost(value: unknown): Verdict<string | null> {
  if (value === null) return { keep: null };
  const text = typeof value === "number" ? String(value) : value;
  const parts = typeof text === "string" ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) : null;
  if (!parts) return { refuse: "is not a number" };
  const [, sign, whole = "", fraction = ""] = parts;
  if (sign === "-" && /[1-9]/.test(whole + fraction)) {
    return { refuse: "must be greater than or equal to 0" };
  }
  if (whole.length > maxCostDigits) return { refuse: "must be less than 1000000000000000000" };
  return { keep: toCents(whole, fraction) };
}

/** Rounds half up, with digits: a float would turn 1.005 into 1.00. */
function toCents(whole: string, fraction: string): string {
  const digits = fraction.padEnd(3, "0");
  const cents = BigInt(whole + digits.slice(0, 2)) + (digits.charAt(2) >= "5" ? 1n : 0n);
  const text = cents.toString().padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

export function readCountry(value: unknown): Verdict<string | null> {
  if (value === null) return { keep: null };
  return typeof value === "string" && countryCodes.has(value) ? { keep: value } : notValid;
}

export function readProvince(value: unknown): Verdict<string | null> {
  if (value === null || value === "") return { keep: null };
  return typeof value === "string" ? { keep: value } : notValid;
}

export function readCode(value: unknown): Verdict<string | null> {
  return value === null ? { keep: null } : readDigits(value);
}

export function readCountryCodes(value: unknown): Verdict<CountryCode[]> {
  if (!Array.isArray(value)) return notValid;
  const codes: CountryCode[] = [];
  for (const entry of value as unknown[]) {
    if (typeof entry !== "object" || entry === null) return notValid;
    const { country_code, harmonized_system_code } = entry as Record<string, unknown>;
    const country = readCountry(country_code);
    const code = readDigits(harmonized_system_code);
    if ("refuse" in country || country.keep === null) return notValid;
    if ("refuse" in code) return code;
    codes.push({ country_code: country.keep, harmonized_system_code: code.keep });
  }
  return { keep: codes };
}

function readDigits(value: unknown): Verdict<string> {
  if (typeof value !== "string" && typeof value !== "number") return notACode;
  const digits = String(value).replace(/[\p{P}\s]/gu, "");
  return /^\d{6,13}$/.test(digits) ? { keep: digits } : notACode;
}
