// The bytes of a text while they are copied: what is no text ends the copy at once and not when it is read, since it
// may have no end.
import { decode } from "./decode.ts";

/** The same bytes. Throws a SheetError where they are not of the encoding; `source` is their name in messages. */
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
  // oxlint-disable-next-line no-unused-vars
  for await (const _ of decode(noted(), source, encoding)) yield* read.splice(0);
  yield* read;
}
