// What the GraphQL side of the foreign shop needs of the shop: its items and products, and what a token may do.
import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { Points } from "./points.ts";
import type { Products } from "./products.ts";
import type { ForeignItem } from "./values.ts";

export type Weight = { unit: string; value: number };
export type Store = {
  items: Map<string, ForeignItem>;
  products: Products;
  unstocked: ReadonlySet<string>;
  locations: readonly { id: string; name: string }[];
  scopes: readonly string[];
  currency: string;
  domain: string;
  points: Points;
};
/** What is made anew for each request. */
export type Asked = { search: Record<string, unknown>[] };
export type Resolve<Args> = (args: Args, asked: Asked, info: GraphQLResolveInfo) => unknown;

export const gidOf = (kind: string, id: string) => `gid://shopify/${kind}/${id}`;
/** The bare id in a global one, which must be of this kind. */
export function idIn(kind: string, gid: string): string {
  const [, found, id] = /^gid:\/\/shopify\/(\w+)\/(\d+)/.exec(gid) ?? [];
  if (found === kind && id !== undefined) return id;
  throw new GraphQLError(`Invalid id: ${gid}`, { extensions: { code: "RESOURCE_NOT_FOUND" } });
}

/** A scope to write is also one to read. */
const may = ({ scopes }: Store, scope: string) =>
  scopes.includes(scope) || scopes.includes(scope.replace("read_", "write_"));

/** Undefined where one of the scopes is there. */
export function denial(
  store: Store,
  field: string,
  scopes: string[],
  also = "",
): Error | undefined {
  if (scopes.some((scope) => may(store, scope))) return undefined;
  const requiredAccess = `${scopes.map((scope) => `\`${scope}\` access scope`).join(" or ")}.${also}`;
  const documentation = "https://shopify.dev/api/usage/access-scopes";
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: { requiredAccess, documentation, code: "ACCESS_DENIED" },
  });
}
export function demand(store: Store, field: string, scopes: string[], also = ""): void {
  const error = denial(store, field, scopes, also);
  if (error !== undefined) throw error;
}
