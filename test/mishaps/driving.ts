// A process that carries out one command after another, each with a mishap that a process survives.
import { fork } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Desk, Ended } from "../support/command.ts";

const program = join(import.meta.dirname, "driver.mjs");

/** `mishap` is as in MISHAP of the device. One command at a time. */
export type Drive = (args: readonly string[], mishap: object) => Promise<Ended>;

export function startDriver({ env, folder: cwd }: Desk): Drive {
  const { MISHAP: _, ...rest } = process.env;
  const child = fork(program, { env: { ...rest, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  return (args, mishap) =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null): void =>
        reject(new Error(`the process of the commands ended with ${code}`));
      child.once("exit", onExit);
      child.once("message", (ended) => {
        child.off("exit", onExit);
        resolve(ended as Ended);
      });
      child.send({ args, cwd, mishap });
    });
}
