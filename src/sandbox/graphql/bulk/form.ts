// Reads a multipart form whose last part is a file, which is handed on in pieces and never held as a whole.

const longestField = 65_536;
const headEnd = Buffer.from("\r\n\r\n");

export class FormError extends Error {}

export interface FileSink {
  write(piece: Buffer): void;
}

/** Throws a FormError if the form is another one; its rest is not read then. */
export async function readForm(
  chunks: AsyncIterator<Buffer>,
  contentType: string,
  openFile: (fields: ReadonlyMap<string, string>) => FileSink,
): Promise<void> {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(
      contentType,
    ) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new FormError("The body is not a multipart form");
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const form = new Pieces(chunks);
  await form.take(delimiter);
  const fields = new Map<string, string>();
  for (;;) {
    const head = (await form.take(headEnd)).toString();
    if (head.startsWith("--")) throw new FormError("The form has no file");
    const [, name] = /\bname="([^"]*)"/i.exec(head) ?? [];
    if (name === undefined) throw new FormError("A part of the form has no name");
    if (name === "file") break;
    fields.set(name, (await form.take(delimiter)).toString());
  }
  const sink = openFile(fields);
  await form.pour(delimiter, sink);
  const end = await form.rest(2);
  if (end !== "--") throw new FormError("The file is not the last part of the form");
}

class Pieces {
  readonly #chunks: AsyncIterator<Buffer>;
  // The first delimiter has no line before it.
  #held: Buffer = Buffer.from("\r\n");

  constructor(chunks: AsyncIterator<Buffer>) {
    this.#chunks = chunks;
  }

  /** What comes before the mark, which is dropped. */
  async take(mark: Buffer): Promise<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const taken = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        return taken;
      }
      // At the end of a form without a file there is no further head.
      if (this.#held.toString("latin1", 0, 2) === "--") throw new FormError("The form has no file");
      if (this.#held.length > longestField) throw new FormError("A part of the form is too long");
      if (!(await this.#more())) throw new FormError("The form ends early");
    }
  }

  async pour(mark: Buffer, sink: FileSink): Promise<void> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      // The mark may begin at the end of a piece.
      const until = at >= 0 ? at : Math.max(0, this.#held.length - mark.length);
      if (until > 0) sink.write(this.#held.subarray(0, until));
      this.#held = this.#held.subarray(at >= 0 ? at + mark.length : until);
      if (at >= 0) return;
      if (!(await this.#more())) throw new FormError("The form ends early");
    }
  }

  async rest(length: number): Promise<string> {
    while (this.#held.length < length) if (!(await this.#more())) break;
    return this.#held.toString("latin1", 0, length);
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done === true) return false;
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value]);
    return true;
  }
}
