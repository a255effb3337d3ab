import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decode } from "../../src/sheet/text/decode.ts";

/** What is said of these bytes, which come in pieces of this size. */
async function refusal(bytes: Uint8Array, size = 65_536, named?: string): Promise<string> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  try {
    for await (const piece of decode(pieces(), "s.csv", named)) void piece;
  } catch (error) {
    return (error as Error).message;
  }
  return "it was read";
}

const texts: readonly (readonly [encoding: string, ...texts: string[]])[] = [
  ["windows-1252", "Größe", "Café crème", "Señor Ñandú", "Ærø blå", "L’été – 5 €", "Straße ½"],
  ["macintosh", "Größe", "Café crème", "Köln, Übergröße", "Niño", "L’été", "façade"],
  ["shift_jis", "江戸切子グラス", "コーヒーカップ", "商品名,東京タワー", "りんご", "赤いTシャツ"],
  ["gbk", "红色棉布帽子", "产品名称", "中国制造", "男装 T恤 黑色", "模型,长裙"],
  ["big5", "紅色帽子", "產品名稱", "台灣製造"],
  ["euc-kr", "빨간 모자", "상품명", "대한민국"],
  ["windows-1251", "Красная шапка", "Товар", "Чашка белая, 2 шт", "ШАПКА"],
  ["windows-1250", "Źródło światła", "Černý klobouk", "łyżka"],
  ["windows-1253", "Κόκκινο καπέλο", "Μπλούζα"],
  ["koi8-r", "Красная шапка", "Чашка белая"],
];

describe("bytes that are not UTF-8 are given the name of their likely encoding", () => {
  test.each(texts.flatMap(([encoding, ...all]) => all.map((text) => [encoding, text] as const)))(
    "%s: %s",
    async (encoding, text) => {
      const content = iconv.encode(
        `id,sku,product_title\n1,A-1,plain\n2,A-2,"${text}"\n`,
        encoding,
      );
      for (const size of [7, 65_536]) {
        const message = await refusal(content, size);
        expect(message).toContain(`--encoding ${encoding}, which reads "`);
      }
    },
  );

  test("the first that is named is the right one where there is more text", async () => {
    for (const [encoding, ...all] of texts) {
      const rows = all.map((text, at) => `${at + 1},A-${at},"${text}"\n`).join("");
      const message = await refusal(iconv.encode(`id,sku,product_title\n${rows}`, encoding));
      expect(/--encoding ([\w-]+)/.exec(message)?.[1]).toBe(encoding);
    }
  });

  test("no name is given where none reads it", async () => {
    const bytes = Buffer.from([...Buffer.from("id,sku\n1,"), 0x81, 0xff, 0x01, 0x8d, 0xff, 0x0a]);
    expect(await refusal(bytes)).toContain(
      'line 2: byte 0x81 is not UTF-8; save it as "CSV UTF-8", or pass --encoding with the name of its encoding',
    );
  });
});

describe("bytes that are not of the encoding that was named are refused with their line", () => {
  test.each([
    ["windows-1252", Buffer.from([0x81])],
    ["shift_jis", Buffer.from([0xff])],
    ["euc-kr", Buffer.from([0xff, 0xff])],
    ["utf-16le", Buffer.from([0x3d, 0xd8])],
  ])("%s", async (encoding, bad) => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const encoded = (text: string): Buffer => iconv.encode(text, encoding);
      const lines = encoded(["id,sku", "1,a", "2,b", "3,"].join(end));
      const mark = encoding === "utf-16le" ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0);
      const content = Buffer.concat([mark, lines, bad, encoded(`x${end}4,c${end}`)]);
      expect(await refusal(content, 65_536, encoding)).toContain(`line 4: this is not valid`);
    }
  });
});

test.each([
  ["utf-16le", "产品,编号\n一,二\n"],
  ["utf-16be", "名前,番号\n一,二\n"],
  ["utf-16le", "id,sku\n1,Größe\n"],
])("%s without its mark is named, whatever it begins with", async (encoding, text) => {
  const bytes = iconv.encode(text, encoding, { addBOM: false });
  expect(await refusal(bytes)).toContain(`pass --encoding ${encoding}`);
});
