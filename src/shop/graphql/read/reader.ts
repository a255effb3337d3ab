// Reads items by their ids, and pages of all items, with all of their country codes however many there are.
import { fields, type Item } from "../../../item/fields.ts";
import type { CountryHsCode } from "../../../item/hs/hs-code.ts";
import { inGroups } from "../../batches.ts";
import { counted } from "../../../words.ts";
import { type Client, Flaw } from "../client.ts";
import { mostIds } from "../documents.ts";
import { gidOf } from "../gid.ts";
import {
  type Found,
  hasNextPage,
  type Page,
  readItems,
  readNodes,
  readPage,
} from "./read-items.ts";
import { codesKey, isNode, type LocalTime, wire } from "../wire.ts";

/** The largest id of 64 bits. What is above it is no id of an item, and Shopify would not understand it. */
const largestId = "9223372036854775807";
const mayExist = (id: string): boolean => id.length < largestId.length || id <= largestId;

const codesField = fields.country_harmonized_system_codes;

export class Reader {
  readonly #client: Client;
  readonly #localTime: () => Promise<LocalTime>;

  constructor(client: Client, localTime: () => Promise<LocalTime>) {
    this.#client = client;
    this.#localTime = localTime;
  }

  /** By id, at most 250; ids that the shop does not know are absent. */
  async byIds(
    asked: readonly string[],
    document: "nodes" | "nodesWithNames" | "nodesWithOwners" = "nodes",
  ): Promise<ReadonlyMap<string, Found>> {
    const ids = [...new Set(asked)].filter(mayExist);
    if (ids.length === 0) return new Map();
    const localTime = await this.#localTime();
    const request = { document, variables: variablesOf(ids), name: nameOf("nodes", ids) };
    const { data } = await this.#client.sendRepeatable(request, (content) => {
      const nodes = readNodes(content, ids).filter((node) => node !== undefined);
      return readItems(nodes, localTime);
    });
    const found = await this.complete(data);
    return new Map(found.map((each) => [each.item.id, each]));
  }

  /** A page of the items that the search finds, by id; `after` is the last id that was read. */
  async page(after: string, filter: string, document: "items" | "itemsWithNames"): Promise<Page> {
    const localTime = await this.#localTime();
    const query = `id:>${after}${filter}`;
    const request = { document, variables: { query }, name: `inventoryItems after ${after}` };
    const { data } = await this.#client.sendRepeatable(request, (content) =>
      readPage(content, after, localTime),
    );
    return { ...data, found: await this.complete(data.found) };
  }

  /** The same items, with all their country codes. Items that are gone meanwhile are left out. */
  async complete(all: readonly Found[]): Promise<readonly Found[]> {
    const cut = all.filter(({ moreCodes }) => moreCodes).map(({ item }) => item.id);
    if (cut.length === 0) return all;
    const codes = new Map<string, readonly CountryHsCode[]>();
    for await (const ids of inGroups(cut, mostIds)) {
      for (const [id, list] of await this.#allCodes(ids)) codes.set(id, list);
    }
    return all.flatMap((each) => {
      if (!each.moreCodes) return [each];
      const list = codes.get(each.item.id);
      return list === undefined ? [] : [{ ...each, moreCodes: false, item: withCodes(each, list) }];
    });
  }

  async #allCodes(ids: readonly string[]): Promise<Map<string, readonly CountryHsCode[]>> {
    const all = new Map<string, readonly CountryHsCode[]>();
    const first = await this.#codes(ids);
    for (const [id, { list, next }] of first) {
      const codes = [...list];
      const countries = new Set(codes.map(({ country_code }) => country_code));
      let exists = true;
      for (let cursor = next; cursor !== undefined && exists;) {
        const page = (await this.#codes([id], cursor, countries)).get(id);
        exists = page !== undefined;
        codes.push(...(page?.list ?? []));
        for (const { country_code } of page?.list ?? []) countries.add(country_code);
        cursor = page?.next;
      }
      if (exists) all.set(id, codes);
    }
    return all;
  }

  /** A page of codes of each item; `known` are countries that were on earlier pages. */
  async #codes(
    ids: readonly string[],
    after?: string,
    known: ReadonlySet<string> = new Set(),
  ): Promise<Map<string, { list: readonly CountryHsCode[]; next: string | undefined }>> {
    const variables = { ...variablesOf(ids), ...(after !== undefined && { after }) };
    const name = nameOf("country codes of nodes", ids);
    const { data } = await this.#client.sendRepeatable(
      { document: "codes", variables, name },
      (content) => {
        const pages = new Map<
          string,
          { list: readonly CountryHsCode[]; next: string | undefined }
        >();
        for (const [at, node] of readNodes(content, ids).entries()) {
          const connection = node?.[codesKey];
          if (node === undefined) continue;
          const raw = wire.country_harmonized_system_codes.read(connection, (utc) => utc);
          const checked = codesField.wire.safeParse(raw);
          if (!checked.success || !isNode(connection))
            throw new Flaw("country codes that are no list");
          const list = checked.data as readonly CountryHsCode[];
          const more = hasNextPage(connection);
          const isNew = list.some(({ country_code }) => !known.has(country_code));
          // Otherwise a list that never ends would be read without end.
          if (more && !isNew) throw new Flaw("a page without new countries before another one");
          pages.set(ids[at] ?? "", {
            list,
            next: more ? cursorOf(connection.pageInfo) : undefined,
          });
        }
        return pages;
      },
    );
    return data;
  }
}

const withCodes = (
  { item }: Found,
  country_harmonized_system_codes: readonly CountryHsCode[],
): Item => ({
  ...item,
  country_harmonized_system_codes,
});

function cursorOf(info: unknown): string {
  if (isNode(info) && typeof info.endCursor === "string") return info.endCursor;
  throw new Flaw("a page without a cursor before another one");
}

const variablesOf = (ids: readonly string[]): { ids: string[] } => ({
  ids: ids.map((id) => gidOf("InventoryItem", id)),
});

const nameOf = (root: string, ids: readonly string[]): string =>
  ids.length === 1 ? `${root} ${ids[0]}` : `${root} (${counted(ids.length, "id")})`;
