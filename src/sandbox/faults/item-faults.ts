// Faults that change the items in an answer: lists of REST, and lists and single items in the data of GraphQL.
import type { Answer } from "../answer.ts";
import { isList, isObject, type Json, type JsonObject } from "../wire-json.ts";

/** What happens to the first item of each list: it is missing, comes twice, or has a strange one behind it or instead. */
export type ItemEffect = "drop-item" | "double-item" | "stray-item" | "other-item";

export function withItems(answer: Answer, effect: ItemEffect): Answer {
  const { json } = answer;
  if (!isObject(json)) return answer;
  const { data } = json;
  const changed = isObject(data) ? { ...json, data: inData(data, effect) } : inLists(json, effect);
  return { ...answer, json: changed };
}

/** Root fields: a list, a connection, an item, or a payload with one of them. */
function inData(data: JsonObject, effect: ItemEffect): JsonObject {
  return mapped(data, (root) => {
    if (isList(root)) return changedList(root, effect);
    if (!isObject(root)) return root;
    return "id" in root ? changedItem(root, effect) : inPayload(root, effect);
  });
}

function inPayload(payload: JsonObject, effect: ItemEffect): JsonObject {
  return mapped(payload, (part, name) => {
    if (name === "userErrors" || name === "pageInfo") return part;
    if (isList(part)) return changedList(part, effect);
    return isObject(part) && "id" in part ? changedItem(part, effect) : part;
  });
}

function inLists(json: JsonObject, effect: ItemEffect): JsonObject {
  return mapped(json, (part) => (isList(part) ? changedList(part, effect) : part));
}

function changedList(rows: readonly Json[], effect: ItemEffect): readonly Json[] {
  const [first, ...others] = rows;
  if (first === undefined) return rows;
  switch (effect) {
    case "drop-item":
      return others;
    case "double-item":
      return [first, first, ...others];
    case "stray-item":
      return [first, ...others, strange(first)];
    default:
      return [strange(first), ...others];
  }
}

/** An item alone cannot come twice. */
function changedItem(item: JsonObject, effect: ItemEffect): Json {
  if (effect === "double-item") return item;
  return effect === "drop-item" ? null : strange(item);
}

/** The same with the id 1, which no item of the store has. */
function strange(row: Json): Json {
  if (!isObject(row)) return row;
  const { id, node } = row;
  if (node !== undefined) return { ...row, node: strange(node) };
  return { ...row, id: typeof id === "string" ? id.replace(/\d+$/, "1") : 1 };
}

function mapped(object: JsonObject, change: (value: Json, name: string) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]: [string, Json]) => [name, change(value, name)]),
  );
}
