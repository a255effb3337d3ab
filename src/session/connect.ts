// Opens the shop that the settings name: a real one, a local one, or the sandbox in this process.
import { ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import type { Start } from "./job.ts";
import type { Settings } from "./settings.ts";
import { printable } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Address } from "../shop/address.ts";
import { restShop } from "../shop/rest/rest.ts";
import type { Attempt } from "../shop/http/http.ts";
import type { Shop } from "../shop/shop.ts";
import type { Credentials } from "../shop/tokens.ts";
import { isSystemError } from "../system-error.ts";

/** The file in which `--shop sandbox` and `inventory-csv sandbox` keep their store. */
export const sandboxFile = "sandbox-shop.jsonl";

interface Site {
  readonly address: Address;
  readonly credentials: Credentials;
  readonly onClose?: () => Promise<void>;
}

/** The address of the shop. The sandbox is started, and the caller has to call `onClose`. */
export async function siteOf(shop: Settings["shop"], host: Host): Promise<Site> {
  if (shop !== "sandbox") return shop;
  const { startSandbox } = await import("../sandbox/sandbox.ts");
  const sandbox = await startSandbox({ file: placeIn(host, sandboxFile).path }).catch(
    (error: unknown) => {
      if (!(error instanceof Error) || isSystemError(error)) throw error;
      throw new ExitError(
        2,
        `${error.message}; move the file away to start with a new store`,
        error,
      );
    },
  );
  return {
    address: { name: "sandbox", origin: sandbox.origin },
    credentials: { token: sandbox.token },
    onClose: () => sandbox.close(),
  };
}

/** The caller has to close the shop. */
export async function connect(
  { shop, api, version, rateShare, giveUpAfter, proxy }: Settings,
  { host, out }: Pick<Start, "host" | "out">,
): Promise<Shop> {
  const onAttempt = (attempt: Attempt): void => showAttempt(attempt, out);
  const onOutage = (news: string): void => out.warn(printable(news), "outage");
  const onNews = (news: string): void => out.note(printable(news));
  const options = {
    ...(await siteOf(shop, host)),
    version,
    rateShare,
    giveUpAfter,
    proxy,
    onAttempt,
    onOutage,
    onNews,
    clock: host.clock,
  };
  if (api === "rest") return restShop(options);
  const { graphqlShop } = await import("../shop/graphql/graphql.ts");
  return graphqlShop(options);
}

/** For `--verbose`. */
export function showAttempt(attempt: Attempt, terminal: Terminal): void {
  const { request, status, limit, milliseconds } = attempt;
  if (terminal.voice.verbose !== true) return;
  const bucket = limit === undefined ? "" : `, bucket ${limit}`;
  const time = Math.round(milliseconds);
  const words = `${request} → ${status ?? "no answer"} in ${time} ms${bucket}`;
  const facts = { request, status: status ?? null, milliseconds: time, bucket: limit ?? null };
  terminal.note(printable(words), "request", facts);
}
