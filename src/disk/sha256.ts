// The SHA-256 of bytes that come in parts.
import { createHash, type Hash } from "node:crypto";

/** In hexadecimal. */
export async function sha256Of(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest("hex");
}

/** The same bytes; the hash takes each part before it is passed on. */
export async function* hashed<T extends Uint8Array>(
  bytes: AsyncIterable<T>,
  hash: Hash,
): AsyncGenerator<T> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}
