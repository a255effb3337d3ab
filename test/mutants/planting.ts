// Copies of the working tree in which a bug is planted and a test of the project run, by the command that runs it here.
import { execFile, execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Edit, Mutant } from "./mutant.ts";

const root = join(import.meta.dirname, "../..");
/** Milliseconds after which a copy's tests are given up, which is no catch. */
const patience = 600_000;

export interface Copy {
  plant(edit: Edit): Promise<void>;
  /** Runs this test of the copy, once; builds it before where the test starts processes. */
  run(test: Mutant["test"]): Promise<readonly Verdict[]>;
  discard(): Promise<void>;
}

/** What became of one test in a copy. */
export interface Verdict {
  readonly file: string;
  readonly name: string;
  readonly status: "passed" | "failed";
  /** What it failed of; empty where it passed. */
  readonly failures: readonly string[];
}

/** The files that git has or would take, with this tree's `node_modules`. */
export async function copyTree(): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-mutant-"));
  const list = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], { cwd: root });
  for (const file of list.toString().split("\0")) {
    // A file that was deleted and not yet committed is still listed.
    if (file !== "") await cp(join(root, file), join(folder, file)).catch(ignoreMissing);
  }
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  // A bug need not please the compiler, and unchecked a build takes a quarter of the time.
  await plant(folder, {
    file: "tsconfig.build.json",
    was: '"noEmit": false,',
    is: '"noEmit": false, "noCheck": true,',
  });
  return {
    plant: (edit) => plant(folder, edit),
    run: (test) => runTest(folder, test),
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}

async function plant(folder: string, { file, was, is }: Edit): Promise<void> {
  const text = await readFile(join(folder, file), "utf8");
  const [before = "", ...after] = text.split(placeOf(was));
  if (after.length !== 1) {
    throw new Error(
      `Cannot plant a bug in ${file}: found ${after.length} times, wanted once: ${was}; fix the table`,
    );
  }
  await writeFile(join(folder, file), before + is + after[0]);
}

/** The text, however the formatter has broken its lines. */
const placeOf = (text: string): RegExp =>
  new RegExp(escaped(text).replace(/(?<=\S)\s+(?=\S)/g, "\\s+"));
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

async function runTest(folder: string, [file, name]: Mutant["test"]): Promise<readonly Verdict[]> {
  const outcome = join(folder, "outcome.json");
  const needsBuild = await startsProcesses(join(folder, file));
  const said = await vitest(folder, needsBuild, [
    "run",
    "--project=main",
    "--project=soak",
    "--reporter=json",
    "--retry=0",
    `--outputFile=${outcome}`,
    `--testNamePattern=${escaped(name)}`,
    file,
  ]);
  const text = await readFile(outcome, "utf8").catch(() => undefined);
  const { testResults } = JSON.parse(text ?? '{"testResults":[]}') as Report;
  const verdicts = testResults.flatMap(({ name: path, assertionResults }) =>
    assertionResults.flatMap(({ fullName, status, failureMessages: failures }): Verdict[] =>
      status === "passed" || status === "failed"
        ? [{ file: path.slice(folder.length + 1), name: fullName, status, failures }]
        : [],
    ),
  );
  if (verdicts.length > 0) return verdicts;
  throw new Error(`The copy does not build, has no such tests, or they do not end:\n${said}`);
}

/** True where a test, or what it has from this folder, starts the built program. */
async function startsProcesses(path: string, seen = new Set<string>()): Promise<boolean> {
  if (seen.has(path)) return false;
  seen.add(path);
  const text = await readFile(path, "utf8");
  if (/\.startProcess\(|dist\/jobs/.test(text) && !path.endsWith("/command.ts")) return true;
  for (const [, from = ""] of text.matchAll(/from "(\.[^"]*)"/g)) {
    const next = join(dirname(path), from);
    if (!next.includes("/src/") && (await startsProcesses(next, seen))) return true;
  }
  return false;
}

/** What it printed, whatever it ended in. */
function vitest(folder: string, needsBuild: boolean, args: readonly string[]): Promise<string> {
  const program = join(folder, "node_modules/vitest/vitest.mjs");
  // What the vitest around this one tells its workers is not for the one inside.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith("VITEST")),
  );
  if (!needsBuild) env["TESTS_START_NO_PROCESS"] = "1";
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: folder, env, timeout: patience, killSignal: "SIGKILL", maxBuffer: 64 * 1024 * 1024 },
      (_, stdout, stderr) => resolve(stdout + stderr),
    );
  });
}
