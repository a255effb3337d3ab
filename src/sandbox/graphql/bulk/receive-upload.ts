// Takes in a file that was staged, by POST of a form or by PUT, and says with which status and XML that is answered.
import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import type { BulkFolder } from "./bulk-folder.ts";
import { FormError, readForm, type FileSink } from "./form.ts";
import { largestUpload } from "./mutation-check.ts";
import { errorOf, receiptOf, type Staging } from "./staging.ts";

export interface UploadParts {
  readonly folder: BulkFolder;
  readonly staging: Staging;
  readonly origin: string;
}

export interface Reply {
  readonly status: number;
  readonly xml: string;
}

/** The file gets its name when it is complete. */
class Upload implements FileSink {
  readonly #draft: string;
  readonly #path: string;
  readonly #file: number;
  readonly #hash: Hash = createHash("md5");
  size = 0;

  constructor(path: string, n: number) {
    this.#path = path;
    this.#draft = `${path}.${n}.new`;
    this.#file = openSync(this.#draft, "w", 0o600);
  }

  write(piece: Buffer): void {
    this.size += piece.length;
    if (this.size > largestUpload) return;
    this.#hash.update(piece);
    for (let done = 0; done < piece.length;) done += writeSync(this.#file, piece, done);
  }

  /** The checksum. */
  keep(): string {
    closeSync(this.#file);
    renameSync(this.#draft, this.#path);
    return this.#hash.digest("hex");
  }

  drop(): void {
    closeSync(this.#file);
    rmSync(this.#draft, { force: true });
  }
}

let uploads = 0;

export async function receiveForm(
  request: IncomingMessage,
  { folder, staging, origin }: UploadParts,
): Promise<Reply> {
  const chunks = (request as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let upload: Upload | undefined;
  let key = "";
  try {
    await readForm(chunks, request.headers["content-type"] ?? "", (fields) => {
      key = fields.get("key") ?? "";
      const fault = staging.faultOf(key, fields);
      if (fault !== undefined) throw new FormError(fault);
      return (upload = new Upload(folder.upload(key), (uploads += 1)));
    });
    if (!upload || upload.size === 0) throw new FormError("The file is empty");
    if (upload.size > largestUpload) throw new FormError("The file is larger than 100 MB");
    return { status: 201, xml: receiptOf(key, origin, upload.keep()) };
  } catch (error) {
    upload?.drop();
    if (!(error instanceof FormError)) throw error;
    await drain(chunks);
    return { status: 400, xml: errorOf("InvalidArgument", error.message) };
  }
}

export async function receivePut(
  request: IncomingMessage,
  url: URL,
  { folder, staging }: UploadParts,
): Promise<Reply> {
  const chunks = (request as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const key = decodeURIComponent(url.pathname.slice(1));
  const fault = staging.faultOf(key, new Map(url.searchParams));
  if (fault !== undefined) {
    await drain(chunks);
    return { status: 400, xml: errorOf("InvalidArgument", fault) };
  }
  const upload = new Upload(folder.upload(key), (uploads += 1));
  await drain(chunks, upload);
  if (upload.size <= largestUpload) {
    upload.keep();
    return { status: 200, xml: "" };
  }
  upload.drop();
  return { status: 400, xml: errorOf("EntityTooLarge", "The file is larger than 100 MB") };
}

/** Reads to the end, so that the sender gets the answer. */
export async function drain(chunks: AsyncIterator<Buffer>, sink?: FileSink): Promise<void> {
  for (;;) {
    const { done, value } = await chunks.next();
    if (done === true) return;
    sink?.write(value);
  }
}
