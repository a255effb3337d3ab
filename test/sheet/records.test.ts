import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readIds } from "../../src/export/ids.ts";
import { records } from "../../src/sheet/file/records.ts";
import type { RawRow } from "../../src/sheet/row.ts";
import type { Fault } from "../../src/sheet/sheet-error.ts";
import { testHost } from "../support/test-host.ts";
import { expectGrowth } from "../support/growth.ts";

async function* pieces(content: string | Buffer, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Every row as `line: cells`, then every fault, however the file comes in. */
async function readIn(content: string | Buffer, size: number): Promise<string[]> {
  const rows: string[] = [];
  const faults: string[] = [];
  const onFault = ({ line, what }: Fault): void => void faults.push(`fault ${line}: ${what}`);
  for await (const some of records(pieces(content, size), "s", onFault)) {
    rows.push(...some.map(({ line, cells }) => `${line}: ${cells.join(" | ")}`));
  }
  return [...rows, ...faults];
}

const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
const utf16be = (text: string): Buffer => utf16(text).swap16();
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const sizes = [1, 2, 3, 4, 5, 7, 64, 65_536];

describe("bytes that come in pieces", () => {
  test.each<[string, string | Buffer]>([
    ["UTF-8", "id;sku\r\n1;Größe €\r\r\n2;😀\n"],
    ["UTF-8 with a byte order mark", "\ufeffid;sku\r\n1;Größe €\r\r\n2;😀\n"],
    ["UTF-8 with two of them", "\ufeff\ufeffid;sku\r\n1;Größe €\r\r\n2;😀\n"],
    ["UTF-16LE", utf16("\ufeffid;sku\r\n1;Größe €\r\r\n2;😀\n")],
    ["UTF-16BE", utf16be("\ufeffid;sku\r\n1;Größe €\r\r\n2;😀\n")],
  ])("%s is read alike in pieces of any size", async (_, content) => {
    for (const size of sizes) {
      expect(await readIn(content, size)).toEqual(["1: id | sku", "2: 1 | Größe €", "4: 2 | 😀"]);
    }
  });

  test("whatever the text, its rows, lines and faults are the same", async () => {
    const piece = fc.constantFrom("1", ",", ",", "\n", "\r", "\r\n", '"', "é", "€", "😀", " ", "a");
    const text = fc.array(piece, { maxLength: 40 }).map((found) => `id,sku\n${found.join("")}`);
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        expect(await readIn(text, size)).toEqual(await readIn(text, 65_536));
      }),
      { numRuns: cases(500) },
    );
  });

  test("what our own reader splits by hand, it finds on the same lines", async () => {
    const piece = fc.constantFrom("1", ",", "\n", "\r", "\r\n", "é");
    const text = fc.array(piece, { maxLength: 40 }).map((found) => found.join(""));
    await fc.assert(
      fc.asyncProperty(text, async (text) => {
        const lines = text.split(/\r\n|\r|\n/).map((line, at) => ({ line, at: at + 1 }));
        const filled = lines.filter(({ line }) => line.replaceAll(",", "") !== "");
        const found = await readIn(text, 65_536);
        expect(found.map((row) => Number(/\d+/.exec(row)?.[0])).toSorted((a, b) => a - b)).toEqual(
          filled.map(({ at }) => at),
        );
      }),
      { numRuns: cases(1000) },
    );
  });
});

