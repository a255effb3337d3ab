// sandbox: serves the built-in store until a signal, and says how to use it.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { sandboxFile } from "./connect.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import { startSandbox } from "../sandbox/sandbox.ts";
import { hasCode } from "../system-error.ts";

export async function serveSandbox(
  options: { items?: string; port?: string },
  host: Host,
): Promise<ExitCode> {
  const items = wholeNumber("--items", options.items, 10_000_000);
  const port = wholeNumber("--port", options.port, 65_535);
  const client = { id: "sandbox", secret: `shpss_${randomBytes(16).toString("hex")}` };
  const sandbox = await startSandbox({
    file: placeIn(host, sandboxFile).path,
    client,
    ...(items === undefined ? {} : { items }),
    ...(port === undefined ? {} : { port }),
  }).catch((error: unknown) => {
    if (!hasCode(error, "EADDRINUSE")) throw error;
    throw new ExitError(2, `Cannot use --port ${port}: something else listens there`);
  });
  host.stdout.write(
    [
      `The sandbox store listens on ${sandbox.origin}; its state is kept in ${sandboxFile}`,
      "In another terminal:",
      `  export SHOPIFY_SHOP=${sandbox.origin} SHOPIFY_ACCESS_TOKEN=${sandbox.token}`,
      "  inventory-csv export -o items.csv",
      "Or, in the place of the token, as an app of the Dev Dashboard:",
      `  export SHOPIFY_CLIENT_ID=${client.id} SHOPIFY_CLIENT_SECRET=${client.secret}`,
      "Stop it with ctrl-c",
      "",
    ].join("\n"),
  );
  if (!host.signal.aborted) await once(host.signal, "abort");
  await sandbox.close();
  return 0;
}

function wholeNumber(flag: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,8}$/.test(text) && Number(text) <= most) return Number(text);
  throw new ExitError(2, `Cannot use ${flag} ${text}: wanted a whole number up to ${most}`);
}
