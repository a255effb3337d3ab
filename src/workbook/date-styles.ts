// Which of a workbook's styles show a number as a date.
import type { Archive } from "./archive.ts";
import { isDateFormat } from "./number-text.ts";
import { readXml } from "./xml.ts";

/** For each style of cell, whether its numbers are dates. */
export async function readDateStyles(archive: Archive, part: string): Promise<readonly boolean[]> {
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
  return styles.map((id) => isDateFormat(id, codes.get(id)));
}
