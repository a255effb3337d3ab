// The column beside the costs that says their currency, in lists of suppliers and of accounting.
import { titleKey } from "../../item/title-key.ts";
import type { Column } from "../column.ts";

const titles = new Set(
  [
    "currency, currency code, curr, curr., cur, ccy, cost currency, price currency, iso currency, unit currency",
    "währung, waehrung, währungscode, preiswährung, whg, wkz, devise, code devise, monnaie, moneda, divisa, valuta",
    "moeda, waluta, měna, mena, pénznem, valuutta, para birimi, валюта, 通貨, 货币, 币种",
  ].flatMap((line) => line.split(", ").map(titleKey)),
);

/** Its index, if there is exactly one and it has no other meaning. */
export function currencyColumn(
  names: readonly string[],
  columns: readonly Column[],
): number | undefined {
  const [found, another] = names.flatMap((name, index) =>
    titles.has(titleKey(name)) && columns.every((column) => column.index !== index) ? [index] : [],
  );
  return another === undefined ? found : undefined;
}
