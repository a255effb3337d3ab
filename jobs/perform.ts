// What the commands need to be carried out, as they are handed it by `main`.
import type { ExitCode } from "../src/exit-code.ts";
import type { Host } from "../src/host/host.ts";
import type { CommonFlags, Start } from "../src/session/job.ts";

export interface Perform {
  /** A command that names a shop, with a log and a notice of its end. */
  command(
    name: string,
    flags: CommonFlags,
    work: (start: Start) => Promise<ExitCode>,
  ): Promise<void>;
  /** A server, which itself ends when the host's signal has aborted. */
  server(work: (host: Host) => Promise<ExitCode>): Promise<void>;
}
