// The codes, signs and names of currencies that are written next to an amount. Several currencies may have the same sign.

/** Signs that `Intl` does not have, by currency. */
const otherSigns = [
  ["CHF", "Fr SFr CHFr"],
  ["EUR", "Euro Euros"],
  ["CZK", "Kc"],
  ["PLN", "zl"],
  ["CNY", "RMB 元"],
  ["TWD", "元"],
  ["HKD", "元"],
  ["JPY", "円"],
  ["KRW", "원"],
  ["DKK", "DKr"],
  ["NOK", "NKr"],
  ["SEK", "SKr"],
  ["GBP", "GB£ UK£"],
  ["CAD", "C$ CAN$ CDN$"],
  ["AUD", "AU$"],
  ["SGD", "S$"],
  ["ZAR", "R"],
  ["INR", "Rs"],
  ["TRY", "TL"],
  ["RUB", "руб р"],
  ["UAH", "грн"],
  ["BGN", "лв"],
  ["RSD", "din дин"],
  ["MKD", "ден"],
] as const;
/** Shown first if a sign has many currencies. */
const usual = ["USD", "EUR", "GBP", "CAD", "AUD", "JPY", "CNY"];
/** The longest sign or name, including its blanks. */
const longest = 60;
/** Languages whose names of currencies are read, as in `US Dollar` and `US-Dollar`. */
const languages = ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "ja", "zh"];

let table: ReadonlyMap<string, readonly string[]> | undefined;

/** The currencies that a text before or after an amount may mean, as in `USD, CAD, AUD …` for `$`. */
export function currenciesOf(text: string): readonly string[] {
  if (text.length > longest) return [];
  table ??= build();
  return table.get(signKey(text)) ?? [];
}

/** In capitals, without blanks, hyphens between letters, and a point at the end. */
const signKey = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\s|(?<=\p{L})-(?=\p{L})/gu, "")
    .replace(/\.$/, "")
    .toUpperCase();

function build(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  const add = (sign: string, code: string): void => {
    const key = signKey(sign);
    const codes = found.get(key);
    if (codes === undefined) found.set(key, new Set([code]));
    else codes.add(code);
  };
  const all = Intl.supportedValuesOf("currency");
  const codes = [...usual, ...all.filter((code) => !usual.includes(code))];
  for (const code of codes) {
    add(code, code);
    for (const [locale, currencyDisplay] of ways) {
      const format = new Intl.NumberFormat(locale, {
        style: "currency",
        currency: code,
        currencyDisplay,
      });
      const sign = format.formatToParts(1).find(({ type }) => type === "currency")?.value;
      // A single letter can be another unit: 25 L, 25 K.
      if (sign !== undefined && !/^[a-z]$/i.test(sign)) add(sign, code);
    }
  }
  for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: "currency" });
    for (const code of codes) {
      const name = names.of(code) ?? code;
      add(name, code);
      if (language === "en") add(`${name}s`, code);
    }
  }
  for (const [code, signs] of otherSigns) {
    for (const sign of signs.split(" ")) add(sign, code);
  }
  return new Map([...found].map(([sign, some]) => [sign, [...some]]));
}

/** The locales and forms that are asked for signs: as in `US$`, `$US` and `$`. */
const ways = [
  ["en", "symbol"],
  ["en-CA", "symbol"],
  ["fr", "symbol"],
  ["en", "narrowSymbol"],
] as const;
