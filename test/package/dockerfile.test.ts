// samples/Dockerfile: its steps are run without an engine, and what it starts runs as a container would run it: as the
// first process of its own, as any user, with a volume. The image itself is built where there is an engine.
import { execFile, spawn, spawnSync } from "node:child_process";
import { chmod, chown, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { openSandbox, puts } from "../support/shops.ts";
import { buildImage, dockerfile, root } from "./image.ts";

const exec = promisify(execFile);
const image = buildImage();

interface Container {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Volume {
  readonly folder: string;
  /** Runs what the image starts; `before` is a program that starts it. */
  readonly run: (
    args: readonly string[],
    as?: { readonly user?: number; readonly state?: string; readonly before?: readonly string[] },
    onStart?: (pid: number) => void,
  ) => Promise<Container>;
  readonly mode: (name: string) => Promise<string>;
}

async function openVolume(shop?: Sandbox): Promise<Volume> {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-volume-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return {
    folder,
    run: async (args, { user, state, before = [] } = {}, onStart) => {
      const [program = "", ...words] = [...before, ...image.entry, ...args];
      const child = spawn(program, words, {
        cwd: folder,
        env: {
          ...image.env(folder),
          SHOPIFY_SHOP: shop?.origin ?? "sandbox",
          SHOPIFY_ACCESS_TOKEN: shop?.token,
          ...(state !== undefined && { XDG_STATE_HOME: state }),
        },
        ...(user !== undefined && { uid: user, gid: user }),
        stdio: ["ignore", "pipe", "pipe"],
      });
      let [stdout, stderr] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      onStart?.(child.pid ?? 0);
      return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code) => resolve({ code, stdout, stderr }));
      });
    },
    mode: async (name) => ((await stat(join(folder, name))).mode & 0o777).toString(8),
  };
}

/** A sheet with another cost for every item. */
async function writeSheet({ folder }: Volume, shop: Sandbox): Promise<void> {
  const rows = [...shop.ids()].map((id) => {
    shop.edit(id, { cost: "5.00" });
    return `${id},7.77\n`;
  });
  await writeFile(join(folder, "sheet.csv"), `id,cost\n${rows.join("")}`);
}

test("the steps of the Dockerfile build an image that runs, and writes for its owner alone", async () => {
  const volume = await openVolume();
  const { stdout } = await volume.run(["export"]);
  expect(stdout.split("\n")).toHaveLength(302);
  expect((await volume.run(["export", "-o", "items.csv"])).code).toBe(0);
  expect(await volume.mode("items.csv")).toBe("600");
  expect(await readdir(join(image.app, "node_modules"))).not.toContain("vitest");
});

test("it runs as a user who is not root, and the folder of the volume belongs to that user", () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  const words = [...last.matchAll(/^(USER|WORKDIR|ENTRYPOINT|ENV) (.*)$/gm)];
  // A builder makes the folder of WORKDIR as the user of the step before it.
  expect(words.map(([, word, rest]) => [word, rest])).toEqual([
    ["ENV", "XDG_STATE_HOME=/data/.state"],
    ["USER", "node"],
    ["WORKDIR", "/data"],
    ["ENTRYPOINT", expect.stringMatching(/^\["node", .*\]$/)],
  ]);
});

/** Starts a program as the first process of a space of processes, as an engine does without --init. */
const firstOfAll = [
  "unshare",
  ...(process.getuid?.() === 0 ? [] : ["--user", "--map-current-user"]),
  "--pid",
  "--fork",
  "--kill-child",
];
const [space = "", ...flags] = firstOfAll;
const hasSpaces = spawnSync(space, [...flags, "true"]).status === 0;

