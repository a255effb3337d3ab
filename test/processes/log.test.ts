// --log json: standard error is one line of JSON an event, whatever happens, and standard output is as without it.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { jsonLog } from "../../src/terminal/json-log.ts";
import { showProgress } from "../../src/terminal/progress.ts";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import { testHost } from "../support/test-host.ts";
import { settled } from "../support/settled.ts";
import { openSandbox, puts } from "../support/shops.ts";

type Event = Record<string, unknown> & { event: string; level: string; msg: string };

const readme = await readFile(join(import.meta.dirname, "../../REFERENCE.md"), "utf8");

/** Every line of it as an event, checked for what each must have. */
function eventsIn(stderr: string): readonly Event[] {
  expect(stderr.endsWith("\n")).toBe(true);
  // oxlint-disable-next-line no-control-regex
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
  const events = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Event);
  for (const { time, level, event, msg, run } of events) {
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(["info", "warn", "error"]).toContain(level);
    expect(readme).toContain(`\`${event}\``);
    expect(msg).toBeTypeOf("string");
    expect(run).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(new Set(events.map(({ run }) => run)).size).toBe(1);
  expect(events.map(({ event }) => event).indexOf("end")).toBe(events.length - 1);
  return events;
}

async function open(options: SandboxOptions = {}): Promise<{ sandbox: Sandbox; desk: Desk }> {
  const sandbox = await openSandbox({ items: 12, ...options });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n}.77\n`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  return { sandbox, desk };
}

const importing = ["import", "sheet.csv", "--yes", "--allow-held", "--log", "json"];

const endOf = ({ stderr }: Ended): Event => eventsIn(stderr).at(-1) as Event;

test("an import tells its run, each request under --verbose, and at last what became of it", async () => {
  const { desk, sandbox } = await open();
  const ended = await desk.run([...importing, "--verbose"]);
  expect(ended.code).toBe(0);
  const events = eventsIn(ended.stderr);
  const names = events.map(({ event }) => event);
  const [run = ""] = await desk.runs();
  expect(names.slice(0, 2)).toEqual(["start", "run"]);
  expect(names.filter((name) => name === "request")).toHaveLength(sandbox.requests.length);
  expect(names.at(-2)).toBe("undo");
  expect(events[1]).toMatchObject({ folder: run });
  expect(events.at(-1)).toMatchObject({
    event: "end",
    command: "import",
    shop: expect.stringContaining("127.0.0.1"),
    folder: run,
    exit_code: 0,
    requests: sandbox.requests.length,
    counts: { rows: 12, outcomes: { updated: 12 }, needs_attention: 0 },
  });
  expect(events.at(-1)?.["seconds"]).toBeGreaterThan(0);
});

test("standard output is as without it, and --quiet leaves the beginning, the run and the end", async () => {
  const { desk } = await open();
  const plain = await desk.run(["export", "--quiet"]);
  const told = await desk.run(["export", "--quiet", "--log", "json"]);
  expect(plain.stderr).toBe("");
  expect(told.stdout).toBe(plain.stdout);
  expect(eventsIn(told.stderr).map(({ event }) => event)).toEqual(["start", "end"]);
  expect(endOf(told)).toMatchObject({
    folder: null,
    counts: { asked: 12, written: 12, missing: 0 },
  });
  expect(Object.keys(endOf(told)["counts"] as object)).not.toContain("file");
});

test("every way to fail is told, as the last event but one", async () => {
  const { sandbox, desk } = await open();
  const cases: readonly [args: string[], code: number, said: string][] = [
    [["plan", "no.csv", "--log", "json"], 2, "there is no such file"],
    [
      ["plan", "sheet.csv", "--log=json", "--max-changes", "many"],
      2,
      "'--max-changes <limit>' argument 'many' is invalid. Wanted: a number of rows",
    ],
    [["plan", "sheet.csv", "--shop", "a b", "--log=json"], 2, "the shop is"],
    [["plan", "sheet.csv", "--bogus", "--log", "json"], 2, "unknown option '--bogus'"],
    [["import", "sheet.csv", "--allow-held", "--log", "json"], 4, "not a terminal"],
    [
      ["plan", "sheet.csv", "--log=json", "--shop", "http://127.0.0.1:1", "--give-up-after", "1s"],
      3,
      "ECONNREFUSED",
    ],
  ];
  for (const [args, code, said] of cases) {
    const ended = await desk.run(args);
    expect(ended.code).toBe(code);
    const events = eventsIn(ended.stderr);
    expect(events.at(-2)).toMatchObject({ event: "error", level: "error", exit_code: code });
    expect(events.at(-2)?.msg).toContain(said);
    expect(events.at(-1)).toMatchObject({ exit_code: code });
  }
  expect(sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
});

test("a fault of the program itself is told with its trace, wherever it comes from", async () => {
  const { desk } = await open();
  const bug = (when: string): string =>
    `data:text/javascript,process.on("SIGUSR2", () => { ${when} })`;
  for (const when of [
    "throw new TypeError('boo\\u009b31m')",
    "Promise.reject(new TypeError('boo'))",
  ]) {
    const env = { NODE_OPTIONS: `--import=${encodeURI(bug(when)).replaceAll("'", "%27")}` };
    const args = ["import", "-", "--yes", "--shop", "sandbox", "--log", "json"];
    const started = desk.startProcess(args, { open: true, env });
    await started.heard(/"event":"run"/, "stderr");
    started.kill("SIGUSR2");
    const ended = await started.ended;
    expect(ended.code).toBe(70);
    const error = eventsIn(ended.stderr).find(({ event }) => event === "error");
    expect(error).toMatchObject({
      exit_code: 70,
      stack: expect.stringContaining("TypeError: boo"),
    });
    expect(endOf(ended)).toMatchObject({ exit_code: 70 });
  }
});

test("a warning of node's own is an event too", async () => {
  const { desk } = await open();
  const warn = encodeURI(`process.on("SIGUSR2", () => process.emitWarning("careful"))`);
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${warn}` };
  const waiting = desk.startProcess(["import", "-", "--log", "json"], { open: true, env });
  await waiting.heard(/"event":"start"/, "stderr");
  waiting.kill("SIGUSR2");
  await waiting.heard(/"event":"warning"/, "stderr");
  waiting.kill("SIGTERM");
  const { stderr } = await waiting.ended;
  expect(eventsIn(stderr)).toContainEqual(
    expect.objectContaining({ event: "warning", msg: "careful" }),
  );
});

