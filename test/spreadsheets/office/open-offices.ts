// Opens the real LibreOffice once for all test files: one for each locale, with a profile of its own, which stays open
// and carries out requests until the last test. A start costs as much as a hundred files that it opens and saves.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { installMacro, serve } from "./office-macro.ts";

/** As somebody's window has it. */
export const locales = ["en-US", "de-DE"] as const;
export type Locale = (typeof locales)[number];

/** The folder of each for requests. It has a file "ended" where the office has ended, and "said" with its output. */
export type Offices = Readonly<Record<Locale, string>>;

declare module "vitest" {
  interface ProvidedContext {
    offices: Offices;
  }
}

const profileOf = (locale: Locale): string => `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>${locale}</value></prop></item>
</oor:items>
`;

/** Throws where there is no LibreOffice. What it returns closes the offices. */
export default async function openOffices(project: TestProject): Promise<() => Promise<void>> {
  await demandOffice();
  const [american, german] = await Promise.all([startOffice("en-US"), startOffice("de-DE")]);
  project.provide("offices", { "en-US": american.folder, "de-DE": german.folder });
  return async () => {
    await Promise.all([american.close(), german.close()]);
  };
}

interface Office {
  readonly folder: string;
  close(): Promise<void>;
}

async function startOffice(locale: Locale): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-office-"));
  const profile = join(folder, "profile");
  await mkdir(join(profile, "user"), { recursive: true });
  await writeFile(join(profile, "user", "registrymodifications.xcu"), profileOf(locale));
  await installMacro(profile);
  const where = `-env:UserInstallation=${pathToFileURL(profile).href}`;
  const args = [folder, where, "--headless", serve(folder)];
  // In a process group of its own, so that a key that stops the tests does not kill the office before it is closed.
  const keeper = spawn("sh", [join(import.meta.dirname, "keep-office.sh"), ...args], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = once(keeper, "exit");
  return {
    folder,
    close: async () => {
      keeper.stdin.end();
      await ended;
      // What is left where the office had to be killed.
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function demandOffice(): Promise<void> {
  try {
    await promisify(execFile)("sh", ["-c", "command -v soffice"]);
  } catch (error) {
    throw new Error(
      'Cannot test with LibreOffice: there is no "soffice" on the path; wanted the real one: apt-get install libreoffice-calc-nogui',
      { cause: error },
    );
  }
}
