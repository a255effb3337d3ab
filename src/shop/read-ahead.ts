// Reads ahead in order: far while the process waits for the shop, and little while it has enough to do, because
// everything that was read and waits takes memory.
import { performance } from "node:perf_hooks";

/** Readings under way or waiting: the most hide the latency of a shop far away, the fewest that of a near one. */
const most = 10;
const fewest = 5;
/** Below this part of its time the process is not busy. A shop on the network leaves it far below. */
const busy = 0.8;
/** Results after which that is looked at. Several, because answers come in groups, with a wait between the groups. */
const round = 10;

/** How long the process has had work, and how long it has had none. */
type Load = () => Readonly<Record<"active" | "idle", number>>;

const loadOfProcess: Load = () => performance.eventLoopUtilization();

/** What `read` finds for each element, in their order. An error, also one of the elements, is thrown in its turn. */
export async function* readAhead<From, To>(
  elements: AsyncIterable<From>,
  read: (element: From) => Promise<To>,
  load = loadOfProcess,
): AsyncGenerator<To> {
  const source = elements[Symbol.asyncIterator]();
  const readings: Promise<To>[] = [];
  let limit = most;
  let isOver = false;
  const add = (reading: Promise<To>): void => {
    reading.catch(() => undefined);
    readings.push(reading);
  };
  const fill = async (): Promise<void> => {
    while (!isOver && readings.length < limit) {
      try {
        const { done, value } = await source.next();
        if (done === true) isOver = true;
        else add(read(value));
      } catch (error) {
        isOver = true;
        add(Promise.reject(error));
      }
    }
  };
  try {
    let before = load();
    let taken = 0;
    await fill();
    for (let next = readings.shift(); next !== undefined; next = readings.shift()) {
      const found = await next;
      taken += 1;
      if (taken % round === 0) {
        const now = load();
        limit = isBusy(before, now) ? Math.max(limit - 1, fewest) : Math.min(limit + 1, most);
        before = now;
      }
      await fill();
      yield found;
    }
  } finally {
    await source.return?.();
  }
}

function isBusy(before: ReturnType<Load>, now: ReturnType<Load>): boolean {
  const active = now.active - before.active;
  return active >= busy * (active + now.idle - before.idle);
}
