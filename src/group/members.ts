// The shops of a group: one file of settings a shop, with its name and its token.
import { ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import { shopInNames } from "../run/run.ts";
import { variablesIn } from "../session/settings.ts";
import { addressOf } from "../shop/address.ts";
import { quoted } from "../words.ts";

export interface Member {
  /** The file of its settings, as the user named it. */
  readonly file: string;
  /** As plans name it. */
  readonly shop: string;
  /** For the beginning of lines and the names of files. */
  readonly short: string;
}

/** Throws an ExitError 2 if a file cannot be read or names no shop, or if two name the same one. */
export function readMembers(files: readonly string[], host: Host): readonly Member[] {
  const members: Member[] = [];
  const faults: string[] = [];
  for (const file of files) {
    const found = readMember(file, host);
    const twin = members.find(({ shop }) => shop === found.member?.shop);
    if (found.member === undefined) faults.push(found.fault);
    else if (twin === undefined) members.push(found.member);
    else
      faults.push(
        `${quoted(twin.file, longest)} and ${quoted(file, longest)} are both of ${twin.shop}; wanted one file a shop`,
      );
  }
  if (faults.length === 0) return members;
  throw new ExitError(2, ["Cannot use --shops", ...faults.map((each) => `  ${each}`)].join("\n"));
}

/** Characters of a name in messages. */
const longest = 200;

type Found = { readonly member: Member } | { readonly member?: undefined; readonly fault: string };

function readMember(file: string, host: Host): Found {
  let name: string;
  try {
    name = (variablesIn(placeIn(host, file), "--shops")["SHOPIFY_SHOP"] ?? "").trim();
  } catch (error) {
    if (!(error instanceof ExitError)) throw error;
    return { fault: error.message.replace(/^Cannot read --shops/, "cannot read") };
  }
  const shop = name.toLowerCase() === "sandbox" ? "sandbox" : addressOf(name)?.name;
  if (shop !== undefined) return { member: { file, shop, short: shopInNames(shop) } };
  const what = name === "" ? "has no SHOPIFY_SHOP" : `names no shop: ${quoted(name, longest)}`;
  return { fault: `${quoted(file, longest)} ${what}; wanted a line such as SHOPIFY_SHOP=acme-us` };
}
