// action.yml: its steps are run by bash as a runner of GitHub does, against a shop. The actions of others are not run.
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";
import { action, actionText, type Ended, root, runAction, type Step } from "./action-runner.ts";

const program = join(root, "dist/jobs/inventory-csv.js");

interface Scene {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly run: (
    inputs: Readonly<Record<string, string>>,
    onShell?: (pid: number) => void,
  ) => Promise<Ended>;
}

/** A repository with a sheet that changes three costs, and one that has a faulty row too. */
async function open(options: SandboxOptions = {}): Promise<Scene> {
  const sandbox = await openSandbox({ items: 3, ...options });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id) => {
    sandbox.edit(id, { cost: "5.00" });
    return `${id},7.77\n`;
  });
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  await desk.write("faulty.csv", `id,cost\n${rows.join("")}1,"::error::odd"\n`);
  const { SHOPIFY_SHOP = "", SHOPIFY_ACCESS_TOKEN = "", XDG_STATE_HOME } = desk.env;
  const env = { PATH: process.env["PATH"], HOME: desk.folder, XDG_STATE_HOME };
  const access = { shop: SHOPIFY_SHOP, "access-token": SHOPIFY_ACCESS_TOKEN };
  const run: Scene["run"] = (inputs, onShell) =>
    runAction(
      { ...access, ...inputs },
      { folder: desk.folder, env, program, ...(onShell && { onShell }) },
    );
  return { sandbox, desk, run };
}

test("a plan has a summary, outputs and an artifact, and apply applies it from the artifact", async () => {
  const { sandbox, desk, run } = await open();
  const planned = await run({ sheet: "sheet.csv", api: "rest" });
  const [name = ""] = await desk.runs();
  expect(planned).toMatchObject({
    code: 0,
    outputs: {
      run: name,
      changes: "3",
      "needs-attention": "0",
      "exit-code": "0",
      artifact: "inventory-csv-plan-1",
    },
    summary: expect.stringContaining("7.77"),
  });
  expect(planned.used.at(-1)).toMatchObject({ name: "inventory-csv-plan-1", path: "runs" });
  expect(puts(sandbox)).toBe(0);
  // An artifact keeps no modes.
  for (const file of await readdir(join(desk.folder, "runs", name)))
    await chmod(join(desk.folder, "runs", name, file), 0o664);
  await chmod(join(desk.folder, "runs", name), 0o775);
  const applied = await run({ command: "apply", run: name });
  expect(applied).toMatchObject({
    code: 0,
    outputs: { run: name, changes: "3", "exit-code": "0", artifact: "inventory-csv-apply-1" },
    summary: expect.stringMatching(/updated/),
  });
  expect(puts(sandbox)).toBe(3);
  const { mode } = await stat(join(desk.folder, "runs", name, "results.csv"));
  expect((mode & 0o777).toString(8)).toBe("600");
});

test("every exit code is that of the step, and an output, and the summary says what is known", async () => {
  const { sandbox, desk, run } = await open();
  const cases: readonly (readonly [
    inputs: Readonly<Record<string, string>>,
    code: number,
    exitCode: string,
    changes: string,
    summary: RegExp,
  ])[] = [
    [{ sheet: "faulty.csv" }, 1, "1", "3", /not found in the shop/],
    [{ sheet: "faulty.csv", "fail-on-attention": "false" }, 0, "1", "3", /./],
    [{ sheet: "sheet.csv", options: "--max-changes=2\n\n--only=cost" }, 4, "4", "3", /7\.77/],
    [{ sheet: "none.csv" }, 2, "2", "", /plan ended with exit code 2, and there is no summary/],
    [{ command: "apply", run: "none" }, 2, "2", "", /apply ended with exit code 2/],
  ];
  for (const [inputs, code, exitCode, changes, summary] of cases) {
    const ended = await run(inputs);
    expect({ inputs, ...ended }).toMatchObject({
      code,
      outputs: { "exit-code": exitCode, changes },
    });
    expect(ended.summary).toMatch(summary);
    expect(ended.used).toHaveLength(2);
  }
  expect(puts(sandbox)).toBe(0);
  const { outputs } = await run({ sheet: "sheet.csv" });
  sandbox.addFault({
    method: "PUT",
    nth: 2,
    times: 9,
    when: "before",
    effect: { status: 423, body: "{}" },
  });
  const stopped = await run({ command: "apply", run: outputs["run"] ?? "" });
  expect(stopped).toMatchObject({ code: 3, outputs: { "exit-code": "3" } });
  expect(stopped.summary).toContain("not attempted");
  expect(stopped.used).toHaveLength(2);
  // What is no command ends before it is one, and keeps nothing.
  for (const inputs of [{ command: "undo", run: "last" }, { command: "plan" }])
    expect(await run(inputs)).toMatchObject({ code: 2, summary: "", used: [expect.anything()] });
  expect(await desk.runs()).toHaveLength(4);
});

