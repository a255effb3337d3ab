// How `main` runs the work of a command.
import type { ExitCode } from "../src/exit-code.ts";
import type { Host } from "../src/host/host.ts";
import type { CommonOptions, Start } from "../src/session/job.ts";
import type { Terminal, Voice } from "../src/terminal/terminal.ts";

export interface Perform {
  /** A command that talks to a shop, with a log and a notice at its end. */
  command(
    name: string,
    options: CommonOptions,
    work: (start: Start) => Promise<ExitCode>,
  ): Promise<void>;
  /** A command that only reads what earlier commands have left: no shop, no lock, no notice. */
  local(
    name: string,
    voice: Voice,
    work: (host: Host, out: Terminal) => Promise<ExitCode>,
  ): Promise<void>;
  /** A server, which ends by itself when the host's signal aborts. */
  server(work: (host: Host) => Promise<ExitCode>): Promise<void>;
}
