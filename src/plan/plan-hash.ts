// The identity of a stored plan: what a person decides about its rows holds for that plan only.
import { readBytes } from "../disk/read.ts";
import { sha256Of } from "../disk/sha256.ts";
import type { Run } from "../run/run.ts";

/** SHA-256 of `plan.jsonl`, in hexadecimal. */
export const planHash = (run: Run): Promise<string> => sha256Of(readBytes(run.file("plan.jsonl")));
