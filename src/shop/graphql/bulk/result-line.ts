// A line of the result of a bulk mutation: what became of one line of its file. Each is read as strictly as the answer
// to a single update, and says the same in the same words.
import { jsonIn } from "../../../disk/read.ts";
import type { BulkAnswer } from "../../bulk-updates.ts";
import { ShopError, type ShopErrorDetails } from "../../shop-error.ts";
import { Flaw } from "../client.ts";
import { envelopeOf } from "../envelope.ts";
import { idIn } from "../gid.ts";
import { readItems } from "../read/read-items.ts";
import { refusalOf, userErrorsOf } from "../update/user-errors.ts";
import { codesKey, isNode, type LocalTime, type Node } from "../wire.ts";

const envelope = envelopeOf(
  () => ({ root: "inventoryItemUpdate", changes: true }),
  () => undefined,
);

export interface LineContext {
  /** The item of a line of the file; undefined if the file has no such line. */
  readonly idOf: (line: number) => string | undefined;
  readonly localTime: LocalTime;
  /** Removes secrets. */
  readonly clean: (text: string) => string;
}

export function readResultLine(text: string, context: LineContext): BulkAnswer {
  const json = jsonIn(text);
  const number = isNode(json) ? json["__lineNumber"] : undefined;
  const line =
    typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  const id = line === undefined ? undefined : context.idOf(line);
  const request = `inventoryItemUpdate ${id ?? "of an unknown line"}`;
  const errorOf = ({ found, ...details }: Omit<ShopErrorDetails, "request">): BulkAnswer => ({
    line,
    error: new ShopError({ ...details, request, found: context.clean(found) }),
  });
  const opened = envelope.open(json);
  if ("problem" in opened) return errorOf(opened.problem);
  if ("bug" in opened) return errorOf({ kind: "fault", found: `answered: ${opened.bug}` });
  try {
    const { content } = opened;
    const errors = userErrorsOf(content);
    if (errors.length > 0) return errorOf({ kind: "refused", found: refusalOf(errors) });
    const node = isNode(content) ? content.inventoryItem : undefined;
    if (!isNode(node)) throw new Flaw("no item");
    if (idIn("InventoryItem", node.id) !== id) throw new Flaw("another item");
    const [found] = readItems([withPlainCodes(node)], context.localTime);
    if (found === undefined) throw new Flaw("no item");
    return { line, item: found.item };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return errorOf({ kind: "fault", found: `has an unexpected result: ${error.message}` });
  }
}

/** A bulk operation shows a list as edges, and all of it. */
function withPlainCodes(node: Node): Node {
  const list = node[codesKey];
  const edges = isNode(list) ? list.edges : undefined;
  if (!Array.isArray(edges) || !edges.every(isNode)) throw new Flaw(`an item without ${codesKey}`);
  const nodes = edges.map((edge: Node) => edge.node);
  return { ...node, [codesKey]: { nodes, pageInfo: { hasNextPage: false } } };
}
