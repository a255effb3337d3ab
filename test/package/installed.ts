// What `npm pack` makes, installed in a folder of its own as users do, which is gone after the test file.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";

export const exec = promisify(execFile);

/** For npm: nothing is asked that its cache knows. */
export const fromCache = ["--prefer-offline", "--no-audit", "--no-fund"];

export interface Packed {
  readonly folder: string;
  readonly archive: string;
}

/** Packs the package before the tests of a file; what it gives is there while they run. */
export function packPackage(): Packed {
  const packed = { folder: "", archive: "" };
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "inventory-csv-package-"));
    Object.assign(packed, { folder });
    await exec("npm", ["pack", "--ignore-scripts", "--pack-destination", folder]);
    const [archive = ""] = await readdir(folder);
    Object.assign(packed, { archive: join(folder, archive) });
  }, 180_000);
  afterAll(() => rm(packed.folder, { recursive: true, force: true }));
  return packed;
}

/** Installs it in the folder too. */
export function installPackage(): Packed {
  const packed = packPackage();
  beforeAll(async () => {
    const args = ["install", "--prefix", packed.folder, "--omit=dev", ...fromCache];
    await exec("npm", [...args, packed.archive]);
  }, 180_000);
  return packed;
}
