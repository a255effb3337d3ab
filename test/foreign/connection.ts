// A page of a connection: the rows after or before a cursor, in the order of their keys.
import { GraphQLError } from "graphql";

export type Page = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
};
type Keyed<Row> = { rows: readonly Row[]; keyOf: (row: Row) => string };
type Order = (a: string, b: string) => number;

const badRequest = (message: string) =>
  new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });

const cursorOf = (key: string) =>
  Buffer.from(`{"last_id":${/^\d+$/.test(key) ? key : `"${key}"`},"last_value":"${key}"}`).toString(
    "base64",
  );
function keyIn(cursor: string): string {
  const text = Buffer.from(cursor, "base64").toString();
  const key = /^\{"last_id":.*"last_value":"(\w+)"\}$/.exec(text)?.[1];
  if (key === undefined) throw badRequest("Malformed cursor");
  return key;
}

/** Rows come sorted by `order`; each becomes a node only if it is on the page. */
export function connectionOf<Row, Node>(
  { rows, keyOf }: Keyed<Row>,
  order: Order,
  page: Page,
  toNode: (row: Row) => Node,
) {
  const { first, last, after, before, reverse } = page;
  const asked = first ?? last;
  if (asked === undefined || asked === null)
    throw badRequest("you must provide one of first or last");
  if (typeof first === "number" && typeof last === "number")
    throw badRequest("providing both first and last is not supported");
  if (asked < 0 || asked > 250)
    throw badRequest(`The value ${asked} of first or last is not between 0 and 250.`);
  const direction = reverse === true ? -1 : 1;
  const ordered = direction < 0 ? rows.toReversed() : rows;
  const from = typeof after === "string" ? keyIn(after) : undefined;
  const to = typeof before === "string" ? keyIn(before) : undefined;
  const within = ordered.filter(
    (row) =>
      (from === undefined || order(keyOf(row), from) * direction > 0) &&
      (to === undefined || order(keyOf(row), to) * direction < 0),
  );
  const isForward = typeof first === "number";
  const shown = isForward
    ? within.slice(0, asked)
    : within.slice(Math.max(0, within.length - asked));
  const isCut = shown.length < within.length;
  const edges = shown.map((row) => ({ node: toNode(row), cursor: cursorOf(keyOf(row)) }));
  return {
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      hasPreviousPage: isForward ? from !== undefined && rows.length > within.length : isCut,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: isForward ? isCut : to !== undefined && rows.length > within.length,
    },
    nodes: edges.map(({ node }) => node),
    edges,
  };
}
