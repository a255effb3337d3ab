// From settings to a shop that can be asked: a real one, a local one, or the sandbox inside this process.
import type { Settings } from "./settings.ts";
import { printable } from "./terminal/printable.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { restShop } from "./shop/rest.ts";
import type { Attempt } from "./shop/http.ts";
import type { Shop } from "./shop/shop.ts";

/** Where `--shop sandbox` and `inventory-csv sandbox` keep their store between commands. */
export const sandboxFile = "sandbox-shop.jsonl";

/** The caller closes the shop. */
export async function connect(
  { shop, version, rateShare, giveUpAfter }: Settings,
  terminal: Terminal,
): Promise<Shop> {
  const onAttempt = (attempt: Attempt): void => {
    if (terminal.voice.verbose === true) terminal.note(printable(inWords(attempt)));
  };
  const onOutage = (news: string): void => terminal.warn(printable(news));
  const options = { version, rateShare, giveUpAfter, onAttempt, onOutage };
  if (shop !== "sandbox") return restShop({ ...shop, ...options });
  const { startSandbox } = await import("./sandbox/sandbox.ts");
  const sandbox = await startSandbox({ file: sandboxFile });
  const address = { name: "sandbox", origin: sandbox.origin };
  const onClose = (): Promise<void> => sandbox.close();
  const credentials = { token: sandbox.token };
  return restShop({ address, credentials, ...options, onClose });
}

function inWords({ request, status, limit, milliseconds }: Attempt): string {
  const bucket = limit === undefined ? "" : `, bucket ${limit}`;
  return `${request} → ${status ?? "no answer"} in ${Math.round(milliseconds)} ms${bucket}`;
}
