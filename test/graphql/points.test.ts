// What each document of ours costs, by the formula that 94% of recorded answers follow to the point.
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
} from "graphql";
import { describe, expect, test } from "vitest";
import { documents, requestedPoints } from "../../src/shop/graphql/documents.ts";

const free = new Set(["pageInfo", "userErrors", "unitCost"]);

function childrenOf(selection: SelectionSetNode | undefined): readonly FieldNode[] {
  return (selection?.selections ?? []).flatMap((each): readonly FieldNode[] => {
    if (each.kind === Kind.FIELD) return [each];
    return each.kind === Kind.INLINE_FRAGMENT ? childrenOf(each.selectionSet) : [];
  });
}

const sum = (fields: readonly FieldNode[]): number =>
  fields.reduce((points, field) => points + pointsOf(field), 0);

const firstOf = (field: FieldNode): number | undefined => {
  const value = field.arguments?.find(({ name }) => name.value === "first")?.value;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
};

function pointsOf(field: FieldNode): number {
  if (field.selectionSet === undefined || free.has(field.name.value)) return 0;
  const children = childrenOf(field.selectionSet);
  const first = firstOf(field);
  if (first === undefined) return 1 + sum(children);
  const each = children.find(({ name }) => name.value === "nodes");
  const node = each === undefined ? 0 : sum(childrenOf(each.selectionSet));
  return 2 + Math.floor(2 * Math.log(Math.max(2, first))) * (1 + node);
}

function requestedBy(document: string): number {
  const [operation] = parse(document).definitions as readonly OperationDefinitionNode[];
  const roots = childrenOf(operation?.selectionSet);
  if (operation?.operation !== OperationTypeNode.MUTATION) return sum(roots);
  // The objects of a payload are free, and what they hold is not.
  const payloads = roots.flatMap(({ selectionSet }) => childrenOf(selectionSet));
  const held = payloads.filter(({ name }) => !free.has(name.value));
  return (
    10 * roots.length + held.reduce((all, each) => all + sum(childrenOf(each.selectionSet)), 0)
  );
}

describe("the formula", () => {
  test.each([
    [25, "{ product(id: 1) { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }"],
    [13, "{ inventoryItems(first: 250) { nodes { id unitCost { amount } } } }"],
    [
      156,
      "{ inventoryItems(first: 250) { nodes { id codes(first: 250) { nodes { countryCode } } } } }",
    ],
    [10, "mutation { inventoryItemUpdate(id: 1) { inventoryItem { id } userErrors { field } } }"],
  ])("gives %i points, as Shopify did", (points, document) => {
    expect(requestedBy(document)).toBe(points);
  });
});

describe("the points of our documents", () => {
  test.each(Object.entries(documents))("are those of the formula: %s", (name, document) => {
    expect(Object.entries(requestedPoints)).toContainEqual([name, requestedBy(document)]);
  });

  test("are never more than one request may cost", () => {
    expect(Math.max(...Object.values(requestedPoints))).toBeLessThan(1000);
  });
});

test("a document is one operation, under its name in the table", () => {
  for (const [name, document] of Object.entries(documents)) {
    const { definitions } = parse(document);
    expect(definitions.map((each) => "name" in each && each.name?.value)).toEqual([name]);
  }
});
