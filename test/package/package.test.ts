// What `npm pack` makes is what users install: it is installed somewhere else and run from there.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const exec = promisify(execFile);

test("the packed package installs, and its inventory-csv runs", { timeout: 180_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-package-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await exec("npm", ["pack", "--ignore-scripts", "--pack-destination", folder]);
  const [archive = ""] = await readdir(folder);
  await exec("npm", ["install", "--prefix", folder, "--omit=dev", join(folder, archive)]);
  const program = join(folder, "node_modules/.bin/inventory-csv");
  expect((await exec(program, ["--help"])).stdout).toContain("Usage: inventory-csv");
  const sandbox = await exec(program, ["export", "--shop", "sandbox", "-o", "x.csv", "--json"], {
    cwd: folder,
  });
  expect(JSON.parse(sandbox.stdout)).toMatchObject({ asked: 300, written: 300 });
  const packed = await exec("tar", ["-tzf", join(folder, archive)]);
  expect(packed.stdout).toContain("package/dist/man/inventory-csv.1\n");
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
    "dist",
    "package.json",
    "samples",
  ]);
});
