// The columns beside the costs that say what they are in, in lists of suppliers and of accounting: a currency, and the
// number of pieces that a cost is for.
import { titleKey } from "../../item/title-key.ts";
import type { Column } from "../column.ts";

export interface BesideCosts {
  readonly currencies: readonly CurrencyColumn[];
  /** Indexes of the columns with the number of pieces. */
  readonly pieces: readonly number[];
}

export interface CurrencyColumn {
  readonly index: number;
  /** False if only the content shows that it is a currency, as in a column `Supplier currency group`. */
  readonly isCertain: boolean;
}

const keysOf = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(", ").map(titleKey)));

const currency = keysOf(
  "currency, currency code, curr, curr., cur, ccy, cost currency, price currency, iso currency, unit currency",
  "währung, waehrung, währungscode, preiswährung, whg, wkz, devise, code devise, monnaie, moneda, divisa, valuta",
  "moeda, waluta, měna, mena, pénznem, valuutta, para birimi, валюта, 通貨, 货币, 币种",
);

const pieces = keysOf(
  "price unit, price units, pricing unit, unit of price, price per, cost per, cost unit, per, per qty, per quantity",
  "price basis, price base, price quantity, price qty, pricing quantity, price unit quantity, price unit qty",
  "preiseinheit, pe, preis pro, preis je, preis per, preismenge, preisbasis",
  "unité de prix, unite de prix, base de prix, prix par, unidad de precio, precio por, base de precio",
  "unità di prezzo, unità prezzo, prezzo per, unidade de preço, preço por, prijseenheid, prijs per",
  "jednostka ceny, cena za, prisenhet, prisenhed, pris per, pris pr, hintayksikkö, 価格単位, 价格单位",
);

/** Keys of titles that name a currency among other things; `Cost Cur` is one too. */
const ofCurrency =
  /curr(?!ent)|crcy|curncy|cur$|waers|währ|waehr|devise|divisa|valuta|moneda|monnaie|waluta|валют|币|幣/;

/** Columns that have no other meaning. */
export function besideCosts(names: readonly string[], columns: readonly Column[]): BesideCosts {
  const known = new Set(columns.map(({ index }) => index));
  const free = names.flatMap((name, index) =>
    known.has(index) ? [] : [{ index, key: titleKey(name) }],
  );
  return {
    currencies: free
      .map(({ index, key }) => ({ index, key, isCertain: currency.has(key) }))
      .filter(({ key, isCertain }) => isCertain || ofCurrency.test(key)),
    pieces: free.filter(({ key }) => pieces.has(key)).map(({ index }) => index),
  };
}
