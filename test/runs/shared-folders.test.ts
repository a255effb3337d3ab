// Folders in which other users may write: nothing that they put there is followed, overwritten or believed.
import { readFileSync } from "node:fs";
import {
  chmod,
  chown,
  lchown,
  mkdir,
  readdir,
  rename,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { lockFolder } from "../../src/session/hold-shop.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";
import { testHost } from "../support/test-host.ts";

const stranger = 4711;
/** Only root can give files to another user. */
const isRoot = process.getuid?.() === 0;

let sandbox: Sandbox;
let desk: Desk;
let at: (name: string) => string;

beforeEach(async () => {
  sandbox = await openSandbox({ items: 3 });
  desk = await openDesk(sandbox);
  at = (name) => join(desk.folder, name);
  await mkdir(at("shared"));
  await chmod(at("shared"), 0o1777);
  await writeFile(at("private"), "mine", { mode: 0o600 });
});

const privateFile = async (): Promise<unknown> => [
  readFileSync(at("private"), "utf8"),
  (await stat(at("private"))).mode & 0o777,
];

describe("an export", () => {
  test("does not follow links under the names that its temporary files could have", async () => {
    const names = ["items.csv", "items.base.jsonl"].map(
      (name) => `.${name}.${hostname()}.${process.pid}.tmp`,
    );
    for (const name of names) await symlink(at("private"), at(`shared/${name}`));
    expect((await desk.run(["export", "-o", "shared/items.csv"])).code).toBe(0);
    expect(await privateFile()).toEqual(["mine", 0o600]);
  });

  test("gives no more rights than a new file has, whatever an older file gave", async () => {
    await desk.write("items.csv", "");
    await chmod(at("items.csv"), 0o666);
    expect((await desk.run(["export", "-o", "items.csv"])).code).toBe(0);
    for (const name of ["items.csv", "items.base.jsonl"])
      expect((await stat(at(name))).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  test.runIf(isRoot)("refuses a link of another user, and follows the user's own", async () => {
    await symlink(at("private"), at("shared/link.csv"));
    await lchown(at("shared/link.csv"), stranger, stranger);
    await symlink("link.csv", at("shared/own.csv"));
    for (const name of ["shared/link.csv", "shared/own.csv"]) {
      const { code, stderr } = await desk.run(["export", "-o", name]);
      expect([code, stderr]).toEqual([
        2,
        `Cannot write to "${name}": the symbolic link belongs to another user (uid ${stranger}); give another name, or a folder of your own\n`,
      ]);
    }
    expect(await privateFile()).toEqual(["mine", 0o600]);
    expect(sandbox.requests).toHaveLength(0);
  });

  test.runIf(isRoot).for(["items.csv", "items.base.jsonl"])(
    "refuses to replace %s of another user where others may write",
    async (name) => {
      await writeFile(at(`shared/${name}`), "", { mode: 0o666 });
      await chown(at(`shared/${name}`), stranger, stranger);
      const { code, stderr } = await desk.run(["export", "-o", "shared/items.csv"]);
      expect([code, stderr]).toEqual([
        2,
        `Cannot write to "shared/items.csv": "${name}" belongs to another user (uid ${stranger}), and others may write to its folder; give another name, or a folder of your own\n`,
      ]);
      expect(readFileSync(at(`shared/${name}`), "utf8")).toBe("");
    },
  );

  test.runIf(isRoot)("replaces a file of another user in a folder of the user's own", async () => {
    await mkdir(at("own"), { mode: 0o755 });
    await writeFile(at("own/items.csv"), "", { mode: 0o666 });
    await chown(at("own/items.csv"), stranger, stranger);
    expect((await desk.run(["export", "-o", "own/items.csv"])).code).toBe(0);
    const { uid, mode } = await stat(at("own/items.csv"));
    expect([uid, mode & 0o777]).toEqual([process.getuid?.(), 0o666 & ~process.umask()]);
  });
});

describe("the lock", () => {
  const locks = (): string => join(desk.state, "shopify-inventory-csv");
  const lock = (): string =>
    join(locks(), `${new URL(sandbox.origin).host.replace(":", "-")}.lock`);
  const importing = async (): Promise<{ code: number | null; stderr: string }> => {
    await desk.write("sheet.csv", "id\n1\n");
    return desk.run(["import", "sheet.csv", "--yes"]);
  };

  beforeEach(async () => {
    await mkdir(locks(), { recursive: true, mode: 0o700 });
  });

  const refused = [3, expect.stringContaining("set XDG_STATE_HOME to a folder of your own")];

  test("is not a link", async () => {
    await symlink(at("private"), lock());
    const { code, stderr } = await importing();
    expect([code, stderr]).toEqual(refused);
    expect(stderr).toContain("it is a symbolic link");
    expect(await privateFile()).toEqual(["mine", 0o600]);
    expect(sandbox.requests).toHaveLength(0);
  });

  test("is not in a folder that others may write to, nor a file that they may", async () => {
    await chmod(locks(), 0o777);
    expect(Object.values(await importing())).toEqual(expect.arrayContaining(refused));
    await chmod(locks(), 0o700);
    await writeFile(lock(), "");
    await chmod(lock(), 0o666);
    const { stderr } = await importing();
    expect(stderr).toContain("other users may write to it (mode 666; to change that: chmod go-w)");
    expect((await desk.run(["doctor"])).stdout).toContain("other users may write to it");
  });

  test.runIf(isRoot)("is not another user's, and neither is its folder", async () => {
    await writeFile(lock(), "");
    await chown(lock(), stranger, stranger);
    const { code, stderr } = await importing();
    expect([code, stderr]).toEqual(refused);
    expect(stderr).toContain(`it belongs to another user (uid ${stranger})`);
    await chown(locks(), stranger, stranger);
    expect(Object.values(await importing())).toEqual(expect.arrayContaining(refused));
  });

  test.for([
    ['{"pid":1,"host":"x","command":"import","since":"2026-01-01T00:00:00.000Z"}', "pid 1 on"],
    ['{"pid":-1,"host":"x","command":"import","since":"2026-01-01T00:00:00.000Z"}', "shop; wait"],
    [
      '{"pid":7,"host":"x","command":"import; kill 1","since":"2026-01-01T00:00:00.000Z"}',
      "shop; wait",
    ],
    ['{"pid":7,"host":"\\u001b[31m","command":"import","since":"2026-01-01"}', "shop; wait"],
  ] as const)("names no process to kill by %s", async ([text, said]) => {
    await desk.write("sheet.csv", "id\n1\n");
    const holder = desk.start(["import", "-", "--yes"], { open: true });
    const written = (): string => readFileSync(lock(), { encoding: "utf8", flag: "a+" });
    await expect.poll(written).toContain('"pid"');
    await writeFile(lock(), text);
    const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes"]);
    holder.send("SIGTERM");
    await holder.ended;
    expect(code).toBe(5);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain("kill");
  });

  test.for(["", "relative"])("is in the user's home, also where HOME is '%s'", (home) => {
    const { host } = testHost({ env: { HOME: home }, cwd: desk.folder });
    const { homedir } = userInfo();
    expect(lockFolder(host)).toBe(join(homedir, ".local/state/shopify-inventory-csv"));
  });
});

test("reports that find no room in their run are in a new folder that only the user can read", async () => {
  await mkdir(at("tmp"));
  await chmod(at("tmp"), 0o1777);
  const ids = [...sandbox.ids()];
  await desk.write("sheet.csv", `id,cost\n${ids.map((id) => `${id},7.77\n`).join("")}`);
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const [run = ""] = await desk.runs();
  await mkdir(at(`runs/${run}/results.csv`)); // no file can get this name
  const env = { TMPDIR: at("tmp") };
  const { code } = await desk.run(["apply", `runs/${run}`, "--yes"], { env });
  expect(code).toBe(3);
  const [folder = ""] = await readdir(at("tmp"));
  expect((await stat(at(`tmp/${folder}`))).mode & 0o777).toBe(0o700);
  expect((await stat(at(`tmp/${folder}/results.csv`))).mode & 0o777).toBe(0o600);
});

describe("a base beside a sheet of blanks", () => {
  /** An export whose costs somebody has emptied. */
  const emptied = async (): Promise<void> => {
    await desk.run(["export", "-o", "items.csv", "--columns", "id,cost"]);
    const ids = [...sandbox.ids()];
    await desk.write("items.csv", `id,cost\n${ids.map((id) => `${id},\n`).join("")}`);
  };

  test("makes clears that the plan counts", async () => {
    await emptied();
    const { stdout } = await desk.run(["plan", "items.csv", "--allow-held"]);
    expect(stdout).toContain(
      "3 rows lose a value because a cell is empty that had one in the base\n",
    );
    const named = await desk.run(["plan", "items.csv", "--allow-held", "--json"]);
    expect(JSON.parse(named.stdout)).toMatchObject({ clears: 3, clears_by_base: 3 });
    const [run = ""] = await desk.runs();
    expect((await desk.run(["apply", `runs/${run}`, "--yes"])).code).toBe(0);
  });

  test("is not believed where others may write to it and not to the sheet, unless it is named", async () => {
    await emptied();
    await chmod(at("items.base.jsonl"), 0o666);
    const { code, stderr } = await desk.run(["plan", "items.csv"]);
    expect([code, stderr]).toEqual([
      2,
      'Cannot use the base "items.base.jsonl": other users may write to it, and not to the sheet; nothing was sent. If you trust it, name it with --base\n',
    ]);
    expect(puts(sandbox)).toBe(0);
    expect(await desk.runs()).toEqual([]);
    const named = await desk.run([
      "plan",
      "items.csv",
      "--base",
      "items.base.jsonl",
      "--allow-held",
    ]);
    expect(named.code).toBe(0);
  });

  test.runIf(isRoot)("is not believed if it is another user's and the sheet is not", async () => {
    await emptied();
    await chown(at("items.base.jsonl"), stranger, stranger);
    const { code, stderr } = await desk.run(["plan", "items.csv"]);
    expect([code, stderr]).toEqual([
      2,
      `Cannot use the base "items.base.jsonl": it belongs to another user (uid ${stranger}), and the sheet does not; nothing was sent. If you trust it, name it with --base\n`,
    ]);
    await chown(at("items.csv"), stranger, stranger);
    expect((await desk.run(["plan", "items.csv", "--allow-held"])).code).toBe(0);
  });

  test.runIf(isRoot)("is not found through another user's link", async () => {
    await emptied();
    await rename(at("items.base.jsonl"), at("elsewhere.jsonl"));
    await symlink("elsewhere.jsonl", at("items.base.jsonl"));
    expect((await desk.run(["plan", "items.csv", "--allow-held"])).code).toBe(0);
    await lchown(at("items.base.jsonl"), stranger, stranger);
    expect((await desk.run(["plan", "items.csv"])).code).toBe(2);
  });
});
