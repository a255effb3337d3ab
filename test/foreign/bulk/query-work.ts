// A bulk query at work: all objects of its connections, each on a line of its own, the children with the id of their
// parent.
import {
  type ArgumentNode,
  type DocumentNode,
  getArgumentValues,
  getOperationAST,
  type GraphQLError,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { readSearch } from "../search.ts";
import { gidOf, type Store } from "../store.ts";
import { isFields } from "../variables.ts";
import type { Life, Operation } from "./life.ts";
import { type Run, toLine } from "./mutation-work.ts";
import type { Work } from "./operations.ts";
import { connectionsOf, isConnection, rootFields } from "./selections.ts";

type Fields = Record<string, unknown>;
/** The name that a connection has in an answer, so that it is known there. */
const mark = "bulkConnection_";
const page: ArgumentNode = {
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: "first" },
  value: { kind: Kind.INT, value: "250" },
};

/** The same document with every connection marked and asked in full; what it says of pages is ignored. */
function marked({ schema }: Run, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        leave(node) {
          const type = types.getType();
          if (!type || !isConnection(type)) return undefined;
          const kept = (node.arguments ?? []).filter(
            ({ name }) => !/^(first|last|after|before)$/.test(name.value),
          );
          const value = mark + (node.alias ?? node.name).value;
          return { ...node, alias: { kind: Kind.NAME, value }, arguments: [...kept, page] };
        },
      },
    }),
  );
}

/** A query for items is asked by their ids, because there are more than a page has. */
function byIds({ schema }: Run, document: DocumentNode): DocumentNode {
  const operation = getOperationAST(document);
  const [items] = operation ? connectionsOf(schema, document, operation) : [];
  const fields = items?.nodeFields.map(print).join(" ") ?? "id";
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return parse(
    `query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { ${fields} } } }
    ${fragments.map(print).join(" ")}`,
  );
}

/** An object without its connections, and the lines of what is in them. */
function split(row: Fields, parentId: unknown): { own: Fields; children: Fields[] } {
  const children: Fields[] = [];
  function plain(value: unknown, id: unknown): unknown {
    if (Array.isArray(value)) return value.map((each: unknown) => plain(each, id));
    if (!isFields(value)) return value;
    const own: Fields = {};
    for (const [name, each] of Object.entries(value))
      if (!name.startsWith(mark)) own[name] = plain(each, id);
      else if (isFields(each) && Array.isArray(each.edges))
        for (const edge of each.edges) if (isFields(edge)) add(edge.node, id);
    return own;
  }
  function add(node: unknown, id: unknown): void {
    if (!isFields(node)) return;
    const { own, children: below } = split(node, id);
    children.push(own, ...below);
  }
  const own = plain(row, row.id ?? parentId) as Fields;
  return { own: parentId === undefined ? own : { ...own, __parentId: parentId }, children };
}

export function queryWork(
  run: Run,
  store: Store,
  document: DocumentNode,
  isGrouped: boolean,
): (operation: Operation, life: Life) => Work {
  const all = marked(run, document);
  const operation = getOperationAST(document);
  const root = operation ? rootFields(document, operation)[0] : undefined;
  const errors: GraphQLError[] = [];
  function ask(text: DocumentNode, variables: Fields): unknown {
    const answer = run.execute(text, variables);
    errors.push(...(answer.errors ?? []));
    return answer.data;
  }
  function* itemRows(): Generator<Fields> {
    const field = run.schema.getQueryType()?.getFields().inventoryItems;
    const { query, reverse } = field && root ? getArgumentValues(field, root) : {};
    const { matches } = readSearch(typeof query === "string" ? query : "");
    const found = store.products.items().filter(matches);
    if (reverse === true) found.reverse();
    const ids = found.map(({ id }) => gidOf("InventoryItem", id));
    const asked = byIds(run, all);
    for (let at = 0; at < ids.length && errors.length === 0; at += 250) {
      const data = ask(asked, { ids: ids.slice(at, at + 250) });
      const nodes = isFields(data) && Array.isArray(data.nodes) ? data.nodes : [];
      yield* nodes.filter(isFields);
    }
  }
  function* otherRows(): Generator<Fields> {
    const data = ask(all, {});
    for (const [name, value] of Object.entries(isFields(data) ? data : {})) {
      if (!isFields(value)) continue;
      const isMarked = name.startsWith(mark) && Array.isArray(value.edges);
      const edges: unknown[] = isMarked && Array.isArray(value.edges) ? value.edges : [];
      if (!isMarked) yield value;
      for (const edge of edges) if (isFields(edge) && isFields(edge.node)) yield edge.node;
    }
  }

  return (shown, life) => {
    let lines: string[] = [];
    const numbers: number[] = [];
    let roots = 0;
    function begin(): void {
      const [parents, children]: [string[], string[]] = [[], []];
      [numbers.length, roots] = [0, 0];
      for (const row of root?.name.value === "inventoryItems" ? itemRows() : otherRows()) {
        const { own, children: below } = split(row, undefined);
        parents.push(toLine(own));
        (isGrouped ? parents : children).push(...below.map(toLine));
        roots += 1;
      }
      const last = isGrouped ? [] : children.toReversed();
      lines = life.children === "first" ? [...last, ...parents] : [...parents, ...last];
      numbers.push(...lines.keys());
    }
    return {
      lines: numbers,
      begin,
      carryOut(line) {
        life.onLine?.(line, shown);
        return true;
      },
      failure: () => (errors.length > 0 ? "ACCESS_DENIED" : undefined),
      result() {
        const done = lines.slice(0, shown.done.length);
        const text = [...done, ...(life.extraLines ?? [])].map((line) => `${line}\n`).join("");
        return { text, objects: done.length, roots: Math.min(roots, done.length) };
      },
    };
  };
}
