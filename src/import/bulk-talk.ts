// What the user and a command say to each other while the shop carries out a file of changes by itself.
import type { BulkTalk } from "../apply/bulk/apply-in-bulk.ts";
import { realClock } from "../clock.ts";
import { signalIn } from "../host/signals.ts";
import type { Job } from "../session/job.ts";
import { printable } from "../terminal/printable.ts";

/** After a signal, how long another one can still cancel what the shop is doing. */
const cancelSeconds = 5;

/** A second signal cancels, if it comes soon enough; a third one ends the process. */
export function bulkTalk({ host, shop, out }: Job, onWorked: (lines: number) => void): BulkTalk {
  const again = new AbortController();
  host.onSecondSignal?.(() => {
    const underWay = shop.bulkUpdates?.underWay;
    if (underWay === undefined || again.signal.aborted) return false;
    out.warn(`Canceling ${underWay}. Repeat the signal to end at once`, "signal");
    again.abort();
    return true;
  });
  const { clock = realClock } = host;
  return {
    onWorked,
    onNews: (message) => out.warn(printable(message)),
    async cancelWanted() {
      if (signalIn(host.signal) === undefined) return false;
      const work = shop.bulkUpdates?.underWay ?? "the work of the shop";
      if (!again.signal.aborted)
        out.warn(`Repeat the signal within ${cancelSeconds} s to cancel ${work}`, "signal");
      // Rejects when it is ended early.
      await clock.sleep(cancelSeconds * 1000, again.signal).catch(() => undefined);
      return again.signal.aborted;
    },
  };
}
