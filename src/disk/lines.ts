// JSON-lines files, read some hundred lines at a time.
import { createReadStream } from "node:fs";

/** The complete lines of a file; what a crash left of the last one is not among them. */
export async function* readLines(path: string): AsyncGenerator<readonly string[]> {
  let rest = "";
  for await (const chunk of createReadStream(path, { encoding: "utf8" })) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield lines;
  }
}
