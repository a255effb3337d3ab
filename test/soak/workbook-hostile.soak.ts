// Workbooks that are incomplete or damaged, and ZIP files that lie of what is in them.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { SheetError } from "../../src/sheet/sheet-error.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { allRows, bookParts, refused, sound, zipOf } from "../workbook/parts.ts";

const items = "xl/worksheets/sheet1.xml";

/** The file with the directory's entry of this part changed. */
function patched(bytes: Buffer, part: string, change: (entry: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  const name = copy.lastIndexOf(part);
  change(copy.subarray(name - 46, name));
  return copy;
}

describe("a ZIP file that lies is refused", () => {
  const blank = " ".repeat(60_000_000);
  const bomb = (): Promise<Buffer> => zipOf({ ...sound, [items]: blank });

  test("that unpacks to over a hundred times its size", async () => {
    expect(await refused(await bomb())).toContain("it unpacks to over 100 times its size");
  });

  test("that hides how much comes out", async () => {
    const lie = patched(await bomb(), items, (entry) => entry.writeUInt32LE(1_000, 24));
    expect(await refused(lie)).toMatch(/damaged \(too many bytes in the stream/);
  });

  test("that says it unpacks to gigabytes", async () => {
    const huge = patched(await zipOf(sound), items, (entry) => entry.writeUInt32LE(4e9, 24));
    expect(await refused(huge)).toContain("it unpacks to over 2000 MB; split it into smaller ones");
  });

  test("whose parts share bytes", async () => {
    const bytes = await zipOf({ "a.xml": "x".repeat(1_000), ...sound });
    const shared = patched(bytes, items, (entry) => entry.writeUInt32LE(0, 42));
    expect(await refused(shared)).toContain("its parts share bytes, as in a ZIP bomb");
  });

  test("with thousands of parts", async () => {
    const parts = Array.from({ length: 5_001 }, (_, at) => [`xl/media/${at}.png`, ""]);
    expect(await refused(await zipOf(Object.fromEntries(parts)))).toContain("it has 5001 parts");
  });

  test("with a part that stands twice", async () => {
    expect(await refused(await zipOf({ ...sound, "XL/Workbook.xml": "<x/>" }))).toContain(
      "its part xl/workbook.xml appears twice",
    );
  });

  test.each<[string, (entry: Buffer) => void, string]>([
    ["with a password of its own", (entry) => entry.writeUInt16LE(1, 8), "it has a password"],
    [
      "packed in another way",
      (entry) => entry.writeUInt16LE(12, 10),
      "it is incomplete or damaged",
    ],
    ["with another checksum", (entry) => entry.writeUInt32LE(7, 16), `the checksum of ${items}`],
  ])("%s", async (_, change, what) => {
    expect(await refused(patched(await zipOf(sound), items, change))).toContain(what);
  });
});

describe("a file that is cut off or has a wrong byte", () => {
  async function workbook(): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    async function* rows(): AsyncGenerator<readonly string[][]> {
      yield Array.from({ length: 200 }, (_, at) => [`${at}`, `SKU-${(at * 7919) % 1009}`]);
    }
    const columns = ["id", "sku"].map((name) => ({ name, kind: "text", readOnly: false }) as const);
    await writeWorkbook({ write: async (piece) => void pieces.push(piece) }, columns, rows());
    return Buffer.concat(pieces);
  }

  test("is never read as a shorter one", async () => {
    const whole = await workbook();
    for (let length = 8; length < whole.length; length += 61) {
      expect(await refused(whole.subarray(0, length))).toMatch(
        /incomplete or damaged|not a workbook/,
      );
    }
  });

  test("is never read as another one", async () => {
    const whole = await workbook();
    const rows = await allRows(whole);
    let kept = 0;
    for (let at = 8; at < whole.length; at += 23) {
      const wrong = Buffer.from(whole);
      wrong[at] = (wrong[at] ?? 0) ^ (1 << (at % 8));
      const read = await allRows(wrong).catch((error: unknown) => error);
      if (read instanceof SheetError) continue;
      expect(read).toEqual(rows);
      kept += 1;
    }
    expect(kept).toBeGreaterThan(0);
  });
});

test("what unpacks to much is refused in little memory", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hostile-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const blank = await zipOf({ ...sound, [items]: " ".repeat(100_000_000) });
  const texts = await zipOf({
    ...bookParts(`<row><c t="s"><v>0</v></c></row>${"<row/>".repeat(800_000)}`),
    "xl/sharedStrings.xml": `<sst>${"<si/>".repeat(2_800_000)}</sst>`,
  });
  const wide = bookParts(
    `<row><c r="ALL1"><v>1</v></c></row>${"<row><c><v>1</v></c></row>".repeat(5_000)}`,
  );
  const files = {
    "blank.xlsx": patched(blank, items, (entry) => entry.writeUInt32LE(15_000_000, 24)),
    "texts.xlsx": texts,
    "wide.xlsx": await zipOf(wide),
  };
  const reader = pathToFileURL(
    join(import.meta.dirname, "../../dist/src/workbook/read/read-workbook.js"),
  ).href;
  const script = `
    import { readFileSync } from "node:fs";
    import { readWorkbook } from "${reader}";
    let said = "read";
    try {
      for await (const rows of readWorkbook(readFileSync(process.argv[1]), "it"));
    } catch (error) { said = error.name; }
    console.log(said);`;
  const peakFile = join(folder, "peak");
  const env = { ...process.env, BENCH_PEAK: peakFile };
  const said: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(join(folder, name), bytes);
    const peak = join(import.meta.dirname, "../bench/peak.mjs");
    const args = ["--import", peak, "--input-type=module", "-e", script, join(folder, name)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    said[name] = stdout.trim();
    expect(Number(await readFile(peakFile, "utf8"))).toBeLessThan(300e6);
  }
  expect(said).toEqual({ "blank.xlsx": "SheetError", "texts.xlsx": "read", "wide.xlsx": "read" });
});
