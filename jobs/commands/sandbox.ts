// sandbox: serves the built-in store, to try things out and to test other clients.
import { Command } from "commander";
import type { SandboxOptions } from "../../src/session/serve-sandbox.ts";
import { wholeNumber } from "../options/option-values.ts";
import type { Perform } from "../perform.ts";

export function sandboxCommand(perform: Perform): Command {
  return new Command("sandbox")
    .description("serve the built-in store on this machine until it is stopped")
    .option(
      "--items <count>",
      "start with a new store of this many items (default: continue the store of --shop sandbox)",
      wholeNumber(0, 10_000_000),
    )
    .option("--port <port>", "the port (default: any free port)", wholeNumber(0, 65_535))
    .addHelpText(
      "after",
      `
Example:
  $ inventory-csv sandbox --items 1000 --port 8080`,
    )
    .action((options: SandboxOptions) =>
      perform.server(async (host) => {
        const { serveSandbox } = await import("../../src/session/serve-sandbox.ts");
        return serveSandbox(options, host);
      }),
    );
}
