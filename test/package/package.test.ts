// What `npm pack` makes is what users install: it is installed somewhere else and run from there.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { openSandbox } from "../support/shops.ts";
import { exec, installPackage } from "./installed.ts";

const root = join(import.meta.dirname, "../..");
const installed = installPackage();

test("the packed package has what it needs, and its inventory-csv runs", async () => {
  const { folder, archive } = installed;
  const program = join(folder, "node_modules/.bin/inventory-csv");
  expect((await exec(program, ["--help"])).stdout).toContain("Usage: inventory-csv");
  const sandbox = await exec(program, ["export", "--shop", "sandbox", "-o", "x.csv", "--json"], {
    cwd: folder,
  });
  expect(JSON.parse(sandbox.stdout)).toMatchObject({ asked: 300, written: 300 });
  const packed = await exec("tar", ["-tzf", archive]);
  expect(packed.stdout).toContain("package/dist/man/inventory-csv.1\n");
  expect(packed.stdout).toContain("package/dist/schemas/plan.schema.json\n");
  const tops = new Set(
    packed.stdout
      .trim()
      .split("\n")
      .map((path) => path.split("/")[1]),
  );
  expect([...tops].toSorted()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "REFERENCE.md",
    "SECURITY.md",
    "dist",
    "package.json",
    "samples",
  ]);
});

test("the example of the library runs", async () => {
  const readme = await readFile(join(root, "REFERENCE.md"), "utf8");
  const [, example = ""] = /```js\n(.*?)```/s.exec(readme) ?? [];
  expect(example).toContain('from "shopify-inventory-csv"');
  await writeFile(join(installed.folder, "example.mjs"), example);
  const { stdout } = await exec(process.execPath, [join(installed.folder, "example.mjs")]);
  expect(stdout).toBe("0\n");
  expect(await readFile(join(installed.folder, "items.csv"), "utf8")).toMatch(/^id,sku,/);
});

/** Plans in every folder, one after another and then all at once, and tells what came of it. */
const planning = `
import { Readable, Writable } from "node:stream";
import { main } from "shopify-inventory-csv";

const { folders, args } = JSON.parse(process.argv[2]);

async function plan({ cwd, env }) {
  let [stdout, stderr] = ["", ""];
  const code = await main(args, {
    env,
    cwd,
    stdin: Readable.from([]),
    stdout: new Writable({ write: (text, _, done) => { stdout += text; done(); } }),
    stderr: new Writable({ write: (text, _, done) => { stderr += text; done(); } }),
    signal: new AbortController().signal,
    now: () => new Date(),
  });
  return { code, stdout, stderr };
}

const before = JSON.stringify([process.env, process.cwd(), process.exitCode]);
const results = [];
for (const folder of folders) results.push(await plan(folder));
results.push(...(await Promise.all(folders.map(plan))));
const untouched = before === JSON.stringify([process.env, process.cwd(), process.exitCode]);
console.log(JSON.stringify({ results, untouched, listeners: process.listenerCount("SIGINT") }));
`;

test("two plans in one process know nothing of each other, also at the same time", async () => {
  const shops = [await openSandbox({ items: 3 }), await openSandbox({ items: 5 })];
  const ask = async (shop: Sandbox, n: number): Promise<{ cwd: string; env: object }> => {
    const cwd = join(installed.folder, `shop ${n}`);
    await mkdir(cwd);
    const rows = [...shop.ids()].map((id) => `${id},${n}.77\n`);
    await writeFile(join(cwd, "sheet.csv"), `id,cost\n${rows.join("")}`);
    const own = `SHOPIFY_SHOP=${shop.origin}\nSHOPIFY_ACCESS_TOKEN=${shop.token}\n`;
    await writeFile(join(cwd, "shop.env"), own);
    return { cwd, env: {} };
  };
  const folders = await Promise.all(shops.map(ask));
  await writeFile(join(installed.folder, "plans.mjs"), planning);
  const args = [
    "plan",
    "sheet.csv",
    "--allow-held",
    "--settings-file",
    "shop.env",
    "--json",
    "--quiet",
  ];
  const { stdout } = await exec(process.execPath, [
    join(installed.folder, "plans.mjs"),
    JSON.stringify({ folders, args }),
  ]);
  const { results, ...process_ } = JSON.parse(stdout) as {
    results: { code: number; stdout: string; stderr: string }[];
    untouched: boolean;
    listeners: number;
  };
  expect(process_).toEqual({ untouched: true, listeners: 0 });
  for (const [n, { code, stdout, stderr }] of results.entries()) {
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      shop: new URL(shops[n % 2]?.origin ?? "").host,
      decisions: { change: n % 2 === 0 ? 3 : 5 },
      run: expect.stringMatching(/^runs\//),
    });
  }
});

test("its types are found and fit, also where nothing of the source is", async () => {
  const { folder } = installed;
  const use = `import { main, type ExitCode, type Host } from "shopify-inventory-csv";
export const run = (host: Host): Promise<ExitCode> => main(["doctor"], host);
// @ts-expect-error a host has streams
export const wrong = main([], { env: {} });
`;
  await writeFile(join(folder, "use.ts"), use);
  const tsc = join(root, "node_modules/.bin/tsc");
  const options = "--noEmit --strict --module nodenext --target es2023 --types node";
  const types = join(root, "node_modules/@types");
  const args = [...options.split(" "), "--typeRoots", types, join(folder, "use.ts")];
  expect(await exec(tsc, args, { cwd: folder })).toEqual({ stdout: "", stderr: "" });
});
