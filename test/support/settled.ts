// Waits for a shop to which nothing comes any more, without a guess at how long that takes.
const enough = 200;
const most = 50_000;

/**
 * Resolves when the count has stayed the same during so many requests of our own in a row: whoever slows down the
 * others slows down these too. The requests have no token, and the shop answers 401.
 */
export async function settled(
  { origin }: { readonly origin: string },
  count: () => number,
): Promise<void> {
  let last = count();
  for (let asked = 0, quiet = 0; quiet < enough; asked += 1, quiet += 1) {
    if (asked === most) throw new Error(`the shop is not quiet after ${asked} requests`);
    await (await fetch(`${origin}/admin/api/2026-01/shop.json`)).arrayBuffer();
    if (count() === last) continue;
    last = count();
    quiet = 0;
  }
}
