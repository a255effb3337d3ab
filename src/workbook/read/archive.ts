// Reads the parts of a ZIP file with yauzl, within bounds: the sizes in its directory and the real sizes are checked.
import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { shortened } from "../../words.ts";
import { Bounds } from "./bounds.ts";
import { damaged, saveAgain, Unreadable } from "../unreadable.ts";

/** A workbook of twenty sheets has about fifty. */
const mostParts = 5_000;
const localHeader = 30;
/** Characters of a part's name that a message shows. */
const longestName = 100;

export class Archive {
  readonly #zip: ZipFile;
  readonly bounds: Bounds;
  readonly #signal: AbortSignal | undefined;
  readonly #entries = new Map<string, Entry>();
  #read = 0;

  private constructor(zip: ZipFile, size: number, signal: AbortSignal | undefined) {
    this.#zip = zip;
    this.bounds = new Bounds(size);
    this.#signal = signal;
  }

  /**
   * Throws an Unreadable if the directory is damaged or lists too much. Reading throws the reason of the signal when it
   * aborts.
   */
  static async open(bytes: Buffer, signal?: AbortSignal): Promise<Archive> {
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: false });
      const archive = new Archive(zip, bytes.length, signal);
      if (zip.entryCount > mostParts) {
        throw new Unreadable(`it has ${zip.entryCount} parts; a workbook has only some dozens`);
      }
      for await (const entry of zip.eachEntry()) archive.#add(entry);
      archive.#checkSizes();
      return archive;
    } catch (error) {
      throw damaged(error);
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** The unpacked bytes of a part; throws at their end if their checksum is wrong. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) {
      throw new Unreadable(`its part ${shortened(name, longestName)} is missing; ${saveAgain}`);
    }
    if (entry.isEncrypted()) {
      throw new Unreadable("it has a password; save it as .xlsx without one");
    }
    let sum = 0;
    try {
      const stream = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream) {
        this.#signal?.throwIfAborted();
        const piece = chunk as Buffer;
        this.#read += piece.length;
        this.bounds.checkUnpacked(this.#read);
        sum = crc32(piece, sum);
        yield piece;
      }
    } catch (error) {
      throw damaged(error);
    }
    if (sum !== entry.crc32) {
      throw new Unreadable(
        `it is damaged (the checksum of ${shortened(name, longestName)} is wrong); ${saveAgain}`,
      );
    }
  }

  #add(entry: Entry): void {
    // To spreadsheets, names in capitals are the same.
    const name = entry.fileName.toLowerCase();
    if (this.#entries.has(name))
      throw new Unreadable(`its part ${shortened(name, longestName)} appears twice; ${saveAgain}`);
    this.#entries.set(name, entry);
  }

  #checkSizes(): void {
    const entries = [...this.#entries.values()].toSorted(
      (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
    );
    let unpacked = 0;
    let end = 0;
    for (const entry of entries) {
      if (entry.relativeOffsetOfLocalHeader < end) {
        throw new Unreadable(`its parts share bytes, as in a ZIP bomb; ${saveAgain}`);
      }
      end =
        entry.relativeOffsetOfLocalHeader +
        localHeader +
        entry.fileNameRaw.length +
        entry.compressedSize;
      unpacked += entry.uncompressedSize;
    }
    this.bounds.checkUnpacked(unpacked);
  }
}
