// Which countries have HS codes of their own among the items of an export: known only when all have been read, so the
// items wait on the disk meanwhile.
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Spool } from "../disk/spool.ts";
import type { Item } from "../item/fields.ts";

/** Calls `use` with the countries and with the items from the first one on; they wait in the folder. */
export async function countriesOf(
  items: AsyncIterable<readonly Item[]>,
  folder: string,
  use: (countries: readonly string[], items: AsyncIterable<readonly Item[]>) => Promise<void>,
): Promise<void> {
  const waiting = await mkdtemp(join(folder, ".export-"));
  try {
    const kept = await Spool.begin<Item>(join(waiting, "items"));
    const countries = new Set<string>();
    for await (const some of items) {
      await kept.add(some);
      for (const { country_harmonized_system_codes: codes } of some) {
        for (const { country_code } of codes) countries.add(country_code.toUpperCase());
      }
    }
    await kept.end();
    await use([...countries].toSorted(), kept.read());
  } finally {
    await rm(waiting, { recursive: true, force: true });
  }
}
