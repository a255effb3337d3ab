// The result of a bulk query, kept on disk until it is complete. Items and their country codes are lines of their own,
// the codes anywhere in the file; they are joined when the items are read, a part of the codes at a time in memory.
import { join } from "node:path";
import { LineSpool } from "../../../disk/line-spool.ts";
import { IdSet } from "../../../item/id-set.ts";
import { Flaw } from "../client.ts";
import { idIn } from "../gid.ts";
import { isNode, type Node, readCode } from "../wire.ts";
import { CodeTable } from "./code-table.ts";

/** In JSON this can only be a key. */
const parentKey = '"__parentId":';
/** Codes that are in memory at the same time. */
const mostCodes = 2_000_000;

/** An item and its codes, both not yet checked. */
export interface Joined {
  readonly node: Node;
  readonly codes: readonly unknown[];
}

export class ResultFile {
  /** The ids of the items, in the order of the result. */
  readonly #ids = new IdSet();
  readonly #items: LineSpool;
  readonly #codes: LineSpool;
  /** How many codes each item has. */
  #counts = new Uint32Array(1024);
  /** Whether a code came before its item. */
  #areCounted = true;

  private constructor(items: LineSpool, codes: LineSpool) {
    this.#items = items;
    this.#codes = codes;
  }

  /** Its files are in the folder, without a name. */
  static async begin(folder: string): Promise<ResultFile> {
    const items = await LineSpool.begin(join(folder, ".result-items"));
    try {
      return new ResultFile(items, await LineSpool.begin(join(folder, ".result-codes")));
    } catch (error) {
      await items.remove();
      throw error;
    }
  }

  /** The number of items. */
  get size(): number {
    return this.#ids.size;
  }

  /**
   * A block of whole lines without the end of the last. Throws a Flaw if a line is neither an item nor a code, or an item
   * was there before.
   */
  async add(block: Buffer): Promise<void> {
    // Bytes as characters, which is many times as fast as UTF-8 where only a few lines are more than ASCII.
    const text = block.toString("latin1");
    const lines = text.split("\n");
    if (!text.includes(parentKey)) {
      for (const line of lines) this.#addItem(line);
      await this.#items.addBlock(block);
      return;
    }
    const [items, codes]: [string[], string[]] = [[], []];
    for (const line of lines) {
      if (line.includes(parentKey)) {
        this.#addCode(line);
        codes.push(line);
      } else {
        this.#addItem(line);
        items.push(line);
      }
    }
    await this.#items.add(items);
    await this.#codes.add(codes);
  }

  #addItem(line: string): void {
    const id = idOf("id", line);
    if (!this.#ids.add(id)) throw new Flaw(`item ${id} twice`);
  }

  #addCode(line: string): void {
    const item = this.#ids.indexOf(idOf("__parentId", line));
    if (item < 0) this.#areCounted = false;
    else this.#count(item);
  }

  #count(item: number): void {
    if (item >= this.#counts.length) {
      const counts = new Uint32Array(Math.max(item + 1, this.#counts.length * 2));
      counts.set(this.#counts);
      this.#counts = counts;
    }
    this.#counts[item] = (this.#counts[item] ?? 0) + 1;
  }

  /** All items with their codes, in the order of the result. Throws a Flaw if a code belongs to none of them. */
  async *read(): AsyncGenerator<readonly Joined[]> {
    if (!this.#areCounted) await this.#countAgain();
    let item = 0;
    let table = new CodeTable(0, new Uint32Array(0));
    for await (const lines of this.#items.read()) {
      const batch: Joined[] = [];
      for (const line of lines) {
        if (!table.has(item)) table = await this.#tableFrom(item);
        batch.push({ node: parsed(line), codes: table.of(item) });
        item += 1;
      }
      yield batch;
    }
  }

  async remove(): Promise<void> {
    await Promise.all([this.#items.remove(), this.#codes.remove()]);
  }

  async #countAgain(): Promise<void> {
    this.#counts = new Uint32Array(this.size);
    for await (const lines of this.#codes.read()) {
      for (const line of lines) this.#count(this.#itemOf(line));
    }
    this.#areCounted = true;
  }

  #itemOf(line: string): number {
    const id = idOf("__parentId", line);
    const item = this.#ids.indexOf(id);
    if (item < 0) throw new Flaw(`a country code of item ${id}, which is not in the result`);
    return item;
  }

  /** The codes of as many items as memory has room for. */
  async #tableFrom(from: number): Promise<CodeTable> {
    let [end, sum] = [from, 0];
    for (; end < this.size; end += 1) {
      sum += this.#counts[end] ?? 0;
      if (sum > mostCodes && end > from) break;
    }
    const counts = new Uint32Array(end - from);
    counts.set(this.#counts.subarray(from, end));
    const table = new CodeTable(from, counts);
    if (sum === 0) return table;
    for await (const lines of this.#codes.read()) {
      for (const line of lines) {
        const item = this.#itemOf(line);
        if (table.has(item)) table.add(item, readCode(parsed(line)));
      }
    }
    return table;
  }
}

const patterns = {
  id: /"id":"gid:\\?\/\\?\/shopify\\?\/InventoryItem\\?\/([1-9]\d{0,18})"/,
  __parentId: /"__parentId":"gid:\\?\/\\?\/shopify\\?\/InventoryItem\\?\/([1-9]\d{0,18})"/,
};

/** Found in the text where it is as usual, since that is many times faster than to parse the line. */
function idOf(key: keyof typeof patterns, line: string): string {
  const id = patterns[key].exec(line)?.[1] ?? idIn("InventoryItem", parsed(line)[key]);
  if (id === undefined) throw new Flaw("a line that is about no item");
  return id;
}

const isAscii = (line: string): boolean => !/[\u0080-\u00ff]/.test(line);

/** A line whose characters are bytes of UTF-8. */
function parsed(line: string): Node {
  let value: unknown;
  try {
    value = JSON.parse(isAscii(line) ? line : Buffer.from(line, "latin1").toString());
  } catch {
    throw new Flaw("a line that is not JSON");
  }
  if (!isNode(value)) throw new Flaw("a line that is no object");
  return value;
}