test("no input and no text of a sheet is a command, to the shell or to GitHub", async () => {
  const { desk, run } = await open();
  const evil = "$(touch hacked)`touch hacked`';touch hacked;\"";
  for (const inputs of [
    { sheet: evil },
    { command: "apply", run: `${evil}\nexit-code=0` },
    { sheet: "sheet.csv", options: evil },
    { sheet: "sheet.csv", runs: "runs $(touch hacked)", artifact: `${evil}\nrun=x`, api: evil },
    { sheet: "sheet.csv", shop: evil },
  ]) {
    const { code, outputs } = await run(inputs);
    expect([code, outputs["exit-code"], outputs["run"]]).toEqual([2, "2", ""]);
    expect(outputs["artifact"]).toMatch(/^[\w.-]+$/);
  }
  expect(await readdir(desk.folder)).not.toContain("hacked");
  const { log } = await run({ sheet: "faulty.csv" });
  const [, before, token, between] =
    /^(.*?)::stop-commands::([0-9a-f-]{36})\n(.*)::\2::\n$/s.exec(log) ?? [];
  expect([before, token?.length]).toEqual(["", 36]);
  expect(between).not.toBe("");
});

test("a job that is canceled ends in order, with its summary and its run", async () => {
  const { sandbox, run } = await open({ items: 120, bucket: { size: 40, leak: 2 } });
  const { outputs } = await run({ sheet: "sheet.csv" });
  let shell = 0;
  const applying = run({ command: "apply", run: outputs["run"] ?? "" }, (pid) => (shell = pid));
  await expect.poll(() => puts(sandbox)).toBeGreaterThan(1);
  process.kill(shell, "SIGINT");
  const ended = await applying;
  expect(ended).toMatchObject({ code: 143, outputs: { "exit-code": "143", run: outputs["run"] } });
  expect(ended.summary).toContain("not attempted");
  expect(ended.used).toHaveLength(2);
});

test("the program is installed from the folder of the action, and a version is nothing but a version", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-action-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const left = (await readFile(join(root, ".gitignore"), "utf8")).replaceAll("/", "").split("\n");
  const filter = (path: string): boolean =>
    ![...left, ".git"].includes(path.slice(root.length + 1).split("/")[0] || ".");
  await cp(root, folder, { recursive: true, filter });
  const desk = await openDesk();
  await desk.write("sheet.csv", "id,cost\n1,2.00\n");
  const env = { ...process.env, SHOPIFY_SHOP: "sandbox", XDG_STATE_HOME: desk.state };
  const ended = await runAction(
    { sheet: "sheet.csv" },
    { folder: desk.folder, env, action: folder },
  );
  expect(ended).toMatchObject({ code: 1, outputs: { changes: "0", "needs-attention": "1" } });
  const refused = await runAction(
    { sheet: "sheet.csv", version: "latest --registry=http://127.0.0.1:1" },
    { folder: desk.folder, env },
  );
  expect(refused).toMatchObject({ code: 2, outputs: { run: "" } });
});