describe("bytes that are not text", () => {
  const utf8 = 'save it as "CSV UTF-8"';
  test.each<[string, Buffer, string]>([
    ["Latin-1", latin1("id,sku\n1,a\n2,Größe\n"), `line 3: byte 0xF6 is not UTF-8; ${utf8}`],
    [
      "Latin-1 at the end of a line",
      latin1("id\n1,café\n2"),
      `line 2: byte 0xE9 is not UTF-8; ${utf8}`,
    ],
    [
      "Latin-1 at the end of the file",
      latin1("id\n1\ncafé"),
      `line 3: the file ends in the middle of a character; ${utf8}`,
    ],
    ["Latin-1 with CR", latin1("id\r1\r\r\nGröße"), `line 4: byte 0xF6 is not UTF-8; ${utf8}`],
    [
      "Latin-1 behind UTF-8",
      Buffer.concat([Buffer.from("id,sku\n1,é€😀\n2,€€€\n3,"), latin1("Ãé!\n")]),
      `line 4: byte 0xC3 is not UTF-8; ${utf8}`,
    ],
    [
      "half of a UTF-16 pair",
      utf16("\ufeffid\n\ud83d\n1\n"),
      `this is not valid UTF-16LE; ${utf8}`,
    ],
    [
      "an odd byte of UTF-16",
      Buffer.concat([utf16("\ufeffid\n"), Buffer.from("1")]),
      `the file ends in the middle of a character; ${utf8}`,
    ],
    [
      "UTF-16 without a mark",
      utf16("id\n1\n"),
      `line 1: this is UTF-16 without its byte order mark; ${utf8}, or pass --encoding utf-16le`,
    ],
    [
      "a NUL",
      Buffer.from("id,sku\r\n1,a\r\n2,\0\r\n"),
      "line 3: a NUL byte; this is not a text file",
    ],
    [
      "a workbook",
      Buffer.from("PK\u0003\u0004\u0014\0\u0006\0"),
      `this is a workbook or a ZIP file; ${utf8}`,
    ],
  ])("%s is refused, with the line, in pieces of any size", async (_, content, fault) => {
    for (const size of sizes) await expect(readIn(content, size)).rejects.toThrow(fault);
  });

  test("a long file names the line of its bad byte, behind a piece that ends inside a character", async () => {
    const line = "1,€€€€\n"; // 15 bytes: each piece of 65,536 ends elsewhere in it
    const content = Buffer.concat([Buffer.from(`id\n${line.repeat(30_000)}`), latin1("2,é!\n")]);
    await expect(readIn(content, 65_536)).rejects.toThrow("line 30002: byte 0xE9");
  });
});

test("what a listener throws ends the reading, not the process", async () => {
  const fail = async (): Promise<void> => {
    const bytes = pieces(`id,sku\n${'1,a" b\n'.repeat(1000)}`, 100);
    const onFault = ({ line }: Fault): never => {
      throw new Error(`fault on line ${line}`);
    };
    for await (const _ of records(bytes, "s", onFault));
  };
  await expect(fail()).rejects.toThrow("fault on line 2");
});

test("a reader that turns away lets go of the bytes", async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from("id\n");
      for (;;) yield Buffer.from("1\n");
    } finally {
      closed = true;
    }
  }
  for await (const rows of records(endless(), "s", () => undefined)) {
    if (rows.some(({ line }) => line > 100)) break;
  }
  await expect.poll(() => closed).toBe(true);
});

test("blank lines by the hundred thousand are counted, and cost what is in proportion", async () => {
  const readBlanks = async (pairs: number): Promise<void> => {
    const found: RawRow[] = [];
    const bytes = pieces(`id,sku\n${"\n\r\n".repeat(pairs)}1,a\n`, 65_536);
    for await (const rows of records(bytes, "s", () => undefined)) found.push(...rows);
    expect(found).toEqual([
      { line: 1, cells: ["id", "sku"] },
      { line: 2 * pairs + 2, cells: ["1", "a"] },
    ]);
  };
  await expectGrowth(readBlanks, [3_000, 100_000]);
});

test("a row without an end is given up, and the rest is not read", async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("id\n1\n");
    for (;;) yield Buffer.from("2".repeat(65_536));
  }
  const faults: Fault[] = [];
  for await (const rows of records(endless(), "s", (fault) => faults.push(fault))) {
    for (const { line } of rows) expect(line).toBeLessThan(3);
  }
  const what = "a row of over 1000000 characters; a quote is probably not closed";
  expect(faults).toEqual([{ line: 3, what }]);
});

describe("a list of ids", () => {
  let folder = "";
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "ids-"))));
  afterAll(() => rm(folder, { recursive: true }));

  async function idsOf(content: string): Promise<string[]> {
    const path = join(folder, "ids");
    await writeFile(path, content);
    return [...(await readIds(path, testHost().host))];
  }

  test.each([
    ["one a line", "39072856\n7\n\n 8 \n7\n"],
    ["with CRLF and a mark", "\ufeff39072856\r\n7\r\n8"],
    ["under a heading", "id\n39072856\n7\n8\n"],
    ["a sheet", "sku,id\n1,39072856\n2,7\n3,8\n"],
    ["a sheet of another locale", "sku;id;color\n1;39072856;red\n2;7;\n3;8;\n"],
  ])("%s gives each id once, in order", async (_, content) => {
    expect(await idsOf(content)).toEqual(["39072856", "7", "8"]);
  });

  test("every line without an id is named", async () => {
    await expect(idsOf("7\nabc\n0\n8\n4.37E+13\n")).rejects.toThrow(
      /3 faults.*\n {2}line 2: found "abc".*\n {2}line 3: found "0".*\n {2}line 5: found "4\.37E\+13"/,
    );
  });

  test("several columns need one that is named id", async () => {
    await expect(idsOf("sku,cost\na,1\n")).rejects.toThrow(
      'line 1: several columns, and none is named "id"',
    );
  });
});
