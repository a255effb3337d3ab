// Runs commands in a folder of their own: inside this process, from the source, or as a process of the built program.
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { onTestFinished } from "vitest";
import { main } from "../../jobs/main.ts";
import type { Clock } from "../../src/clock.ts";
import type { Environment } from "../../src/host/host.ts";
import type { Signal } from "../../src/host/signals.ts";
import type { Api } from "../../src/shop/shop.ts";
import { testHost } from "./test-host.ts";
import { Transcript } from "./transcript.ts";

const program = join(import.meta.dirname, "../../dist/jobs/inventory-csv.js");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  /** All of standard input. */
  readonly input?: string;
  /** Beside those that name the shop and the folder of locks. */
  readonly env?: Environment;
}

interface StartOptions extends Surroundings {
  /** Standard input stays open and empty. */
  readonly open?: boolean;
}

interface InsideOptions extends StartOptions {
  /** Questions can be asked and answered. */
  readonly terminal?: boolean;
  /** The time of day; this machine's by default. */
  readonly now?: () => Date;
  /** For pauses; by default they are over at once. */
  readonly clock?: Clock | undefined;
}

/** A command that runs inside this process. */
interface Running {
  /** A signal, or an error that nobody has caught. */
  send(reason: Signal | Error): void;
  readonly heard: Transcript["heard"];
  readonly ended: Promise<Ended>;
}

/** With the signal that ended the process, where one did. */
interface Exited extends Ended {
  readonly signal: NodeJS.Signals | null;
}

interface Started {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  readonly heard: Transcript["heard"];
  readonly ended: Promise<Exited>;
}

export interface Desk {
  readonly folder: string;
  /** The variables that name the shop and the folder of locks. */
  readonly env: Environment;
  /** Runs the command inside this process. */
  run(args: readonly string[], options?: InsideOptions): Promise<Ended>;
  /** Starts the command inside this process. The caller waits for `ended`. */
  start(args: readonly string[], options?: InsideOptions): Running;
  /**
   * Starts a process of the built program, for what only a process has: signals, kills, pipes, preloaded modules. The
   * caller waits for `ended`.
   */
  startProcess(args: readonly string[], options?: StartOptions): Started;
  write(name: string, content: string | Uint8Array): Promise<void>;
  read(name: string): Promise<string>;
  /** The rows of a CSV file as objects. */
  rows(name: string): Promise<Record<string, string>[]>;
  /** Where the command keeps its locks. */
  readonly state: string;
  /** The names of the runs, oldest first. */
  runs(): Promise<string[]>;
}

/** The newest run, as a command takes it. */
export const lastRun = async (desk: Pick<Desk, "runs">): Promise<string> =>
  `runs/${(await desk.runs()).at(-1)}`;

/**
 * A folder that is gone after the test, and the variables that name a shop and its API. Tests that run side by side pass the
 * `onTestFinished` of their own context.
 */
export async function openDesk(
  shop?: { origin: string; token: string },
  finished: typeof onTestFinished = onTestFinished,
  api: Api = "rest",
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-"));
  // Beside the folder, which a test may look through.
  const state = `${folder}-state`;
  finished(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(state, { recursive: true, force: true });
  });
  const { SHOPIFY_SHOP: _, SHOPIFY_ACCESS_TOKEN: __, ...rest } = process.env;
  const own = {
    XDG_STATE_HOME: state,
    INVENTORY_CSV_API: api,
    ...(shop !== undefined && { SHOPIFY_SHOP: shop.origin, SHOPIFY_ACCESS_TOKEN: shop.token }),
  };

  const start: Desk["start"] = (args, { env = {}, ...options } = {}) => {
    const hosted = testHost({ cwd: folder, env: { ...own, ...env }, ...options });
    const { written } = hosted;
    finished(() => hosted.send("SIGTERM")); // for a test that failed before
    const ended = main(args, hosted.host).then((code) => {
      written.end();
      return { code, stdout: written.stdout, stderr: written.stderr };
    });
    return {
      send: (reason) => hosted.send(reason),
      heard: (...wanted) => written.heard(...wanted),
      ended,
    };
  };
  const startProcess: Desk["startProcess"] = (args, { input, open, env } = {}) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...rest, ...own, ...env },
      stdio: [input === undefined && open !== true ? "ignore" : "pipe", "pipe", "pipe"],
    });
    finished(() => void child.kill("SIGKILL"));
    child.stdin?.on("error", () => undefined);
    if (open !== true) child.stdin?.end(input);
    const written = new Transcript();
    for (const stream of ["stdout", "stderr"] as const)
      child[stream]?.setEncoding("utf8").on("data", (text: string) => written.add(stream, text));
    const ended = new Promise<Exited>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => {
        written.end();
        resolve({ code, signal, stdout: written.stdout, stderr: written.stderr });
      });
    });
    return {
      pid: child.pid ?? 0,
      kill: (signal) => void child.kill(signal),
      heard: (...wanted) => written.heard(...wanted),
      ended,
    };
  };
  const read = (name: string): Promise<string> => readFile(join(folder, name), "utf8");
  return {
    folder,
    env: own,
    state,
    run: (args, options) => start(args, options).ended,
    start,
    startProcess,
    write: (name, content) => writeFile(join(folder, name), content),
    read,
    rows: async (name) => parse(await read(name), { columns: true, bom: true }),
    runs: async () => {
      const names = await readdir(join(folder, "runs")).catch(() => []);
      const runs = names.map(async (name) => {
        const found = await stat(join(folder, "runs", name)).catch(() => undefined);
        return { name, born: found?.birthtimeMs ?? 0 };
      });
      // By their names, two of the same second would stand in the order of their commands.
      return (await Promise.all(runs)).toSorted((a, b) => a.born - b.born).map(({ name }) => name);
    },
  };
}
