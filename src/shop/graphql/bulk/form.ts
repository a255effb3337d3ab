// A form with a file, as `multipart/form-data`: the parameters first, the file last. The file is never in memory as a
// whole, and the length of the form is known before it is sent.
import { randomBytes } from "node:crypto";
import type { BulkFile } from "../../bulk-updates.ts";
import { Flaw } from "../client.ts";

/** As the shop gives them. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

export interface Form {
  readonly headers: { readonly "content-type": string; readonly "content-length": string };
  readonly body: AsyncIterable<Uint8Array>;
}

/** Throws a Flaw if a parameter cannot be part of a form. */
export function formOf(parameters: readonly Parameter[], file: BulkFile): Form {
  const boundary = `inventory-csv-${randomBytes(16).toString("hex")}`;
  const fields = parameters.map(({ name, value }) => {
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u001f"\u007f]/.test(name) || value.includes(boundary)) {
      throw new Flaw("an upload target with a parameter that no form can have");
    }
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  });
  const title = `content-disposition: form-data; name="file"; filename="${file.name}"`;
  const head = Buffer.from(
    `${fields.join("")}--${boundary}\r\n${title}\r\ncontent-type: text/jsonl\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* body(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* file.read();
    yield tail;
  }
  return {
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": String(head.length + file.size + tail.length),
    },
    body: body(),
  };
}
