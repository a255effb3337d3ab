// The run that `apply` and `undo` are to work on. Their last run is one of the shop that they are to change.
import { findRun, lastWord, type RunWish } from "../runs/find-run.ts";
import { shopNameOf } from "../session/in-shop.ts";
import type { Start } from "../session/job.ts";

/** The folder. Throws an ExitError 2. */
export async function chosenRun(
  what: "apply" | "undo",
  text: string,
  runs: string,
  start: Start,
): Promise<string> {
  const wish: RunWish = { what, text, runs };
  const ofShop = text === lastWord ? { ...wish, shop: shopNameOf(start) } : wish;
  const { folder, note } = await findRun(ofShop, start.host);
  if (note !== undefined) start.out.note(note);
  return folder;
}
