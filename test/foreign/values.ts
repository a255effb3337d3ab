// The items of the foreign shop, and how it judges and stores a value, whichever API has sent it.
export type Code = { country_code: string; harmonized_system_code: string };
type Words = "sku" | "cost" | "harmonized_system_code" | `${"country" | "province"}_code_of_origin`;
export type ForeignItem = Record<"id" | "created_at" | "updated_at", string> &
  Record<Words, string | null> &
  Record<"tracked" | "requires_shipping", boolean> & { country_harmonized_system_codes: Code[] };

export const hs = "harmonized_system_code";

export function refuse(why = "is invalid"): never {
  throw new Error(why);
}
export const matching = (value: unknown, form: RegExp, why?: string) =>
  typeof value === "string" && form.test(value) ? value : refuse(why);
export const land = (value: unknown) => matching(value, /^(?!ZZ)[A-Z]{2}$/);
export function tariff(value: unknown): string {
  const digits = String(value).replace(/[\s.-]/g, "");
  return matching(digits, /^\d{6,13}$/, "must be a number between six and thirteen digits");
}
export function money(value: unknown): string {
  const parts = /^(-?)(\d+)\.?(\d*)$/.exec(String(value)) ?? refuse("is not a number");
  const [, sign, whole = "", rest = ""] = parts;
  if (sign && /[1-9]/.test(whole + rest)) refuse("must be greater than or equal to 0");
  const cents = BigInt(whole + rest.padEnd(2, "0").slice(0, 2)) + BigInt(rest.charAt(2) >= "5");
  return String(cents).padStart(3, "0").replace(/..$/, ".$&");
}
export function merged(sent: readonly Code[], old: readonly Code[]): Code[] {
  const codes = new Map(old.map((each) => [each.country_code, each]));
  for (const each of sent)
    codes.set(land(each.country_code), { country_code: each.country_code, [hs]: tariff(each[hs]) });
  return [...codes.values()].toReversed();
}
/** The time of a change, always later than the last one; the shop's clock is five hours behind UTC. */
export function timeOfChange(item: ForeignItem): string {
  const now = Math.max(Date.now(), Date.parse(item.updated_at) + 1000) - 18_000_000;
  return `${new Date(now).toISOString().slice(0, 19)}-05:00`;
}
