// Where a node stands in a document, as the API's errors say it: the operation, the fields by their keys, the fragments.
import { type ASTNode, type DocumentNode, Kind, visit } from "graphql";

export function pathTo(target: ASTNode, document: DocumentNode): string[] {
  let found: string[] = [];
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== target) return undefined;
      found = lineage(ancestors, parent, node).flatMap((each) => stepOf(each) ?? []);
      return false;
    },
  });
  return found;
}

function stepOf(node: ASTNode): string | undefined {
  switch (node.kind) {
    case Kind.OPERATION_DEFINITION:
      return node.name ? `${node.operation} ${node.name.value}` : node.operation;
    case Kind.FRAGMENT_DEFINITION:
      return `fragment ${node.name.value}`;
    case Kind.INLINE_FRAGMENT:
      return node.typeCondition ? `... on ${node.typeCondition.name.value}` : "...";
    case Kind.FRAGMENT_SPREAD:
      return `... ${node.name.value}`;
    case Kind.FIELD:
      return node.alias?.value ?? node.name.value;
    case Kind.ARGUMENT:
    case Kind.OBJECT_FIELD:
      return node.name.value;
    default:
      return undefined;
  }
}

/** The nearest ancestor of one of these kinds, or the node itself. */
export function nearest(
  target: ASTNode,
  kinds: readonly Kind[],
  document: DocumentNode,
): ASTNode | undefined {
  let found: ASTNode | undefined;
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== target) return undefined;
      found = lineage(ancestors, parent, node).findLast((each) => kinds.includes(each.kind));
      return false;
    },
  });
  return found;
}

type Ancestor = ASTNode | readonly ASTNode[];

/** The nodes from the document to this one; the engine's list of ancestors ends before the parent. */
function lineage(
  ancestors: readonly Ancestor[],
  parent: Ancestor | undefined,
  node: ASTNode,
): ASTNode[] {
  const all = parent === undefined ? ancestors : [...ancestors, parent];
  return [...all.flatMap((each) => ("kind" in each ? [each] : [])), node];
}
