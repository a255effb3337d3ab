// A plain caller of the sandbox's GraphQL: one request, its answer, nothing repeated.
import { ask, type Served, V } from "../sandbox/caller.ts";

interface GraphqlError {
  message: string;
  locations?: { line: number; column: number }[];
  path?: (string | number)[];
  extensions?: Record<string, unknown>;
}

interface GraphqlCost {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}

export interface GraphqlBody {
  data?: Record<string, unknown> | null;
  errors?: GraphqlError[];
  extensions?: { cost?: GraphqlCost; search?: unknown[] };
}

/** A root field of an answer without errors. */
export function rootOf({ data, errors }: GraphqlBody, name: string): unknown {
  if (errors || !data) throw new Error(`Not answered: ${JSON.stringify(errors)}`);
  return data[name];
}

export async function graphql(
  sandbox: Served,
  query: string,
  variables: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Promise<GraphqlBody> {
  const { body } = await ask(sandbox, `${V}/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables, ...more }),
  });
  return body as GraphqlBody;
}

export const itemGid = (id: string | undefined): string => `gid://shopify/InventoryItem/${id}`;
export const variantGid = (itemId: string | undefined): string =>
  `gid://shopify/ProductVariant/${BigInt(itemId ?? "") + 7n}`;

const updateText = `mutation Update($id: ID!, $input: InventoryItemInput!) {
  inventoryItemUpdate(id: $id, input: $input) {
    inventoryItem {
      id sku tracked requiresShipping countryCodeOfOrigin provinceCodeOfOrigin harmonizedSystemCode updatedAt
      unitCost { amount }
      measurement { weight { value unit } }
      countryHarmonizedSystemCodes(first: 10) { nodes { countryCode harmonizedSystemCode } }
    }
    userErrors { field message }
  }
}`;

export interface UpdatePayload {
  inventoryItem: Record<string, unknown> | null;
  userErrors: { field: string[] | null; message: string }[];
}

export async function update(sandbox: Served, id: string, input: unknown): Promise<UpdatePayload> {
  const body = await graphql(sandbox, updateText, { id: itemGid(id), input });
  return rootOf(body, "inventoryItemUpdate") as UpdatePayload;
}
