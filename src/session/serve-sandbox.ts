// sandbox: serves the built-in store until a signal, and says how to use it.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import { startSandbox } from "../sandbox/sandbox.ts";
import { hasCode } from "../system-error.ts";
import { sandboxFile } from "./connect.ts";

export interface SandboxOptions {
  /** The number of items of a new store; without it the stored one is used. */
  readonly items?: number;
  /** By default any free port. */
  readonly port?: number;
}

export async function serveSandbox({ items, port }: SandboxOptions, host: Host): Promise<ExitCode> {
  const client = { id: "sandbox", secret: `shpss_${randomBytes(16).toString("hex")}` };
  const sandbox = await startSandbox({
    file: placeIn(host, sandboxFile).path,
    client,
    ...(items !== undefined && { items }),
    ...(port !== undefined && { port }),
  }).catch((error: unknown) => {
    if (!hasCode(error, "EADDRINUSE")) throw error;
    throw new ExitError(2, `Cannot use --port ${port}: another program uses this port`);
  });
  host.stdout.write(
    [
      `The sandbox store listens on ${sandbox.origin}; its state is kept in ${sandboxFile}`,
      "In another terminal:",
      `  export SHOPIFY_SHOP=${sandbox.origin} SHOPIFY_ACCESS_TOKEN=${sandbox.token}`,
      "  inventory-csv export -o items.csv",
      "Or, instead of the token, as an app of the Dev Dashboard:",
      `  export SHOPIFY_CLIENT_ID=${client.id} SHOPIFY_CLIENT_SECRET=${client.secret}`,
      "Stop it with ctrl-c",
      "",
    ].join("\n"),
  );
  if (!host.signal.aborted) await once(host.signal, "abort");
  await sandbox.close();
  return 0;
}
