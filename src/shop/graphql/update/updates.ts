// Updates of items. Rows of one product that wait at the same time leave together, in one request; each row has its own
// guard and its own result. A row that such a request refuses for reasons of its own rules is sent again alone.
import { type FieldName, fields, type Item } from "../../../item/fields.ts";
import { same } from "../../../item/field.ts";
import type { Sent } from "../../sender.ts";
import { ShopError, type ShopErrorDetails } from "../../shop-error.ts";
import { type Client, Flaw } from "../client.ts";
import { gidOf, idIn } from "../gid.ts";
import { readItems } from "../read/read-items.ts";
import type { Reader } from "../read/reader.ts";
import { UpdateJob } from "./update-job.ts";
import { codesBefore, ownerInBatch, type Row, writesHsCodes } from "./update-row.ts";
import { areAbout, refusalOf, type UserError, userErrorsOf, variantIn } from "./user-errors.ts";
import { isNode, type LocalTime } from "../wire.ts";

export class Updates {
  readonly #client: Client;
  readonly #reader: Reader;
  readonly #localTime: LocalTime;
  /** Rows that wait, by the product that they belong to. */
  readonly #products = new Map<string, Row[]>();

  constructor(client: Client, reader: Reader, localTime: LocalTime) {
    this.#client = client;
    this.#reader = reader;
    this.#localTime = localTime;
  }

  /** Settles the row, sooner or later. */
  add(row: Row): void {
    const product = ownerInBatch(row)?.product;
    if (product === undefined) {
      void this.#alone(row);
      return;
    }
    const waiting = this.#products.get(product);
    if (waiting !== undefined) {
      waiting.push(row);
      return;
    }
    const rows = [row];
    this.#products.set(product, rows);
    void this.#together(product, rows);
  }

  /** One request at a time for a product: meanwhile its other rows gather. */
  async #together(product: string, waiting: Row[]): Promise<void> {
    while (waiting.length > 0) await this.#send(waiting);
    this.#products.delete(product);
  }

  #alone(row: Row): Promise<void> {
    return this.#send([row]);
  }

  /** Never rejects. */
  async #send(waiting: Row[]): Promise<void> {
    const job = new UpdateJob(waiting);
    try {
      const sent = await this.#client.mutation(job);
      job.count(sent.attempts);
      await this.#settle(job.rows, job.request().name, sent);
    } catch (error) {
      job.count(error instanceof ShopError ? error.attempts : 0);
      // A request that never left fails for all that waited for it.
      const rows = job.rows.length > 0 ? job.rows : waiting.splice(0);
      // A value that makes the whole request invalid says nothing about the others.
      if (error instanceof ShopError && error.kind === "refused" && rows.length > 1) {
        await Promise.all(rows.map((row) => this.#alone(row)));
      } else for (const row of rows) row.reject(failureOf(error, row));
    }
  }

  async #settle(rows: readonly Row[], name: string, sent: Sent<unknown>): Promise<void> {
    const content = isNode(sent.data) ? sent.data : {};
    const [only] = rows;
    const errorOf = (
      row: Row,
      details: Pick<ShopErrorDetails, "kind" | "found" | "cause">,
    ): ShopError => {
      const { requestId } = sent;
      const request = rows.length > 1 ? `productVariantsBulkUpdate ${row.id}` : name;
      return this.#client.error({ ...details, request, requestId, attempts: row.attempts });
    };
    const fault = (row: Row, cause: unknown): ShopError => {
      const found =
        cause instanceof Flaw
          ? `answered 200 with unexpected content: ${cause.message}`
          : `answered 200, but the country codes could not be read: ${String(cause)}`;
      return errorOf(row, { kind: "fault", found, cause });
    };
    const each = async (
      row: Row,
      errors: readonly UserError[],
      echo: unknown,
      certain: boolean,
    ): Promise<void> => {
      try {
        if (errors.length > 0) {
          // Updates of variants have stricter rules for HS codes, and other words for them. An error about none of the
          // values that were sent is about the variant, which may belong to another product by now.
          const isOfBatch = writesHsCodes(row) || !areAbout(row.patch, errors);
          if (rows.length > 1 && isOfBatch) return await this.#alone(row);
          return row.reject(errorOf(row, { kind: "refused", found: refusalOf(errors) }));
        }
        const item = await this.#echoed(row, echo);
        if (!certain && !isAsSent(row, item)) return await this.#alone(row);
        row.resolve({ item, attempts: row.attempts, requestId: sent.requestId });
      } catch (error) {
        row.reject(
          error instanceof Flaw || error instanceof ShopError ? fault(row, error) : bugOf(error),
        );
      }
    };
    let errors: readonly UserError[];
    try {
      errors = userErrorsOf(content);
    } catch (error) {
      for (const row of rows) row.reject(fault(row, error));
      return;
    }
    if (rows.length === 1 && only !== undefined) {
      await each(only, errors, content.inventoryItem, true);
      return;
    }
    const variants = Array.isArray(content.productVariants)
      ? (content.productVariants as unknown[]).filter(isNode)
      : [];
    const byId = new Map(variants.map((variant) => [variant.id, variant]));
    const certain = errors.every((error) => (variantIn(error) ?? rows.length) < rows.length);
    await Promise.all(
      rows.map((row, at) => {
        const own = errors.filter((error) => variantIn(error) === at);
        const variant = byId.get(gidOf("ProductVariant", ownerInBatch(row)?.variant ?? ""));
        if (variant === undefined && !certain && own.length === 0) return this.#alone(row);
        return each(row, own, variant?.inventoryItem, certain);
      }),
    );
  }

  /** The item that an answer shows. Its country codes are completed, which may fail after the update was made. */
  async #echoed(row: Row, echo: unknown): Promise<Item> {
    if (!isNode(echo)) throw new Flaw("no item");
    if (idIn("InventoryItem", echo.id) !== row.id) throw new Flaw("another item");
    const found = readItems([echo], this.#localTime, () => codesBefore(row));
    const [complete] = await this.#reader.complete(found);
    if (complete === undefined) throw new Flaw("an item that is gone");
    return complete.item;
  }
}

/** Whether the answer shows each value that was sent. */
const isAsSent = ({ patch }: Row, item: Item): boolean =>
  (Object.keys(patch) as FieldName[]).every((name) =>
    same(fields[name], item[name], patch[name] ?? null),
  );

const failureOf = (error: unknown, row: Row): Error =>
  error instanceof ShopError ? error.after(row.attempts) : bugOf(error);

const bugOf = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
