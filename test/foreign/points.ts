// The points of the GraphQL API: a bucket that fills with time, and from which each request takes its cost.
export type Points = { size: number; restore: number };

export function pointsBucket({ size, restore }: Points) {
  let level = size;
  let filledAt = performance.now();
  function fill(): void {
    const now = performance.now();
    level = Math.min(size, level + ((now - filledAt) * restore) / 1000);
    filledAt = now;
  }
  return {
    take(cost: number): boolean {
      fill();
      if (cost > level) return false;
      level -= cost;
      return true;
    },
    giveBack(points: number): void {
      fill();
      level = Math.min(size, level + points);
    },
    status() {
      fill();
      return {
        restoreRate: restore,
        currentlyAvailable: Math.floor(level),
        maximumAvailable: size,
      };
    },
  };
}
