// Runs the doctor for a test, and tells what it has named.
import { expect } from "vitest";
import type { Desk } from "../support/command.ts";

export interface Diagnosis {
  readonly works: boolean;
  readonly checks: readonly { check: string; state: string; found: string; todo?: string }[];
  readonly commands: readonly { command: string; lacks: readonly string[] }[] | null;
}

/** A day on which the version that is asked for by default is supported for long. */
export const whileSupported = (): Date => new Date("2026-06-01T12:00:00Z");

/** Runs the doctor, and returns what is neither ok nor skipped, as `state check`. */
export async function examine(
  desk: Desk,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; bad: string[]; said: string; diagnosis: Diagnosis }> {
  const given = ["doctor", "--json", ...args];
  // A module that is loaded before the program needs a process.
  const preloads = env["NODE_OPTIONS"] !== undefined;
  const { code, stdout, stderr } = preloads
    ? await desk.startProcess(given, { env }).ended
    : await desk.run(given, { env, now: whileSupported });
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  expect(stdout).not.toMatch(/shp[a-z]{2}_/);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  const named = diagnosis.checks.filter(({ state }) => ["fails", "look"].includes(state));
  const said = named.map(({ found, todo }) => `${found} → ${todo}`).join("\n");
  return { code, bad: named.map(({ state, check }) => `${state} ${check}`), said, diagnosis };
}
