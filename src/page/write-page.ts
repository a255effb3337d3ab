// `report.html` in the folder of a run.
import { open } from "node:fs/promises";
import { commitKeeping } from "../disk/keep-older.ts";
import { WholeFile } from "../disk/whole-file.ts";
import type { Digest } from "../report/digest/digest.ts";
import type { Run } from "../run/run.ts";
import type { PageFacts } from "./facts.ts";
import { planStart, renderPage } from "./page.ts";

/** A page of the plan alone is replaced; one with other results is kept under a numbered name. */
export async function writePage(into: Run, digest: Digest, facts: PageFacts): Promise<void> {
  const path = into.file("report.html");
  const file = await WholeFile.begin(path);
  try {
    await file.write(renderPage(digest, facts));
    await ((await isOfPlan(path)) ? file.commit() : commitKeeping(file, path));
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

/** Whether the file is there and begins as the page of a plan does. */
async function isOfPlan(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(planStart.length),
      0,
      planStart.length,
      0,
    );
    return buffer.toString("latin1", 0, bytesRead) === planStart;
  } finally {
    await file.close();
  }
}
