// Runs the steps of action.yml as a runner of GitHub does: expressions are filled in, commands are run by bash with the
// files for outputs and the summary, and a step after a failure only if it says so.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse } from "yaml";

export const root = join(import.meta.dirname, "../..");

type Texts = Readonly<Record<string, string>>;

export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly env?: Texts;
  readonly with?: Readonly<Record<string, string | number>>;
}

interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default: string }>
  >;
  readonly outputs: Readonly<
    Record<string, { readonly description: string; readonly value: string }>
  >;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const actionText = await readFile(join(root, "action.yml"), "utf8");
export const action = parse(actionText) as Action;

export interface Ended {
  /** The exit code of the step that failed first; 0 if none has. */
  readonly code: number;
  readonly outputs: Texts;
  readonly summary: string;
  readonly log: string;
  /** The inputs of other actions. */
  readonly used: readonly Texts[];
}

interface Job {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** The folder of the action. */
  readonly action?: string;
  /** Without it the program is installed. */
  readonly program?: string;
  /** Called with the shell of the step that runs the program. */
  readonly onShell?: (pid: number) => void;
}

export async function runAction(given: Texts, job: Job): Promise<Ended> {
  const temporary = await mkdtemp(join(tmpdir(), "inventory-csv-runner-"));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  const summary = join(temporary, "summary.md");
  await writeFile(summary, "");
  const known = new Map<string, string>([["github.run_attempt", "1"]]);
  for (const [name, { default: value }] of Object.entries(action.inputs))
    known.set(`inputs.${name}`, given[name] ?? value);
  for (const [name, value] of Object.entries(job.env)) known.set(`env.${name}`, value ?? "");
  const fill = (text: string): string =>
    text.replace(/\$\{\{ (.*?) \}\}/g, (_, names: string) =>
      names
        .split(" || ")
        .map((name) => known.get(name) ?? "")
        .reduce((one, other) => one || other),
    );
  let code = 0;
  let log = "";
  const used: Texts[] = [];
  for (const [at, { id = "", uses, run = "", env = {}, ...step }] of action.runs.steps.entries()) {
    const [, output] = /^\$\{\{ always\(\) && (\S+) != '' \}\}$/.exec(step.if ?? "") ?? [];
    if (output === undefined ? code !== 0 : (known.get(output) ?? "") === "") continue;
    if (uses !== undefined) {
      const inputs = Object.entries(step.with ?? {});
      used.push(Object.fromEntries(inputs.map(([name, value]) => [name, fill(String(value))])));
      continue;
    }
    if (id === "install" && job.program !== undefined) {
      known.set("steps.install.outputs.program", job.program);
      continue;
    }
    const [script, outputs] = [join(temporary, `${at}.sh`), join(temporary, `${at}.outputs`)];
    await writeFile(script, run);
    await writeFile(outputs, "");
    const own = Object.entries(env).map(([name, value]) => [name, fill(value)] as const);
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: job.folder,
      env: {
        ...job.env,
        ...Object.fromEntries(own),
        RUNNER_TEMP: temporary,
        GITHUB_ACTION_PATH: job.action ?? root,
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: summary,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    if (id === "run") job.onShell?.(child.pid ?? 0);
    const ended = await new Promise<number>((resolve) => {
      child.on("close", (code) => resolve(code ?? 1));
    });
    code ||= ended;
    for (const line of (await readFile(outputs, "utf8")).trimEnd().split("\n"))
      known.set(`steps.${id}.outputs.${line.split("=")[0]}`, line.replace(/^[^=]*=/, ""));
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value)]);
  return {
    code,
    outputs: Object.fromEntries(outputs) as Texts,
    summary: await readFile(summary, "utf8"),
    log,
    used,
  };
}
