// The identity of a stored plan: what a person decides about its rows holds for that plan only.
import { createHash } from "node:crypto";
import { readBytes } from "../disk/read.ts";
import type { Run } from "../run/run.ts";

/** SHA-256 of `plan.jsonl`, in hexadecimal. */
export async function planHash(run: Run): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of readBytes(run.file("plan.jsonl"))) hash.update(bytes);
  return hash.digest("hex");
}
