// What is written on standard error: text for people, or with `--log json` one line an event for programs.
import type { Host } from "../host/host.ts";
import { redact } from "../secret.ts";
import { coloured, paint } from "./paint.ts";

type Level = "info" | "warn" | "error";

/** Only numbers, so that it cannot contain texts from a sheet or a shop. */
export type Counts = { readonly [name: string]: number | null | undefined | Counts };

export type Facts = { readonly [name: string]: string | number | null | undefined | Counts };

export interface Log {
  /** False for programs: then there is no bar and no question. */
  readonly forPeople: boolean;
  /** `event` is a short name that never changes. */
  readonly tell: (level: Level, event: string, text: string, facts?: Facts) => void;
  /** For events that people see elsewhere: text does not show them. */
  readonly record: (event: string, text: string, facts: Facts) => void;
}

/** Secrets may be added later. */
export function textLog(host: Host, secrets: readonly string[] = []): Log {
  return {
    forPeople: true,
    tell: (level, _event, text) => {
      const clean = redact(text, secrets);
      const painted = level === "warn" ? paint("yellow", clean, host, "stderr") : clean;
      host.stderr.write(`${coloured(painted)}\n`);
    },
    record: () => undefined,
  };
}
