// Errors of the system while an export is written, as sentences with the name that the user gave.
import { ExitError } from "../exit-code.ts";
import { type Host, temporaryFolder } from "../host/host.ts";
import { hasCode, isSystemError, whyOf } from "../system-error.ts";
import type { Target } from "./export-target.ts";

/**
 * Without a target the items are printed, and some may wait in the folder of temporary files. `flag` is the option that
 * names the target.
 */
export async function namingOutput<T>(
  target: Target | undefined,
  host: Host,
  work: () => Promise<T>,
  flag = "-o",
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const isFull = hasCode(error, "ENOSPC", "EDQUOT");
    const [what, other] =
      target === undefined
        ? [
            `keep items in "${temporaryFolder(host)}" while they are read`,
            "name another folder in TMPDIR",
          ]
        : [`write "${target.given}"`, `give a file in another folder with ${flag}`];
    const todo = isFull ? `make room there, or ${other}` : other;
    throw new ExitError(3, `Cannot ${what}: ${whyOf(error)}; ${todo}`, error);
  }
}
