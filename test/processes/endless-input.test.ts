// Sheets without an end, and a named pipe that nobody writes to: each is refused or can be interrupted.
import { execFile } from "node:child_process";
import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bytesOf } from "../../src/sheet/file/input.ts";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { testHost } from "../support/test-host.ts";

const noText = "a NUL byte; this is not a text file";

test("a device that gives zeros for ever is no text", async () => {
  const desk = await openDesk(await openSandbox({ items: 1 }));
  const { code, stderr } = await desk.run(["plan", "/dev/zero"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(noText)]);
  expect(await desk.runs()).toEqual([]);
});

test("a sparse file of a terabyte is not copied", async () => {
  const desk = await openDesk(await openSandbox({ items: 1 }));
  await desk.write("sheet.csv", "id,cost\n1,2\n");
  await truncate(join(desk.folder, "sheet.csv"), 2 ** 40);
  const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(noText)]);
  expect(await desk.runs()).toEqual([]);
});

test("text without an end is read up to a limit", async () => {
  const rows = Buffer.from("1,2\n".repeat(10_000_000));
  function* endless(): Generator<Buffer> {
    for (;;) yield rows;
  }
  const host = { ...testHost().host, stdin: Readable.from(endless()) };
  let size = 0;
  const read = async (): Promise<void> => {
    for await (const chunk of bytesOf("-", host)) size += chunk.length;
  };
  await expect(read()).rejects.toThrow(
    'Cannot use "standard input": 1 fault\n  it has over 2,000 MB; split it into smaller sheets',
  );
  expect(size).toBe(2e9);
});

test("a named pipe is read as a file is", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  const [id] = sandbox.ids();
  await promisify(execFile)("mkfifo", [join(desk.folder, "sheet.csv")]);
  const planned = desk.run(["plan", "sheet.csv"]);
  await desk.write("sheet.csv", `id,cost\n${id},7.77\n`);
  expect(await planned).toMatchObject({ code: 0, stdout: expect.stringContaining("→ 7.77") });
});

test("a command that waits for the writer of a named pipe ends by the first signal", async () => {
  const desk = await openDesk(await openSandbox({ items: 1 }));
  await promisify(execFile)("mkfifo", [join(desk.folder, "sheet.csv")]);
  const command = desk.startProcess(["plan", "sheet.csv", "--allow-held"]);
  await expect.poll(() => desk.runs()).toHaveLength(1);
  command.kill("SIGTERM");
  expect(await command.ended).toMatchObject({ code: 143, signal: null });
  expect(await desk.runs()).toEqual([]);
});
