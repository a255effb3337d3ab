// A length of time in words.

/** As in `a second`, `8 s`, `10 min`, `1 h 23 min`. */
export function duration(seconds: number): string {
  if (seconds < 1) return "a second";
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
