// The shops of a group: one file of settings a shop, with its name and its token.
import { ExitError } from "../exit-code.ts";
import { type Environment, type Host, placeIn } from "../host/host.ts";
import { shopInNames } from "../run/run.ts";
import { variablesIn, withoutSecrets } from "../session/settings.ts";
import { namedShop, nameOfShop } from "../shop/address.ts";
import { quoted } from "../words.ts";

export interface Member {
  /** The file of its settings, as the user named it. */
  readonly file: string;
  /** The variables in it, read once: they can come from a pipe, and must be those of this shop until the end. */
  readonly settings: Environment;
  /** As plans name it. */
  readonly shop: string;
  /** For the beginning of lines and the names of files. */
  readonly short: string;
}

/** Throws an ExitError 2 if a file cannot be read or names no shop, or if two name the same one, or two of one short name. */
export function readMembers(files: readonly string[], host: Host): readonly Member[] {
  const members: Member[] = [];
  const faults: string[] = [];
  for (const file of files) {
    const found = readMember(file, host);
    const twin = members.find(({ short }) => short === found.member?.short);
    if (found.member === undefined) faults.push(found.fault);
    else if (twin === undefined) members.push(found.member);
    else faults.push(faultOfTwins(twin, found.member));
  }
  if (faults.length === 0) return members;
  throw new ExitError(2, ["Cannot use --shops", ...faults.map((each) => `  ${each}`)].join("\n"));
}

/** Two files of one shop, or two shops whose files and lines would have the same name. */
function faultOfTwins(one: Member, other: Member): string {
  const [first, second] = [quoted(one.file, longest), quoted(other.file, longest)];
  return one.shop === other.shop
    ? `${first} and ${second} are both of ${one.shop}; wanted one file a shop`
    : `${first} is of ${one.shop} and ${second} of ${other.shop}, and the files of both would have ${one.short} in their names; use one of them at a time`;
}

/** Characters of a name in messages. */
const longest = 200;

type Found = { readonly member: Member } | { readonly member?: undefined; readonly fault: string };

function readMember(file: string, host: Host): Found {
  let settings: Environment;
  try {
    settings = variablesIn(placeIn(host, file), "--shops");
  } catch (error) {
    if (!(error instanceof ExitError)) throw error;
    return { fault: error.message.replace(/^Cannot read --shops/, "cannot read") };
  }
  const name = (settings["SHOPIFY_SHOP"] ?? "").trim();
  const shop = nameOfShop(namedShop(name));
  if (shop !== undefined) return { member: { file, settings, shop, short: shopInNames(shop) } };
  const what =
    name === "" ? "has no SHOPIFY_SHOP" : `names no shop: ${quoted(withoutSecrets(name), longest)}`;
  return { fault: `${quoted(file, longest)} ${what}; wanted a line such as SHOPIFY_SHOP=acme-us` };
}
