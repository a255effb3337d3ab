// The samples for cron, systemd and GitHub Actions: what they run is run here, at the places that a test may write to.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Desk } from "../support/command.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { openShell, root, type Shell } from "../support/shell.ts";
import { openSandbox } from "../support/shops.ts";

const sample = (name: string): Promise<string> => readFile(join(root, "samples", name), "utf8");

/** A machine whose shop is known from its file of variables alone. */
async function openMachine(): Promise<
  Shell & { sandbox: Sandbox; here: (text: string) => string }
> {
  const sandbox = await openSandbox({ items: 40, client: { id: "night", secret: "shpss_night" } });
  const { desk, shell } = await openShell(sandbox, "built");
  const example = await sample("acme.env");
  const filled = example
    .replace("SHOPIFY_SHOP=acme", `SHOPIFY_SHOP=${sandbox.origin}`)
    .replace("SHOPIFY_CLIENT_ID=", "SHOPIFY_CLIENT_ID=night")
    .replace("SHOPIFY_CLIENT_SECRET=", "SHOPIFY_CLIENT_SECRET=shpss_night");
  await desk.write("acme.env", filled);
  await mkdir(join(desk.folder, "exports"));
  const without = { SHOPIFY_SHOP: undefined, SHOPIFY_ACCESS_TOKEN: undefined };
  return {
    sandbox,
    desk,
    shell: (commands, env) => shell(commands, { ...without, ...env }),
    here: (text) =>
      text
        .replaceAll("/srv/inventory", desk.folder)
        .replaceAll("/etc/inventory-csv/acme.env", join(desk.folder, "acme.env"))
        .replaceAll("/usr/local/bin/inventory-csv", join(desk.state, "bin/inventory-csv")),
  };
}

/** So many exports, which only their owner can read. */
async function expectPrivate(desk: Desk, count: number): Promise<void> {
  const names = await readdir(join(desk.folder, "exports"));
  expect(names).toHaveLength(count);
  for (const name of names) {
    const { mode } = await stat(join(desk.folder, "exports", name));
    expect((mode & 0o777).toString(8)).toBe("600");
  }
}

test("cron's lines are five fields and a command that runs", async () => {
  const { desk, shell, here } = await openMachine();
  const lines = (await sample("crontab")).split("\n");
  const jobs = lines.filter((line) => line !== "" && !/^(#|[A-Z]+=)/.test(line));
  const [exported, audited] = jobs.map((job) => {
    expect(job).toMatch(/^([\d*/,-]+\s+){5}\S/);
    // To cron a per cent sign is the end of the line.
    expect(job).not.toContain("%");
    return here(job.replace(/^(\S+\s+){5}/, ""));
  });
  expect(await shell(exported ?? "")).toEqual({ code: 0, stdout: "", stderr: "" });
  await expectPrivate(desk, 2);
  expect(await shell(audited ?? "")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("40 items"),
  });
  // Cron mails what is said: also that a night was skipped.
  const lock = spawn("flock", ["export.lock", "cat"], {
    cwd: desk.folder,
    stdio: ["pipe", "pipe", "ignore"],
  });
  lock.stdin.write("held\n");
  await once(lock.stdout, "data");
  expect(await shell(exported ?? "")).toMatchObject({
    code: 75,
    stdout: "This night was skipped: the export before it still runs\n",
  });
  lock.stdin.end();
  await once(lock, "close");
  await desk.write("acme.env", "SHOPIFY_SHOP=acme\n");
  const failed = await shell(exported ?? "");
  expect(failed).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("no access token"),
  });
});

test("systemd finds no fault with the service and its timer, and what they start runs", async () => {
  const { desk, shell, here } = await openMachine();
  const service = here(await sample("inventory-export.service"));
  await desk.write("inventory-export.service", service);
  await desk.write("inventory-export.timer", await sample("inventory-export.timer"));
  const verify = spawnSync("systemd-analyze", ["verify", "inventory-export.timer"], {
    cwd: desk.folder,
    encoding: "utf8",
  });
  // Where there is none, the rest still holds.
  if (verify.error === undefined) expect(verify.stderr).not.toMatch(/inventory-export/);
  // What ends in the same way again is not tried again.
  expect(service).toMatch(/^Restart=on-failure$/m);
  expect(service).toMatch(/^RestartPreventExitStatus=1 2 4 5$/m);
  const [, command = ""] = /^ExecStart=(.*)$/m.exec(service) ?? [];
  const { code, stdout, stderr } = await shell(command);
  expect([code, stdout]).toEqual([0, ""]);
  const events = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(events.at(-1)).toMatchObject({ exit_code: 0, shop: expect.any(String) });
  expect(await readdir(join(desk.folder, "exports"))).toHaveLength(2);
});

interface Workflow {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] };
  readonly jobs: {
    readonly export: {
      readonly env?: Readonly<Record<string, string>>;
      readonly steps: readonly {
        readonly uses?: string;
        readonly run?: string;
        readonly env?: Readonly<Record<string, string>>;
      }[];
    };
  };
}