test("a signal is told while a shop is talked to and before, and a second one loses no line", async () => {
  const { sandbox, desk } = await open({
    faults: [{ method: "PUT", nth: 3, times: 40, when: "after", effect: "hang" }],
  });
  const started = desk.startProcess(importing);
  await expect.poll(() => puts(sandbox)).toBeGreaterThanOrEqual(4);
  started.kill("SIGTERM");
  await started.heard(/"event":"signal"/, "stderr");
  started.kill("SIGTERM");
  const ended = await started.ended;
  expect(ended.code).toBe(143);
  expect(eventsIn(ended.stderr).map(({ event }) => event)).toContain("signal");
  expect(endOf(ended)).toMatchObject({ exit_code: 143, means: expect.stringContaining("SIGTERM") });

  const waiting = desk.start(["export", "--ids", "-", "--log", "json"], { open: true });
  await waiting.heard(/"event":"start"/, "stderr");
  waiting.send("SIGINT");
  const early = await waiting.ended;
  expect(early.code).toBe(130);
  expect(endOf(early)).toMatchObject({ command: "export", exit_code: 130 });
});

test("no secret and no text from outside breaks a line or shows", async () => {
  const token = "shpat_0123456789abcdef0123456789abcdef";
  const { desk } = await open({
    token,
    faults: [
      {
        path: /inventory_items/,
        when: "before",
        effect: { status: 422, body: { errors: `a\u2028b\u0085c\u001b[31m\n${token}` } },
      },
    ],
  });
  const ended = await desk.run(importing);
  expect(ended.code).toBe(3);
  expect(ended.stderr).not.toContain(token);
  expect(
    eventsIn(ended.stderr)
      .map(({ msg }) => msg)
      .join(),
  ).toContain("c\u001b[31m [token]");
});

/** An import whose standard error the test reads itself. */
async function startReading({ desk, sandbox }: Awaited<ReturnType<typeof open>>) {
  const program = join(import.meta.dirname, "../../dist/jobs/inventory-csv.js");
  const child = spawn(process.execPath, [program, ...importing, "--verbose"], {
    cwd: desk.folder,
    env: {
      ...process.env,
      XDG_STATE_HOME: desk.state,
      SHOPIFY_SHOP: sandbox.origin,
      SHOPIFY_ACCESS_TOKEN: sandbox.token,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  return { child, ended };
}

test("a reader of the log that goes away does not stop an import", async () => {
  const scene = await open({ latency: { from: 30, to: 60 } });
  const { child, ended } = await startReading(scene);
  child.stderr.once("data", () => child.stderr.destroy());
  expect(await ended).toBe(0);
  const { sandbox } = scene;
  for (const [n, id] of [...sandbox.ids()].entries())
    expect(sandbox.item(id)?.cost).toBe(`${n}.77`);
});

test("a slow reader gets every line, also of a process that two signals have ended", async () => {
  const scene = await open({ items: 600 });
  const { child, ended } = await startReading(scene);
  let read = "";
  // It stands still when the pipe is full.
  await expect.poll(() => puts(scene.sandbox)).toBeGreaterThan(100);
  await settled(scene.sandbox, () => puts(scene.sandbox));
  child.kill("SIGTERM");
  child.kill("SIGINT");
  child.stderr.setEncoding("utf8").on("data", (text: string) => (read += text));
  expect([130, 143]).toContain(await ended);
  expect(read.length).toBeGreaterThan(65_536);
  expect(eventsIn(read).map(({ event }) => event)).toContain("signal");
});

test("progress is told now and then, and nothing is drawn", async () => {
  const lines: string[] = [];
  const log = jsonLog("x", [], (line) => void lines.push(line));
  const progress = showProgress("Applying", 40, testHost().host, log, 20);
  progress.update(7, 12.3);
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  progress.stop();
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
    event: "progress",
    label: "Applying",
    done: 7,
    total: 40,
    seconds_left: 13,
    msg: expect.stringMatching(/^Applying 7\/40, .* left$/),
  });
});
