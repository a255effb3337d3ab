// Attempts at the instants of a command: something strikes it there, and the next command has to lead to the right end.
import { expect } from "vitest";
import type { Api } from "../../src/shop/shop.ts";
import type { Attempt } from "./instants.ts";
import type { Mishap, Struck } from "./scene.ts";
import { openStage, type Stage } from "./stage.ts";
import { isNew, keyOf } from "./state-key.ts";
import { trialOf } from "./trials.ts";

/** Each strikes the command. The next one follows once from each different state that is left. */
export function attempts(name: string, api: Api = "rest"): Attempt {
  const { prepare, code, goOn } = trialOf(name);
  const seen = new Set<string>();
  let opened: Stage | undefined;
  return async (mishap) => {
    const stage = (opened ??= await openStage(prepare, api));
    const { shop } = stage.scene;
    try {
      const struck = await stage.scene.strike(stage.args, mishap);
      expectEnd(struck, mishap, code);
      const accident = {
        ...(mishap.what === "kill-on-arrival" && { inVain: true as const }),
        ...(struck.signal === null && { code: struck.code }),
      };
      if (isNew(seen, keyOf(stage.save(), shop, accident)))
        await goOn(stage, { n: seen.size, ...accident });
      return struck.at;
    } finally {
      stage.reset();
    }
  };
}

/** A kill kills; a failure is told with the file that it is about, or was none of the command's business. */
function expectEnd({ at, code, signal, stderr }: Struck, { what }: Mishap, good: number): void {
  if (at === undefined) expect({ code, stderr }).toMatchObject({ code: good });
  else if (what.startsWith("kill")) expect(signal).toBe("SIGKILL");
  else if (code !== good) {
    const named = what === "EIO-on-reading" ? /EIO/ : /runs|-state|items\.(?:csv|base\.jsonl)/;
    const said = expect.stringMatching(named);
    expect({ at, code, stderr }).toEqual({ at, code: 3, stderr: said });
    expect({ at, stderr }).not.toEqual({ at, stderr: expect.stringMatching(/^ +at /m) }); // a trace
  }
}