test.skipIf(!hasSpaces)(
  "as process 1 it ends in order at SIGTERM, and its lock counts for other containers",
  async () => {
    const shop = await openSandbox({ items: 120, bucket: { size: 40, leak: 2 } });
    const volume = await openVolume(shop);
    await writeSheet(volume, shop);
    let outer = 0;
    const importing = ["import", "sheet.csv", "--yes"];
    const running = volume.run(importing, { before: firstOfAll }, (pid) => (outer = pid));
    await expect.poll(() => puts(shop)).toBeGreaterThan(1);
    const second = await volume.run(importing, { before: firstOfAll });
    expect(second.code).toBe(5);
    expect(second.stderr).toMatch(/another run holds this shop: import, pid 1 on host /);
    const children = await readFile(`/proc/${outer}/task/${outer}/children`, "utf8");
    process.kill(Number(children.trim()), "SIGTERM");
    const { code, stdout } = await running;
    expect(code).toBe(143);
    expect(stdout).toMatch(/120 rows: \d+ updated, \d+ not_attempted/);
    const [run = ""] = await readdir(join(volume.folder, "runs"));
    const journal = await readFile(join(volume.folder, "runs", run, "journal.jsonl"), "utf8");
    expect(journal.split("\n").at(-2)).toContain('{"closed":');
    expect(journal.match(/"updated"/g)?.length).toBe(puts(shop));
    // The next container continues: the lock is free.
    const rest = ["apply", "last", "--yes", "--first", "1"];
    expect((await volume.run(rest, { before: firstOfAll })).stdout).toContain("updated");
  },
);

const isRoot = process.getuid?.() === 0;

test.skipIf(!isRoot)(
  "a volume is used by the user that --user names, and runs in it by no other user",
  async () => {
    const shop = await openSandbox({ items: 3 });
    const volume = await openVolume(shop);
    await writeSheet(volume, shop);
    const [user, imagesOwn] = [54_321, 1000];
    await chown(volume.folder, user, user);
    expect((await volume.run(["plan", "sheet.csv"], { user })).code).toBe(0);
    const [run = ""] = await readdir(join(volume.folder, "runs"));
    expect((await volume.run(["show", "last"], { user })).stdout).toContain("7.77");

    const refused = async (as: Parameters<Volume["run"]>[1], code: number, why: RegExp) => {
      const ended = await volume.run(["apply", `runs/${run}`, "--yes"], as);
      expect(ended).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(why) });
    };
    await refused({ user: imagesOwn }, 3, /EACCES: permission denied/);
    // Root has locks of its own: what it leaves in the volume, the user could not write to.
    const locks = await mkdtemp(join(tmpdir(), "inventory-csv-locks-"));
    onTestFinished(() => rm(locks, { recursive: true, force: true }));
    await refused({ state: locks }, 2, /it belongs to another user \(uid 54321\)/);
    await chmod(join(volume.folder, "runs", run), 0o770);
    await refused(
      { user },
      2,
      /other users may write to it \(mode 770; to change that: chmod go-w/,
    );
    await chmod(join(volume.folder, "runs", run), 0o700);
    expect(puts(shop)).toBe(0);

    expect((await volume.run(["apply", "last", "--yes"], { user })).code).toBe(0);
    expect(puts(shop)).toBe(3);
    for (const name of [".state/shopify-inventory-csv", "runs", `runs/${run}`])
      expect([name, await volume.mode(name)]).toEqual([name, "700"]);
    for (const name of await readdir(join(volume.folder, "runs", run)))
      expect([name, await volume.mode(`runs/${run}/${name}`)]).toEqual([name, "600"]);
  },
);

const [, base = ""] = /^FROM (\S+)/m.exec(dockerfile) ?? [];
/** An engine that can get what the image stands on. */
const hasEngine = spawnSync("docker", ["pull", "--quiet", base], { timeout: 60_000 }).status === 0;

test.skipIf(!hasEngine)("an engine builds the image", { timeout: 600_000 }, async () => {
  const name = "inventory-csv-test";
  await exec("docker", ["build", "--file", "samples/Dockerfile", "--tag", name, "."], {
    cwd: root,
  });
  onTestFinished(async () => void (await exec("docker", ["rmi", "--force", name])));
  const run = await exec("docker", ["run", "--rm", "--init", name, "--version"]);
  expect(run.stdout).toMatch(/^\d+\.\d+\.\d+/);
});
