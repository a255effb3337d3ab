import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../src/sandbox/sandbox.ts";
import { idsOf, open, put } from "./caller.ts";

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return join(folder, "deep", "state.jsonl");
}

test("changes, edits and removals last between stores on one file", async () => {
  const file = stateFile();
  const first = await open({
    items: 20,
    file,
    extraItems: [{ id: "9007199254740993", sku: "MINE" }],
  });
  const [a = "", b = "", c = ""] = idsOf(first);
  await put(first, a, { cost: "1.11" });
  await put(first, a, { cost: "2.22" });
  await put(first, "9007199254740993", { cost: "3.33" });
  first.edit(b, { sku: "日本語" });
  first.remove(c);
  const all = idsOf(first);
  const kept = all.map((id) => first.item(id));
  await first.close();

  const second = await open({ file });
  expect(idsOf(second)).toEqual(all);
  expect(all.map((id) => second.item(id))).toEqual(kept);
  expect([second.item(a)?.cost, second.item(b)?.sku, second.item(c)]).toEqual([
    "2.22",
    "日本語",
    undefined,
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("an update is on disk before its answer arrives", async () => {
  const file = stateFile();
  const sandbox = await open({ items: 5, file });
  await put(sandbox, idsOf(sandbox)[0] ?? "", { sku: "DURABLE" });
  expect(readFileSync(file, "utf8")).toContain('"sku":"DURABLE"');
});

test("a refused update writes nothing", async () => {
  const file = stateFile();
  const sandbox = await open({ items: 5, file });
  const before = readFileSync(file, "utf8");
  await put(sandbox, idsOf(sandbox)[0] ?? "", { cost: "-1" });
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("a last line that was cut short is ignored and cut off", async () => {
  const file = stateFile();
  const first = await open({ items: 5, file });
  const [a = "", b = ""] = idsOf(first);
  await put(first, a, { cost: "1.11" });
  await first.close();
  const whole = readFileSync(file, "utf8");
  appendFileSync(file, '{"item":{"id":"44871');
  const second = await open({ file });
  expect(readFileSync(file, "utf8")).toBe(whole);
  await put(second, b, { cost: "4.44" });
  await second.close();
  const third = await open({ file });
  expect([third.item(a)?.cost, third.item(b)?.cost]).toEqual(["1.11", "4.44"]);
});

test("another number of items starts anew, and an extra item of the caller's is added", async () => {
  const file = stateFile();
  const first = await open({ items: 5, file });
  const [a = ""] = idsOf(first);
  first.edit(a, { sku: "OLD" });
  const second = await open({ items: 5, file, extraItems: [{ id: "7" }] });
  expect([second.item(a)?.sku, second.item("7")?.sku]).toEqual(["OLD", null]);
  const third = await open({ items: 6, file });
  expect([idsOf(third).length, third.item(a)?.sku]).toEqual([6, "TEA-GREEN-50"]);
});

test("a file that is something else is refused and left as it is", async () => {
  const file = join(stateFile(), "..", "..", "letter.txt");
  writeFileSync(file, "Dear shop,\nno newline at the end");
  await expect(startSandbox({ file })).rejects.toThrow("it is not a sandbox state file");
  expect(readFileSync(file, "utf8")).toBe("Dear shop,\nno newline at the end");
});

test("a store that cannot write answers 500 and keeps nothing", async () => {
  const file = stateFile();
  const sandbox = await open({ items: 5, file });
  const [a = ""] = idsOf(sandbox);
  const before = sandbox.item(a);
  rmSync(join(file, ".."), { recursive: true });
  expect((await put(sandbox, a, { cost: "1.11" })).status).toBe(500);
  expect(sandbox.item(a)).toEqual(before);
});
