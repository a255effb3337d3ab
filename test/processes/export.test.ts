// Exports that only a process makes: into a pipe that closes, and on a file system that refuses to remove.
import { execFile } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

const preload = pathToFileURL(join(import.meta.dirname, "preloaded/other-day.mjs")).href;

test("export into head ends quietly", async () => {
  const sandbox = await openSandbox({ items: 3000 });
  const desk = await openDesk(sandbox);
  const program = join(import.meta.dirname, "../../dist/jobs/inventory-csv.js");
  const { stdout, stderr } = await promisify(execFile)(
    "bash",
    [
      "-c",
      `"${process.execPath}" "${program}" export --quiet | head -n 2; echo "\${PIPESTATUS[0]}"`,
    ],
    {
      cwd: desk.folder,
      env: { ...process.env, SHOPIFY_SHOP: sandbox.origin, SHOPIFY_ACCESS_TOKEN: sandbox.token },
    },
  );
  expect(stderr).toBe("");
  const [header, row, status] = stdout.split("\n");
  expect(header).toMatch(/^id,sku,cost,/);
  expect(row).toMatch(/^\d+,/);
  expect(status).toBe("141");
});

test("what cannot be removed is a warning, and the export is whole", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const stem = sandbox.origin.replace("http://", "").replace(":", "-");
  const nightly = ["export", "-o", "out/{shop}-{date}.csv"];
  await mkdir(join(desk.folder, "out"));
  for (const day of ["2026-03-01", "2026-03-02"])
    await desk.run(nightly, { now: () => new Date(`${day}T02:00:00Z`) });
  // A file system that loses its patience with the oldest sheet only.
  const guard = `import fs from "node:fs/promises"; import { syncBuiltinESMExports } from "node:module";
const { unlink } = fs;
fs.unlink = async (path) => {
  if (path.includes("03-01")) throw Object.assign(new Error("EPERM: operation not permitted, unlink '" + path + "'"), { syscall: "unlink" });
  return unlink(path);
};
syncBuiltinESMExports();`;
  await desk.write("guard.mjs", guard);
  const { code, stderr, stdout } = await desk.startProcess(
    [...nightly, "--keep", "1", "--json", "--quiet"],
    {
      env: {
        NODE_OPTIONS: `--import=${preload} --import=${pathToFileURL(join(desk.folder, "guard.mjs")).href}`,
        TODAY: "2026-03-03T02:00:00Z",
      },
    },
  ).ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Cannot remove an older export: EPERM: .*-2026-03-01\.csv'\n$/);
  expect(JSON.parse(stdout)).toMatchObject({ removed: [`out/${stem}-2026-03-02.csv`] });
  expect(await readdir(join(desk.folder, "out"))).toContain(`${stem}-2026-03-01.csv`);
});
