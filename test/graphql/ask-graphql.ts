// Asks a shop by GraphQL as plainly as can be, so that a test sees the whole answer.
export type Asking = { origin: string; token: string };
type GraphqlError = {
  message: string;
  path?: (string | number)[];
  extensions?: Record<string, unknown> & { code?: string };
};
type Cost = {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: Record<"maximumAvailable" | "currentlyAvailable" | "restoreRate", number>;
};
export type GraphqlAnswer = {
  data?: Record<string, unknown> | null;
  errors?: GraphqlError[];
  extensions?: { cost?: Cost; search?: Record<string, unknown>[] };
};

export async function postGraphql(
  { origin, token }: Asking,
  body: string,
  version = "2026-01",
): Promise<Response> {
  return fetch(`${origin}/admin/api/${version}/graphql.json`, {
    method: "POST",
    headers: { "X-Shopify-Access-Token": token, "Content-Type": "application/json" },
    body,
  });
}

export async function askGraphql(
  shop: Asking,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphqlAnswer> {
  const answer = await postGraphql(shop, JSON.stringify({ query, variables }));
  return (await answer.json()) as GraphqlAnswer;
}
