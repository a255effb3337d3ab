import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

const wide = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");
const table = "<table><tr><td>id</td><td>cost</td></tr><tr><td>1</td><td>2.00</td></tr></table>";
const cells = "<Row><Cell><Data ss:Type='String'>id</Data></Cell></Row>";
const office = "urn:schemas-microsoft-com:office:spreadsheet";
const save = 'open it in a spreadsheet program and save it as "CSV UTF-8" or as .xlsx';

describe("a file that is no text with cells is refused by what it is, whatever its name says", () => {
  test.each<[name: string, content: string | Buffer, what: string]>([
    ["items.xls", `<!DOCTYPE html>\n<html><body>${table}`, `this is HTML; ${save}`],
    ["items.csv", `\ufeff\r\n <html xmlns:o="x">${table}`, `this is HTML; ${save}`],
    ["part.csv", table, `this is HTML; ${save}`],
    ["wide.xls", wide(`<html>${table}`), `this is HTML; ${save}`],
    ["page.csv", `<?xml version="1.0"?>\n<html>${table}`, `this is HTML; ${save}`],
    ["meta.xls", `<meta charset="utf-8"><style>td {}</style>${table}`, `this is HTML; ${save}`],
    [
      "book.xls",
      `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="${office}">${cells}`,
      `this is an XML spreadsheet; ${save}`,
    ],
    ["feed.csv", '<?xml version="1.0"?><rss><channel/></rss>', "this is XML; wanted a CSV"],
    ["feed.xml", "<items><item id='1'/></items>", "this is XML; wanted a CSV"],
    ["items.gz", gzipSync("id,cost\n1,2.00\n"), "this is a gzip file; unpack it"],
    ["gz.csv", gzipSync("id,cost\n1,2.00\n"), "this is a gzip file; unpack it"],
    ["items.csv", '[{"id": 1, "cost": "2.00"}]', "this is JSON; wanted a CSV or an .xlsx"],
    ["lines.csv", '{"id":1,"cost":"2.00"}\n{"id":2}\n', "this is JSON; wanted a CSV or an .xlsx"],
    ["answer.csv", '{\n  "inventory_items": [', "this is JSON; wanted a CSV or an .xlsx"],
    ["list.csv", "[1,2,3]", "this is JSON; wanted a CSV or an .xlsx"],
    ["list.pdf", "%PDF-1.7\n%\xe2\xe3\n", "this is a PDF; wanted a CSV or an .xlsx"],
    ["zst.csv", Buffer.from("28b52ffd04", "hex"), "this is a Zstandard file; unpack it"],
    ["xz.csv", Buffer.from("fd377a585a000004", "hex"), "this is an xz file; unpack it"],
    ["7z.csv", Buffer.from("377abcaf271c0004", "hex"), "this is a 7-Zip file; unpack it"],
    ["pic.csv", Buffer.from("89504e470d0a1a0a", "hex"), "this is an image; wanted a CSV"],
    ["old.csv", Buffer.from("d0cf11e0a1b11ae1", "hex"), "this is an old workbook (.xls)"],
    ["older.csv", Buffer.from("0904060000001000", "hex"), "this is a very old workbook (.xls)"],
    ["doc.csv", "{\\rtf1\\ansi id,cost", "this is a text document (RTF); wanted a CSV"],
    ["items.mht", "MIME-Version: 1.0\r\nContent-Type: x", "this is a saved web page or e-mail"],
    ["items.slk", 'ID;PWXL;N;E\r\nC;Y1;X1;K"id"\r\n', `this is a SYLK file; ${save}`],
  ])("%s: %j", async (name, content, what) => {
    const sandbox = await openSandbox({ items: 1 });
    const desk = await openDesk(sandbox);
    await desk.write(name, content);
    for (const command of [
      ["plan", name],
      ["export", "--ids", name],
    ]) {
      const { code, stderr } = await desk.run(command);
      expect([code, stderr]).toEqual([2, expect.stringContaining(`  ${what}`)]);
      expect(stderr).not.toContain("line 1");
    }
  });

  test.each([
    ["ID;Price", "id;cost"],
    ["[Notes],id,cost", "id"],
    ['"{old}",id,cost', "id"],
    ["PK,id,cost", "id"],
    ["BZ,id,cost", "id"],
    ["id,cost,<b>", "id"],
  ])("a sheet whose titles are %s is none of them", async (header) => {
    const sandbox = await openSandbox({ items: 1 });
    const desk = await openDesk(sandbox);
    const [id = ""] = sandbox.ids();
    const row = header.split(/[,;]/).map((title) => (/^id$/i.test(title) ? id : ""));
    await desk.write("s.csv", `${header}\n${row.join(header.includes(";") ? ";" : ",")}\n`);
    const { stderr } = await desk.run(["export", "--ids", "s.csv"]);
    expect(stderr).toContain("Wrote 1 item of");
  });
});
