// What one list call can ask for, a call at a time.
import { idsPerList } from "./shop.ts";

export async function* hundreds<T>(all: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const one of all) {
    some.push(one);
    if (some.length < idsPerList) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
