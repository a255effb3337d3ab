// No character that moves a cursor, changes a colour or reverses text reaches standard output or standard error raw,
// whatever it comes from: the shop, a base, a run, a file name.
import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { toCell } from "../../src/sheet/cell.ts";
import { coloured, paint } from "../../src/terminal/paint.ts";
import { printable } from "../../src/terminal/printable.ts";
import { Session } from "../../src/terminal/session.ts";
import { Terminal } from "../../src/terminal/terminal.ts";
import { anyText } from "../support/any-text.ts";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { testHost } from "../support/test-host.ts";

const unsafe =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const evil = "A\u009b31mB\u202eC\u2066D\u200fE\u001b[8mF\u007f";

test("an export, an audit and their JSON show what the shop holds without its control characters", async () => {
  const product = { harmonized_system_code: evil, country_code_of_origin: evil };
  const sandbox = await openSandbox({ items: 0, extraItems: [{ id: "1", sku: evil, ...product }] });
  const desk = await openDesk(sandbox);
  const exported = await desk.run(["export"]);
  expect(parse(exported.stdout, { columns: true })).toMatchObject([
    { sku: '[text]"A\\u009b31mB\\u202eC\\u2066D\\u200fE\\u001b[8mF\\u007f"' },
  ]);
  await desk.write("items.csv", exported.stdout);
  await desk.write("edit.csv", `id,sku,cost\n1,${evil}x,5\n`);
  const outputs = [
    exported,
    await desk.run(["plan", "items.csv"]),
    await desk.run(["audit"]),
    await desk.run(["audit", "--csv"]),
    await desk.run(["audit", "--json"]),
    await desk.run(["export", "--json", "-o", "\u009b\u202ex.csv"]),
    await desk.run(["plan", "edit.csv"]),
    await desk.run(["plan", "edit.csv", "--json"]),
    await desk.run(["import", "edit.csv", "--yes", "--log", "json"]),
    await desk.run(["plan", "\u009b\u202e\u001b[31m.csv"]),
  ];
  for (const { stdout, stderr } of outputs) {
    expect(stdout).not.toMatch(unsafe);
    expect(stderr).not.toMatch(unsafe);
  }
  // An unedited export is no change, and in JSON the characters are the same.
  expect(outputs[1]).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(": 1 row: 1 unchanged\n"),
  });
  const audit = JSON.parse(outputs[4]?.stdout ?? "") as {
    hs_codes: { example: { sku: string } }[];
  };
  expect(audit.hs_codes[0]?.example.sku).toBe(evil);
  const files = JSON.parse(outputs[5]?.stdout ?? "") as { file?: string; output?: string };
  expect(Object.values(files)).toContain("\u009b\u202ex.csv");
  expect(sandbox.item("1")?.sku).toBe(`${evil}x`);
});

test("a cell of a CSV can go to a terminal as it is", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = toCell(text).replaceAll("\t", "");
      expect(printable(shown)).toBe(shown);
    }),
    { numRuns: cases(3000) },
  );
});

test("only the program's own colours reach a terminal", async () => {
  const { host, written } = testHost();
  const screen = Object.assign(host.stdout, { isTTY: true });
  const colourful = {
    ...host,
    stdout: screen,
    stderr: Object.assign(host.stderr, { isTTY: true }),
  };
  const session = new Session("plan", colourful);
  const terminal = new Terminal({}, session, colourful);
  const outside = "\u001b[31mred\u001b[2J\u009b31m\u202e";
  const shown = "\\u001b[31mred\\u001b[2J\\u009b31m\\u202e";
  await terminal.print(`${terminal.paint("bold", `title ${outside}`)}\n${outside}\n`);
  expect(written.stdout).toBe(`\u001b[1mtitle ${shown}\u001b[22m\n${shown}\n`);
  terminal.note(outside);
  terminal.warn(outside);
  expect(written.stderr).toBe(`${shown}\n\u001b[33m${shown}\u001b[39m\n`);
});

test("a text that looks like the mark of a colour is none", () => {
  const { host } = testHost();
  const screen = { ...host, stdout: Object.assign(host.stdout, { isTTY: true }) };
  const [mark = ""] = /^<[\w-]+:/.exec(paint("red", "x", screen, "stdout")) ?? [];
  expect(mark).not.toBe("");
  expect(coloured("<0123456789abcdef01234567:31>")).toBe("<0123456789abcdef01234567:31>");
});