test("the steps of the workflow run one after another", async () => {
  const { desk, shell, sandbox } = await openMachine();
  const workflow = parse(await sample("github-actions.yml")) as Workflow;
  expect(workflow.on.schedule[0]?.cron).toMatch(/^(\S+ ){4}\S+$/);
  const { env, steps } = workflow.jobs.export;
  // Only the export gets the secret: npm runs code of others.
  expect(env).toBeUndefined();
  const withSecrets = steps.filter((step) => step.env !== undefined);
  expect(withSecrets.map(({ run, env: own }) => [run, Object.keys(own ?? {})])).toEqual([
    [
      expect.stringContaining("inventory-csv.js export"),
      ["SHOPIFY_SHOP", "SHOPIFY_CLIENT_ID", "SHOPIFY_CLIENT_SECRET"],
    ],
  ]);
  await symlink(join(root, "dist"), join(desk.folder, "dist"));
  await writeFile(join(desk.folder, "package.json"), "{}");
  const commands = steps.flatMap(({ run }) => (run === undefined || run === "npm ci" ? [] : [run]));
  expect(commands).toHaveLength(2);
  const variables = {
    SHOPIFY_SHOP: sandbox.origin,
    SHOPIFY_CLIENT_ID: "night",
    SHOPIFY_CLIENT_SECRET: "shpss_night",
  };
  for (const command of commands) expect((await shell(command, variables)).code).toBe(0);
  await expectPrivate(desk, 2);
});

test("a tag publishes the version that it names, after the gate, and only the last job may", async () => {
  const { desk, shell } = await openMachine();
  const workflow = parse(await sample("github-release.yml")) as {
    on: object;
    permissions: object;
    jobs: Record<
      "gate" | "publish",
      {
        needs?: string;
        permissions?: object;
        steps: { run?: string; env?: Readonly<Record<string, string>> }[];
      }
    >;
  };
  expect(workflow.on).toEqual({ push: { tags: ["v*"] } });
  expect(workflow.permissions).toEqual({ contents: "read" });
  const { gate, publish } = workflow.jobs;
  expect([gate.needs, gate.permissions]).toEqual([undefined, undefined]);
  expect(publish.needs).toBe("gate");
  expect(publish.permissions).toEqual({ contents: "read", "id-token": "write" });
  const commands = ({ steps }: typeof gate): string[] => steps.flatMap(({ run }) => run ?? []);
  const [checkTag = "", ...others] = commands(gate);
  expect(others).toEqual(["npm ci", "npm run ok"]);
  expect(commands(publish)).toEqual(["npm ci --ignore-scripts", "npm publish --provenance"]);
  const withSecrets = [...gate.steps, ...publish.steps].filter(({ env }) => env !== undefined);
  expect(withSecrets.map(({ run }) => run)).toEqual(["npm publish --provenance"]);

  await desk.write("package.json", '{"version":"1.2.3"}');
  expect(await shell(checkTag, { GITHUB_REF_NAME: "v1.2.3" })).toMatchObject({ code: 0 });
  for (const tag of ["v1.2.4", "1.2.3", "v1.2.3-rc.1"])
    expect(await shell(checkTag, { GITHUB_REF_NAME: tag })).toEqual({
      code: 1,
      stdout: "",
      stderr: `The tag is ${tag}, and package.json has version 1.2.3; wanted v1.2.3\n`,
    });
});

test("the edited sheet of the demo has codes of the Harmonized System, but for the one that lost its zero", async () => {
  const codes = (await sample("edited.csv"))
    .split("\n")
    .slice(1)
    .flatMap((line) => /,([\d.]{5,})(?=,[^,]*$)/.exec(line)?.[1]?.replace(".", "") ?? []);
  // Green tea, porcelain, T-shirts: their subheadings in the nomenclature of 2022.
  const known = /^(090210|691110|610910)/;
  expect(codes.filter((code) => !known.test(code))).toEqual(["90210"]);
});

test("everything of others that a sample runs is pinned to what cannot be moved, and public copies are warned of", async () => {
  const workflow = await sample("github-actions.yml");
  const jobs = [await sample("github-import.yml"), await sample("github-release.yml")];
  const uses = [...[workflow, ...jobs].join("\n").matchAll(/uses: (.*)/g)].map(
    ([, action]) => action,
  );
  // `./` is the action of this repository, of which test/package/action.test.ts makes the same demand.
  const others = uses.filter((action) => action !== "./");
  expect([others, uses]).toMatchObject([{ length: 10 }, { length: 12 }]);
  for (const action of others)
    expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect(workflow).toMatch(/^# Never in a public repository/m);
  const bases = [...(await sample("Dockerfile")).matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
  expect(bases).toHaveLength(2);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-\w+-slim@sha256:[0-9a-f]{64}$/);
});

test("what a sample writes is for its owner alone", async () => {
  const names = await readdir(join(root, "samples"));
  const runs = names.filter(
    // A release writes nothing of a shop.
    (name) => /\.sh$|^crontab$|Dockerfile|(?<!release)\.yml$|\.service$/.test(name),
  );
  expect(runs).toHaveLength(9);
  for (const name of runs) expect(await sample(name)).toMatch(/umask[ (=]*0?o?077/i);
});
