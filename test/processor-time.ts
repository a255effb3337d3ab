// How much processor time a piece of work takes: unlike time on the clock it is the same whatever else the machine does.

/** Milliseconds of this process, which runs one test at a time. */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
