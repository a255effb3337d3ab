// The codes of currencies and the number of decimals of each, by ISO 4217. `Intl` has the decimals of cash: none for HUF, which has two
// here.

const exceptions = new Map(
  [
    [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
    [3, "BHD IQD JOD KWD LYD OMR TND"],
    [4, "CLF UYW"],
  ].flatMap(([decimals, codes]) =>
    String(codes)
      .split(" ")
      .map((code) => [code, Number(decimals)] as const),
  ),
);

let known: ReadonlySet<string> | undefined;

/** True for the code of a currency in capitals. */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf("currency"));
  return known.has(code);
}

/** Most currencies keep two. */
export const usualDecimals = 2;

export function decimalsOf(currency: string): number {
  return exceptions.get(currency.toUpperCase()) ?? usualDecimals;
}
