// Items in answers: each is checked as strictly as by REST, and is the one that was asked for.
import { z } from "zod";
import { fieldNames, type Item, itemSchema } from "../../../item/fields.ts";
import { variantTitle } from "../../../item/variant-title.ts";
import type { Names } from "../../shop.ts";
import { Flaw } from "../client.ts";
import { idIn } from "../gid.ts";
import { codesKey, isNode, type LocalTime, type Node, wire } from "../wire.ts";

/** Compiled, since most answers are lists of items: it checks them five times as fast. */
const itemList = z.compile(z.array(itemSchema));
const forms = fieldNames.map((name) => [name, wire[name]] as const);

/** An item with what the answer has beside it. */
export interface Found {
  readonly item: Item;
  /** Whether the item has more country codes than are shown. */
  readonly moreCodes: boolean;
  readonly node: Node;
}

/** The items of nodes. Country codes that were not asked for are those of `codesAt`, by the place of the node. */
export function readItems(
  nodes: readonly Node[],
  localTime: LocalTime,
  codesAt?: (place: number) => unknown,
): Found[] {
  const raw = nodes.map((node, at) => rawItem(node, localTime, codesAt && (() => codesAt(at))));
  const checked = itemList.safeParse(raw);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new Flaw(`${issue?.path.join(".") ?? "items"}: ${issue?.message ?? "unexpected format"}`);
  }
  return checked.data.map((item, at) => {
    const node = nodes[at] ?? {};
    return { item, node, moreCodes: hasNextPage(node[codesKey]) };
  });
}

function rawItem(
  node: Node,
  localTime: LocalTime,
  ownCodes?: () => unknown,
): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const [name, form] of forms) {
    const { key } = form;
    const value = node[key];
    if (value !== undefined) raw[name] = form.read(value, localTime);
    else if (key === codesKey && ownCodes !== undefined) raw[name] = ownCodes();
    // REST leaves out what is empty; an answer of GraphQL has all that was asked for.
    else throw new Flaw(`an item without ${key}`);
  }
  return raw;
}

/** The nodes of the ids, in their order; undefined for those that the shop does not know. */
export function readNodes(content: unknown, ids: readonly string[]): (Node | undefined)[] {
  if (!Array.isArray(content)) throw new Flaw("nodes that are no list");
  const nodes = content as unknown[];
  if (nodes.length !== ids.length) {
    throw new Flaw(`${nodes.length} nodes; ${ids.length} were requested`);
  }
  return nodes.map((node, at) => {
    if (node === null) return undefined;
    if (!isNode(node)) throw new Flaw("a node that is no object");
    if (idIn("InventoryItem", node.id) !== ids[at]) throw new Flaw("another item than requested");
    return node;
  });
}

/** A page of items in the order of their ids. */
export interface Page {
  readonly found: readonly Found[];
  /** The id after which the next page begins. */
  readonly last: string;
  readonly more: boolean;
}

export function readPage(content: unknown, after: string, localTime: LocalTime): Page {
  const nodes = isNode(content) ? content.nodes : undefined;
  if (!Array.isArray(nodes) || !nodes.every(isNode)) throw new Flaw("a page without nodes");
  const found = readItems(nodes, localTime);
  let last = after;
  for (const { item } of found) {
    // Each page goes forward, so that a walk ends and shows no item twice.
    if (!isAfter(item.id, last)) throw new Flaw(`item ${item.id} after item ${last}`);
    last = item.id;
  }
  const more = hasNextPage(content);
  if (more && found.length === 0) throw new Flaw("an empty page before another one");
  return { found, last, more };
}

/** Whether the first of two ids of digits is the greater number. */
const isAfter = (id: string, other: string): boolean =>
  id.length === other.length ? id > other : id.length > other.length;

/** Whether a list goes on; throws a Flaw if the answer does not say. */
export function hasNextPage(list: unknown): boolean {
  if (list === undefined) return false; // not asked for
  const info = isNode(list) ? list.pageInfo : undefined;
  if (!isNode(info) || typeof info.hasNextPage !== "boolean")
    throw new Flaw("a list without pageInfo");
  return info.hasNextPage;
}

/** Undefined if the item belongs to no variant. */
export function namesOf({ variant }: Node): Names | undefined {
  if (!isNode(variant) || !isNode(variant.product)) return undefined;
  const { title, handle } = variant.product;
  return {
    product_title: text(title),
    variant_title: variantTitle(text(variant.title)),
    handle: text(handle),
  };
}

/** The variant and the product that an item belongs to. */
export interface Owner {
  readonly variant: string;
  readonly product: string;
}

export function ownerOf({ variant: node }: Node): Owner | undefined {
  if (!isNode(node) || !isNode(node.product)) return undefined;
  const variant = idIn("ProductVariant", node.id);
  const product = idIn("Product", node.product.id);
  return variant === undefined || product === undefined ? undefined : { variant, product };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
