// The files of bulk operations: uploads and results. They are in a folder next to the state file; without a state file, in
// one for temporary files, which is removed at the end.
import { createHash } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class BulkFolder {
  readonly #stateFile: string | undefined;
  #path: string | undefined;

  constructor(stateFile: string | undefined) {
    this.#stateFile = stateFile;
  }

  /** Where the file with this key is, or will be. */
  upload(key: string): string {
    return this.#file(`upload-${createHash("sha256").update(key).digest("hex").slice(0, 32)}`);
  }

  /** Undefined if the file was never uploaded. */
  uploadSize(key: string): number | undefined {
    return statSync(this.upload(key), { throwIfNoEntry: false })?.size;
  }

  result(name: string): string {
    return this.#file(`result-${name}`);
  }

  /** Writes behind so many bytes; what is already there was written by a process that has ended. */
  addResult(name: string, after: number, text: Buffer): void {
    if (text.length === 0) return;
    const file = openSync(this.result(name), after === 0 ? "w" : "r+", 0o600);
    try {
      for (let done = 0; done < text.length;)
        done += writeSync(file, text, done, text.length - done, after + done);
    } finally {
      closeSync(file);
    }
  }

  endResult(name: string, size: number): void {
    if (size > 0) truncateSync(this.result(name), size);
  }

  close(): void {
    if (this.#stateFile === undefined && this.#path !== undefined)
      rmSync(this.#path, { recursive: true, force: true });
  }

  #file(name: string): string {
    if (this.#path === undefined) {
      if (this.#stateFile === undefined) this.#path = mkdtempSync(join(tmpdir(), "sandbox-bulk-"));
      else mkdirSync((this.#path = `${this.#stateFile}.bulk`), { recursive: true, mode: 0o700 });
    }
    return join(this.#path, `${name}.jsonl`);
  }
}
