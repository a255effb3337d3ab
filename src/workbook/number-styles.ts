// As what each of a workbook's styles shows a number.
import type { Archive } from "./archive.ts";
import { type NumberKind, numberKind } from "./number-text.ts";
import { readXml } from "./xml.ts";

/** For each style of cell, what its numbers are. */
export async function readNumberStyles(
  archive: Archive,
  part: string,
): Promise<readonly NumberKind[]> {
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
  return styles.map((id) => numberKind(id, codes.get(id)));
}
