// Work at two sizes, compared by its processor time. A quotient is the same on a slow machine and on a busy one, and what
// grows faster than its input shows, however quick the machine is.
import { expect } from "vitest";

/** Times below it say nothing: another thread of this process may have taken them. */
const leastMilliseconds = 5;
const rounds = 12;

/** Milliseconds of this process, which runs one test at a time. */
async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The large work costs at most so many times as much as the small one. By default half-way between work in proportion to
 * its input and work of its square: for sizes of 1 and 100 that is 1000, ten times as much as the one and a tenth of the
 * other.
 */
export async function expectGrowth(
  work: (size: number) => unknown,
  [small, large]: readonly [small: number, large: number],
  most = (large / small) ** 1.5,
): Promise<void> {
  // So often that work in proportion takes as long as the large one: a busy machine then slows down both alike.
  const times = Math.round(large / small);
  const smallOnes = async (): Promise<void> => {
    for (let n = 0; n < times; n += 1) await work(small);
  };
  await smallOnes(); // what runs for the first time is compiled, which would make the small work look large
  const least = { small: Infinity, large: Infinity };
  const growth = (): number => (times * least.large) / Math.max(least.small, leastMilliseconds);
  for (let round = 0; round < rounds && !(growth() <= most); round += 1) {
    least.small = Math.min(least.small, await processorTime(smallOnes));
    least.large = Math.min(least.large, await processorTime(() => work(large)));
  }
  expect(growth()).toBeLessThanOrEqual(most);
}
