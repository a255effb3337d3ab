// A process that carries out one order after another, so that it starts once and not once for each.
import { fork } from "node:child_process";
import type { Environment } from "../../src/host/host.ts";

export interface Driver {
  readonly pid: number;
  readonly isAlive: () => boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The answer to the order; rejects if the process ends before. One order at a time. */
  carryOut<Answer>(order: object): Promise<Answer>;
}

/** `program` is a module that answers each message with one. */
export function startDriver(
  program: string,
  env: Environment = {},
  flags: readonly string[] = [],
): Driver {
  const child = fork(program, { env: { ...process.env, ...env }, execArgv: [...flags] });
  return {
    pid: child.pid ?? 0,
    isAlive: () => child.connected,
    kill: (signal) => void child.kill(signal),
    carryOut: (order) =>
      new Promise((resolve, reject) => {
        const onExit = (code: number | null): void =>
          reject(new Error(`the process of the commands ended with ${code}`));
        child.once("exit", onExit);
        child.once("message", (answer) => {
          child.off("exit", onExit);
          resolve(answer as never);
        });
        child.send(order);
      }),
  };
}
