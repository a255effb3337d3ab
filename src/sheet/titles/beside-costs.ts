// The columns beside the costs that say what they are in, in lists of suppliers and of accounting: a currency, and the
// number of pieces that a cost is for.
import { titleKey } from "../../item/title-key.ts";
import type { Column } from "../column.ts";

/** Indexes of columns. */
export interface BesideCosts {
  readonly currencyAt?: number;
  readonly piecesAt?: number;
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
  "preiseinheit, pe, preis pro, preis je, preis per, preismenge, preisbasis, je, pro",
  "unité de prix, unite de prix, base de prix, prix par, par, unidad de precio, precio por, base de precio",
  "unità di prezzo, unità prezzo, prezzo per, unidade de preço, preço por, prijseenheid, prijs per",
  "jednostka ceny, cena za, prisenhet, prisenhed, pris per, pris pr, hintayksikkö, 価格単位, 价格单位",
);

/** A column counts if there is exactly one of its kind and it has no other meaning. */
export function besideCosts(names: readonly string[], columns: readonly Column[]): BesideCosts {
  const only = (titles: ReadonlySet<string>): number | undefined => {
    const [found, another] = names.flatMap((name, index) =>
      titles.has(titleKey(name)) && columns.every((column) => column.index !== index)
        ? [index]
        : [],
    );
    return another === undefined ? found : undefined;
  };
  const [currencyAt, piecesAt] = [only(currency), only(pieces)];
  return {
    ...(currencyAt !== undefined && { currencyAt }),
    ...(piecesAt !== undefined && { piecesAt }),
  };
}
