// sandbox: the built-in store as a server, for trying things out and for testing other clients.
import { Command } from "commander";
import type { Perform } from "./perform.ts";

interface Options {
  readonly items?: string;
  readonly port?: string;
}

export function sandboxCommand(perform: Perform): Command {
  return new Command("sandbox")
    .description("serve the built-in store on this machine until it is stopped")
    .option(
      "--items <count>",
      "begin anew with so many items; otherwise the store of --shop sandbox goes on",
    )
    .option("--port <port>", "the port; any free one by default")
    .addHelpText(
      "after",
      `
Example:
  $ inventory-csv sandbox --items 1000 --port 8080`,
    )
    .action((options: Options) =>
      perform.server(async (host) => {
        const { serveSandbox } = await import("../src/session/serve-sandbox.ts");
        return serveSandbox(options, host);
      }),
    );
}
