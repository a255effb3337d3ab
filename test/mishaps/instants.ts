// Every instant of a command at which something strikes it, some at a time if each has a process of its own.
import type { Mishap } from "./scene.ts";

/**
 * Processes at once; more than the cores of a small machine only wait for each other. What a process survives is tried in
 * one process, one instant after another.
 */
const atOnce = (what: Mishap["what"]): number => (what.startsWith("kill") ? 3 : 1);

/** Instants gone wrong after which no further one is tried. */
const enough = 20;

/**
 * Commands that came to their end unharmed, after which no further instant is looked for: how many outcomes share one
 * write of the journal is chance, and with it the number of operations.
 */
const unharmedEnough = 2;

/** Tries one instant; the operation that was struck, or undefined where the command came to its end before. */
export type Attempt = (mishap: Mishap) => Promise<string | undefined>;

/** What was struck, and what went wrong where, one line or more for each. */
export interface Tally {
  readonly struck: string[];
  readonly wrong: string[];
}

/** Strikes the first operation, the second and so on, until the command comes to its end unharmed time and again. */
export async function atEveryInstant(what: Mishap["what"], attempt: Attempt): Promise<Tally> {
  let next = 0;
  let unharmed = 0;
  return inParallel(attempt, atOnce(what), () => {
    if (unharmed >= unharmedEnough) return undefined;
    next += 1;
    return { mishap: { what, at: next }, onUnharmed: () => (unharmed += 1) };
  });
}

/** Strikes these alone, one after another. */
export async function atInstants(mishaps: readonly Mishap[], attempt: Attempt): Promise<Tally> {
  const left = [...mishaps];
  return inParallel(attempt, 1, () => {
    const mishap = left.shift();
    return mishap && { mishap, onUnharmed: () => undefined };
  });
}

interface Turn {
  readonly mishap: Mishap;
  readonly onUnharmed: () => void;
}

async function inParallel(
  attempt: Attempt,
  atOnce: number,
  turn: () => Turn | undefined,
): Promise<Tally> {
  const tally: Tally = { struck: [], wrong: [] };
  const work = async (): Promise<void> => {
    for (let now = turn(); now !== undefined && tally.wrong.length < enough; now = turn()) {
      const { mishap, onUnharmed } = now;
      try {
        const struck = await attempt(mishap);
        if (struck === undefined) onUnharmed();
        else tally.struck.push(struck);
      } catch (error) {
        tally.wrong.push(`${mishap.what} at ${mishap.at}: ${String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return tally;
}
