// Runs of which one value was replaced by an odd one: each is refused with its line before the first request, or does
// exactly what the unchanged run does. SOAK_SEED=N tries other values, and SOAK_TRIALS=N more of them.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Fault } from "../../src/sandbox/faults/faults.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { randomFrom } from "../support/random.ts";
import { openSandbox } from "../support/shops.ts";
import { oddText, pick, sealed } from "./odd-run.ts";

const seed = Number(process.env["SOAK_SEED"] ?? 1);
const trials = Number(process.env["SOAK_TRIALS"] ?? 120);

interface Scene {
  readonly run: string;
  readonly command: "apply" | "undo";
  /** The shop and the files as they are before the command. */
  readonly restore: () => Promise<void>;
  readonly files: ReadonlyMap<string, string>;
}

interface Done {
  readonly code: number | null;
  readonly said: string;
  readonly requests: number;
  readonly sent: readonly string[];
}

const header =
  "id,sku,cost,tracked,country_code_of_origin,province_code_of_origin,harmonized_system_code,country_harmonized_system_codes";

async function open(): Promise<{ sandbox: Sandbox; desk: Desk; plan: () => Promise<string> }> {
  const sandbox = await openSandbox({ items: 8, bucket: { size: 40_000, leak: 20_000 } });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  const rows = [
    `${ids[0]},NEW-1,7.77,true,CA,QC,610910,CA:6109100010;US:6109100012`,
    `${ids[1]},NEW-2,[clear],false,de,,[clear],[clear]`,
    `${ids[2]},,8.25,true,,,,`,
    `${ids[3]},"=1+1",nonsense,true,,,,`,
    `99999999999,X,1.00,,,,,`,
    `${ids[4]},,9.00,true,,,,`,
    `${ids[4]},,9.00,true,,,,`,
    `no id,,9.00,,,,,`,
    `${ids[5]},,1.50,true,,,12345,`,
    `${ids[6]},NEW-3,6.50,true,FR,,,`,
  ];
  await desk.run(["export", "-o", "sheet.csv", "--columns", header]);
  await desk.write("sheet.csv", `${header}\n${rows.join("\n")}\n`);
  return {
    sandbox,
    desk,
    plan: async () => {
      await desk.run(["plan", "sheet.csv", "--allow-held"]);
      return `runs/${(await desk.runs()).at(-1)}`;
    },
  };
}

const writable = [
  "sku",
  "cost",
  "tracked",
  "country_code_of_origin",
  "province_code_of_origin",
  "harmonized_system_code",
  "country_harmonized_system_codes",
] as const;

async function sceneOf(
  desk: Desk,
  sandbox: Sandbox,
  run: string,
  command: Scene["command"],
): Promise<Scene> {
  const folder = join(desk.folder, run);
  const files = new Map<string, string>();
  for (const name of await readdir(folder))
    files.set(name, await readFile(join(folder, name), "utf8"));
  const items = [...sandbox.ids()].map((id) => {
    const item = sandbox.item(id);
    const values = Object.fromEntries(writable.map((name) => [name, item?.[name]]));
    return [id, structuredClone(values)] as const;
  });
  const restore = async (): Promise<void> => {
    for (const [id, values] of items) sandbox.edit(id, structuredClone(values));
    for (const other of await desk.runs())
      await rm(join(desk.folder, "runs", other), { recursive: true });
    await mkdir(folder, { mode: 0o700 });
    for (const [name, text] of files) await writeFile(join(folder, name), text, { mode: 0o600 });
  };
  return { run, command, restore, files };
}

/** A run that was only planned, one that was stopped, the undo of a run that is over, and a stored undo. */
async function scenes(desk: Desk, sandbox: Sandbox, plan: () => Promise<string>): Promise<Scene[]> {
  const planned = await sceneOf(desk, sandbox, await plan(), "apply");
  const locked: Fault = {
    method: "PUT",
    nth: 3,
    times: 99,
    when: "before",
    effect: { status: 423, body: "{}" },
  };
  sandbox.addFault(locked);
  expect((await desk.run(["apply", planned.run, "--yes"])).code).toBe(3);
  locked.times = 0;
  const stopped = await sceneOf(desk, sandbox, planned.run, "apply");
  expect((await desk.run(["apply", planned.run, "--yes"])).code).toBe(1);
  const over = await sceneOf(desk, sandbox, planned.run, "undo");
  expect((await desk.run(["undo", planned.run])).code).toBe(4);
  const undo = await sceneOf(desk, sandbox, `runs/${(await desk.runs()).at(-1)}`, "apply");
  return [planned, stopped, over, undo];
}

async function perform({ run, command }: Scene, desk: Desk, sandbox: Sandbox): Promise<Done> {
  const before = sandbox.requests.length;
  const { code, stdout, stderr } = await desk.run([command, run, "--yes"]);
  const made = sandbox.requests.slice(before);
  const sent = made.flatMap(({ method, path, body }) =>
    method === "PUT" ? [`${path} ${body}`] : [],
  );
  return { code, said: stdout + stderr, requests: made.length, sent: sent.toSorted() };
}

/** What a terminal obeys, or shows in another order. */
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

const isRefusal = ({ code, said, requests }: Done): boolean =>
  requests === 0 &&
  ((code === 2 &&
    /line \d+|its first line|it has \d+ of \d+ rows|sheet\.csv was changed/.test(said)) ||
    (code === 4 && said.includes("it was planned for")) ||
    (code === 4 && said.includes("the plan exceeds a limit")));

test(`odd values in the files of a run, seed ${seed}`, async () => {
  const { sandbox, desk, plan } = await open();
  const random = randomFrom(seed);
  const counts = { refused: 0, same: 0 };
  for (const scene of await scenes(desk, sandbox, plan)) {
    await scene.restore();
    const unchanged = await perform(scene, desk, sandbox);
    expect(unchanged.sent.length).toBeGreaterThan(0);
    for (let trial = 0; trial < trials / 4; trial += 1) {
      const file = pick(random, [
        "plan.jsonl",
        "journal.jsonl",
        "base.jsonl",
        "summary.json",
        "sheet.csv",
      ]);
      const text = scene.files.get(file);
      if (text === undefined) continue;
      const lines = file === "summary.json" ? [text] : text.trimEnd().split("\n");
      const at = Math.floor(random() * lines.length);
      const line = lines[at] ?? "";
      const odd = oddText(file === "sheet.csv" ? line.split(",") : JSON.parse(line), random);
      if (odd === undefined) continue;
      const edited = `${lines.with(at, odd.text).join("\n")}\n`;
      const isSealed = file === "base.jsonl" && random() < 0.7;
      await scene.restore();
      await desk.write(`${scene.run}/${file}`, isSealed ? sealed(edited) : edited);
      const done = await perform(scene, desk, sandbox);
      const isSame = done.code === unchanged.code && String(done.sent) === String(unchanged.sent);
      counts[isSame ? "same" : "refused"] += 1;
      if ((!isSame && !isRefusal(done)) || unprintable.test(done.said)) {
        const where = `${scene.command} ${file} line ${at + 1}: ${odd.what}, trial ${trial}, seed ${seed}`;
        expect.soft({ where, ...done, said: done.said.slice(0, 600) }).toBe("refused, or the same");
      }
    }
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(counts.refused).toBeGreaterThan(counts.same);
});
