// The two shops that tests talk to, each closed when its test is over. Their buckets are wide, so that only the tests
// of the pace wait for it. Tests that run side by side pass the `onTestFinished` of their own context.
import { onTestFinished } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/sandbox.ts";
import { foreignItems, type ForeignShop, startForeignShop } from "./foreign-shop.ts";

const bucket = { size: 4000, leak: 200 };
const points = { size: 40_000, restore: 2000 };

export async function openSandbox(
  options: SandboxOptions = {},
  finished: typeof onTestFinished = onTestFinished,
): Promise<Sandbox> {
  const sandbox = await startSandbox({ bucket, ...options });
  finished(() => sandbox.close());
  return sandbox;
}

type ForeignOptions = Parameters<typeof startForeignShop>[0];

export async function openForeignShop(
  items: ForeignOptions["items"] | number,
  onRequest?: ForeignOptions["onRequest"],
  finished: typeof onTestFinished = onTestFinished,
  others: Omit<ForeignOptions, "items" | "onRequest"> = {},
): Promise<ForeignShop> {
  const shop = await startForeignShop({
    items: typeof items === "number" ? foreignItems(items) : items,
    bucket,
    points,
    ...others,
    ...(onRequest === undefined ? {} : { onRequest }),
  });
  finished(() => shop.close());
  return shop;
}

interface Seen<R> {
  readonly requests: readonly R[];
}

/** The requests of updates by REST. */
export const sentPuts = <R extends { readonly method: string }>({ requests }: Seen<R>): R[] =>
  requests.filter(({ method }) => method === "PUT");

/** How many there are. */
export const puts = (shop: Seen<{ readonly method: string }>): number => sentPuts(shop).length;
