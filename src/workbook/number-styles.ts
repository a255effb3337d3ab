// Which of a workbook's styles show a number as a date or as a percentage.
import type { Archive } from "./archive.ts";
import { isDateFormat, isPercentFormat } from "./number-text.ts";
import { readXml } from "./xml.ts";

export type NumberStyle = "date" | "percent" | "plain";

/** For each style of cell, what its numbers are. */
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
  return styles.map((id) => {
    const code = codes.get(id);
    if (isDateFormat(id, code)) return "date";
    return isPercentFormat(id, code) ? "percent" : "plain";
  });
}
