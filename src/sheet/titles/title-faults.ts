// What is wrong with an unknown title that is similar to one of ours. Other unknown titles are no fault.
import { isCurrency } from "../../item/cost/currency.ts";
import { readCountry } from "../../item/country/country.ts";
import { titleKey } from "../../item/title-key.ts";
import { countryPrefix } from "../column.ts";
import { joinedTitles, mistypedTitle } from "./near-title.ts";
import { quotedTitle, shortenedTitle } from "./quoted-title.ts";
import { headOf, partFault } from "./title-parts.ts";
import { plainKnownColumn } from "./titles.ts";

/** The fault of an unknown title that is similar to a known one; undefined for other titles. */
export function lookAlike(name: string): string | undefined {
  const part = partFault(name, plainKnownColumn);
  if (part !== undefined) return `column ${quotedTitle(name)}: ${part}`;
  const head = headOf(name);
  const key = titleKey(head);
  const country = titleKey(countryPrefix);
  if (key.startsWith(country)) {
    const reading = readCountry(key.slice(country.length));
    if ("wanted" in reading)
      return `column ${quotedTitle(name)}: after the dot, wanted ${reading.wanted}`;
  }
  const near = mistypedTitle(head) ?? mistypedCost(head) ?? spacedCost(head);
  if (near !== undefined) {
    return `unknown column ${quotedTitle(name)}; did you mean "${near}${shortenedTitle(name.slice(head.length))}"`;
  }
  const joined = joinedTitles(name);
  if (joined === undefined) return undefined;
  return `unknown column ${quotedTitle(name)}; is a delimiter missing between "${joined[0]}" and "${joined[1]}"`;
}

/** As in `csot.EUR`. */
function mistypedCost(title: string): string | undefined {
  const dot = title.lastIndexOf(".");
  if (dot < 0 || !isCurrency(title.slice(dot + 1).toUpperCase())) return undefined;
  return mistypedTitle(title.slice(0, dot)) === "cost" ? `cost${title.slice(dot)}` : undefined;
}

/** As in `cost EUR`, `Cost per item (EUR)` and `cost_EUR`. Only capitals are a code: other words are usual in titles. */
function spacedCost(title: string): string | undefined {
  const [, head = "", code = ""] = /^(.*?)[\s_([-]{1,3}([A-Z]{3})[)\]]?$/.exec(title) ?? [];
  if (!isCurrency(code) || plainKnownColumn(head.trim(), 0)?.name !== "cost") return undefined;
  return `${head.trim()}.${code}`;
}
