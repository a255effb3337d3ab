// What is told on standard error: text for people, or with `--log json` a line an event for programs.
import type { Host } from "../host/host.ts";
import { redact } from "../secret.ts";
import { paint } from "./paint.ts";

type Level = "info" | "warn" | "error";

/** Numbers and nothing else, so that no text from a sheet or a shop can be among them. */
export type Counts = { readonly [name: string]: number | null | undefined | Counts };

export type Facts = { readonly [name: string]: string | number | null | undefined | Counts };

export interface Log {
  /** False where programs read it: then nothing is drawn and nobody is asked. */
  readonly forPeople: boolean;
  /** `event` is a short name that stays the same. */
  readonly tell: (level: Level, event: string, text: string, facts?: Facts) => void;
  /** The same of what people see elsewhere. */
  readonly record: (event: string, text: string, facts: Facts) => void;
}

/** Secrets may be added later. */
export function textLog(host: Host, secrets: readonly string[] = []): Log {
  return {
    forPeople: true,
    tell: (level, _event, text) => {
      const clean = redact(text, secrets);
      const painted = level === "warn" ? paint("yellow", clean, host, "stderr") : clean;
      host.stderr.write(`${painted}\n`);
    },
    record: () => undefined,
  };
}
