// What `npm pack` makes, installed in a folder of its own as users do, which is gone after the test file.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";

export const exec = promisify(execFile);

export interface Installed {
  readonly folder: string;
  readonly archive: string;
}

/** Installs the package before the tests of a file; what it gives is there while they run. */
export function installPackage(): Installed {
  const installed = { folder: "", archive: "" };
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "inventory-csv-package-"));
    await exec("npm", ["pack", "--ignore-scripts", "--pack-destination", folder]);
    const [archive = ""] = await readdir(folder);
    await exec("npm", ["install", "--prefix", folder, "--omit=dev", join(folder, archive)]);
    Object.assign(installed, { folder, archive: join(folder, archive) });
  }, 180_000);
  afterAll(() => rm(installed.folder, { recursive: true, force: true }));
  return installed;
}
