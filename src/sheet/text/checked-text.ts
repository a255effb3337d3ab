// Checks that bytes are text while they are copied: other bytes stop the copy at once, because they may never end.
import { decode } from "./decode.ts";

/** The same bytes. Throws a SheetError if they are not in the encoding; `source` is their name in messages. */
export async function* checkedText(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  encoding?: string,
): AsyncGenerator<Uint8Array> {
  const read: Uint8Array[] = [];
  async function* noted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      read.push(chunk);
      yield chunk;
    }
  }
  for await (const _ of decode(noted(), source, encoding)) yield* read.splice(0);
  yield* read;
}
