// The benchmarks' side of store.mjs: opens stores in another process and asks what they saw.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { SandboxOptions } from "../../src/sandbox/sandbox.ts";

/** One request, `at` in milliseconds since its store opened. */
interface Arrival {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Of a GraphQL request. */
  readonly graphql?: {
    readonly operations: readonly string[];
    /** Points; `actualQueryCost` is null for a request that was throttled. */
    readonly cost?: { readonly actualQueryCost: number | null };
  };
}

export interface OpenStore {
  readonly origin: string;
  readonly token: string;
  seen(): Promise<Arrival[]>;
  close(): Promise<void>;
}

export interface StoreProcess {
  /** What somebody else takes of the same bucket each second: calls, and points. */
  open(options: SandboxOptions & { others?: number; otherPoints?: number }): Promise<OpenStore>;
  end(): void;
}

export function startStores(): StoreProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, "store.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (command: string, rest: object): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify({ command, ...rest })}\n`);
    const line = await answers.next();
    if (line.done === true)
      throw new Error(`The stores' process ended before it answered "${command}"`);
    return JSON.parse(line.value);
  };
  /** Answers come in the order of the questions. */
  const inTurn = (command: string, rest: object): Promise<unknown> =>
    (last = last.catch(() => undefined).then(() => ask(command, rest)));

  return {
    async open(options) {
      const address = (await inTurn("open", options)) as { origin: string; token: string };
      const { origin } = address;
      return {
        ...address,
        seen: async () => (await inTurn("seen", { origin })) as Arrival[],
        close: async () => void (await inTurn("close", { origin })),
      };
    },
    end: () => child.stdin.end(),
  };
}