interface Workflow {
  readonly jobs: Readonly<
    Record<
      "plan" | "apply",
      {
        readonly if?: string;
        readonly needs?: string;
        readonly environment?: string;
        readonly concurrency?: object;
        readonly outputs?: Readonly<Record<string, string>>;
        readonly steps: readonly Step[];
      }
    >
  >;
}

test("the sample plans, waits for somebody, and applies that plan, one at a time", async () => {
  const { plan, apply } = (
    parse(await readFile(join(root, "samples/github-import.yml"), "utf8")) as Workflow
  ).jobs;
  expect(apply).toMatchObject({
    needs: "plan",
    environment: expect.any(String),
    concurrency: { group: expect.any(String), "cancel-in-progress": false },
  });
  expect(plan).not.toHaveProperty("environment");
  const calls = [plan, apply].map(({ steps }) => steps.find(({ uses }) => uses === "./"));
  for (const call of calls)
    for (const name of Object.keys(call?.with ?? {})) expect(action.inputs).toHaveProperty(name);
  expect(calls.map((call) => call?.with?.["command"])).toEqual(["plan", "apply"]);
  // What one job hands to the next one is an output of the action.
  for (const [name, value] of Object.entries(plan.outputs ?? {})) {
    expect(value).toBe(`\${{ steps.plan.outputs.${name} }}`);
    expect(action.outputs).toHaveProperty(name);
  }
  const handed = [...JSON.stringify(apply).matchAll(/needs\.plan\.outputs\.(\w+)/g)];
  expect(new Set(handed.map(([, name]) => name))).toEqual(new Set(Object.keys(plan.outputs ?? {})));
  const { sheet, shop: _, "client-id": __, "client-secret": ___, ...inputs } = calls[0]?.with ?? {};
  expect(sheet).toBe("sheets/${{ inputs.sheet }}");
  const { run, sandbox } = await open();
  const texts = Object.entries(inputs).map(([name, value]) => [name, String(value)]);
  // The sample's limit is of 20%.
  const planned = await run({ ...Object.fromEntries(texts), sheet: "sheet.csv" });
  expect(planned).toMatchObject({ code: 4, outputs: { "exit-code": "4", changes: "3" } });
  expect(puts(sandbox)).toBe(0);
});

test("the reference lists the inputs and outputs of the action", async () => {
  const reference = await readFile(join(root, "REFERENCE.md"), "utf8");
  for (const kind of ["inputs", "outputs"] as const) {
    const table =
      reference.slice(reference.indexOf(`| ${kind.slice(0, -1)} |`)).split("\n\n")[0] ?? "";
    const rows = table.split("\n").slice(2);
    const listed = rows.map((row) => row.replaceAll("`", "").replace(/ \|$/, ""));
    const known = Object.entries(action[kind]);
    expect(listed).toEqual(known.map(([name, { description }]) => `| ${name} | ${description}`));
  }
});

test("no expression is in a command, secrets are only where the program runs, and others' code is pinned", () => {
  const { steps } = action.runs;
  const secret = /access-token|client-secret/;
  for (const { run, uses, shell, env = {}, ...step } of steps) {
    if (run !== undefined)
      expect([shell, run]).toEqual(["bash", expect.not.stringContaining("${{")]);
    else expect(actionText).toMatch(new RegExp(`uses: ${uses}@?.* # v\\d+\\.\\d+\\.\\d+\n`));
    expect(uses ?? "a/b@".padEnd(44, "0")).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(JSON.stringify(step.with ?? {})).not.toMatch(secret);
    if (step.id !== "run") expect(JSON.stringify(env)).not.toMatch(secret);
  }
  const given = [...actionText.matchAll(/\$\{\{ [^}]*?inputs\.([a-z-]+)/g)].map(([, name]) => name);
  expect(new Set(given)).toEqual(new Set(Object.keys(action.inputs)));
});
