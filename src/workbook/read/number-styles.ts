// The styles of a workbook: how each of them shows a number.
import type { Archive } from "./archive.ts";
import { formatSign } from "./format-sign.ts";
import { type Beside, formatTexts, type TextSection } from "./format-text.ts";
import { type NumberKind, numberKind } from "./number-text.ts";
import { readXml } from "./xml.ts";
import { addsText, type ZeroMask, zeroMask } from "./zero-mask.ts";

export interface NumberStyle {
  readonly kind: NumberKind;
  /** The pattern of zeros for whole numbers. */
  readonly mask?: ZeroMask;
  /** True if the format adds a text to the number. */
  readonly addsText?: true;
  /** The sign of a currency that is shown next to the number. */
  readonly beside?: Beside;
  /** What more is shown next to some numbers, with its signs: for these it counts instead. */
  readonly texts?: readonly TextSection[];
}

/** For each style of cells, how it shows numbers. */
export async function readNumberStyles(
  archive: Archive,
  part: string,
): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inside = false;
  await readXml(archive.read(part), part, {
    open(name, { numFmtId = "0", formatCode = "" }) {
      if (name === "numFmt") codes.set(Number(numFmtId), formatCode);
      else if (name === "cellXfs") inside = true;
      else if (name === "xf" && inside) styles.push(Number(numFmtId));
    },
    close(name) {
      if (name === "cellXfs") inside = false;
    },
  });
  // Thousands of styles may share a format.
  const known = new Map<number, NumberStyle>();
  return styles.map((id) => {
    const style = known.get(id) ?? styleOf(id, codes.get(id));
    known.set(id, style);
    return style;
  });
}

function styleOf(id: number, code: string | undefined): NumberStyle {
  const kind = numberKind(id, code);
  if (kind !== "number") return { kind };
  const sign = formatSign(id, code);
  const texts = code === undefined ? undefined : formatTexts(code);
  const style = { kind, ...(texts && { texts }) };
  // An amount of money is a number, also where a whole sheet got its format.
  if (sign !== undefined) return { ...style, beside: { before: "", behind: ` ${sign}` } };
  if (code === undefined) return style;
  const mask = zeroMask(code);
  return { ...style, ...(mask && { mask }), ...(addsText(code) && { addsText: true as const }) };
}
