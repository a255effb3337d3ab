// Every instant of a command at which something strikes it, or some of them, one after another.
import type { Mishap } from "./scene.ts";

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
  const tally: Tally = { struck: [], wrong: [] };
  for (let at = 1, unharmed = 0; unharmed < unharmedEnough && tally.wrong.length < enough; at += 1)
    if (!(await isStruck({ what, at }, attempt, tally))) unharmed += 1;
  return tally;
}

/** Strikes these alone. */
export async function atInstants(mishaps: readonly Mishap[], attempt: Attempt): Promise<Tally> {
  const tally: Tally = { struck: [], wrong: [] };
  for (const mishap of mishaps) await isStruck(mishap, attempt, tally);
  return tally;
}

/** Tries the instant, and notes what became of it; false where the command came to its end before. */
async function isStruck(mishap: Mishap, attempt: Attempt, tally: Tally): Promise<boolean> {
  try {
    const struck = await attempt(mishap);
    if (struck === undefined) return false;
    tally.struck.push(struck);
  } catch (error) {
    tally.wrong.push(`${mishap.what} at ${mishap.at}: ${String(error)}`);
  }
  return true;
}
