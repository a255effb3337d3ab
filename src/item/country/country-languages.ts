// The names of countries in many languages, from `Intl`. The table takes some tenths of a second to build, so it is
// built only for a cell that is not an English name.
import { nameKey } from "../name-key.ts";
import { countryCodes } from "./country-codes.ts";

const languages =
  "en af am ar az be bg bn bs ca cs cy da de el es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms mt my nb ne nl nn pa pl pt pt-PT ro ru si sk sl sq sr sr-Latn sv sw ta te tg th tk tr uk ur uz vi zh zh-Hant zu";

/** Where English has one name for all of them, what their names have in common in another language is none's alone. */
const families: readonly Family[] = [
  ["KP", "KR"],
  ["CD", "CG"],
  ["VG", "VI"],
];
type Family = readonly [string, string];
/** The name of the first is also the beginning or the end of the others' names. */
const namesakes = ["GN", "GQ", "GW"] as const;

/** As in `США`. */
const withShortNames = ["US", "GB", "HK", "MO"];

let table: ReadonlyMap<string, readonly string[]> | undefined;

/** For each key of a name, the codes of all countries with this name in some language. */
export function namesByLanguage(): ReadonlyMap<string, readonly string[]> {
  table ??= build();
  return table;
}

function build(): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  const add = (key: string, codes: readonly string[]): void => {
    const some = named.get(key);
    if (some === undefined) named.set(key, [...codes]);
    else some.push(...codes.filter((code) => !some.includes(code)));
  };
  for (const language of languages.split(" ")) {
    const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    const keys = new Map(countryCodes.map((code) => [code, nameKey(names.of(code) ?? "")]));
    for (const [code, key] of keys) {
      if (key !== "") add(key, code === namesakes[0] ? namesakes : [code]);
    }
    for (const family of families) {
      for (const word of commonWords(keys, family)) add(word, family);
    }
    const short = new Intl.DisplayNames(language, {
      type: "region",
      style: "short",
      fallback: "none",
    });
    for (const code of withShortNames) add(nameKey(short.of(code) ?? ""), [code]);
  }
  named.delete("");
  for (const codes of named.values()) codes.sort();
  return named;
}

/** The words that both names have and that are in no other name. */
function commonWords(keys: ReadonlyMap<string, string>, [one, other]: Family): readonly string[] {
  const [first = [], second = []] = [one, other].map((code) => (keys.get(code) ?? "").split(" "));
  const others = [...keys].flatMap(([code, key]) =>
    code === one || code === other ? [] : key.split(" "),
  );
  return first.filter((word) => second.includes(word) && !others.includes(word));
}
