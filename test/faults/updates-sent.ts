// Which items a request is to update, by either API.

interface Sent {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** As text, or as it was parsed. */
  readonly body?: unknown;
}

/** The ids of the items, one for each update; none for a request that only reads. */
export function itemsUpdatedBy({ method, url, body }: Sent): string[] {
  if (method === "PUT") return [/(\d+)\.json/.exec(url)?.[1] ?? ""];
  if (method !== "POST" || !url.includes("/graphql.json")) return [];
  const parsed: unknown = typeof body === "string" ? JSON.parse(body) : body;
  const { query = "", variables = {} } = Object(parsed) as { query?: string; variables?: object };
  if (!query.startsWith("mutation")) return [];
  const { id, variants = [] } = variables as { id?: string; variants?: readonly { id: string }[] };
  return [...(id === undefined ? [] : [{ id }]), ...variants].map(({ id: gid }) => itemOf(gid));
}

/** Both stores make the id of a variant from that of its item. */
function itemOf(gid: string): string {
  const [, kind, id = ""] = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(gid) ?? [];
  if (kind !== "ProductVariant") return id;
  return id.startsWith("5") ? id.slice(1) : String(BigInt(id) - 7n);
}
