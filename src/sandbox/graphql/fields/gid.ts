// Global ids, as in gid://shopify/InventoryItem/44871419625635.
import { invalidId } from "../request/request-error.ts";

const pattern = /^gid:\/\/shopify\/([A-Z][A-Za-z]*)\/([\w-]+)(?:\?.*)?$/;

export interface Gid {
  readonly kind: string;
  /** The last part: for the kinds of this store digits. */
  readonly id: string;
}

/** Undefined if the text has not the form of a global id. */
export function readGid(text: string): Gid | undefined {
  const [, kind, id] = pattern.exec(text) ?? [];
  return kind === undefined || id === undefined ? undefined : { kind, id };
}

export function gidOf(kind: string, id: string): string {
  return `gid://shopify/${kind}/${id}`;
}

/** The id of a thing of this kind; throws if it is of another kind. */
export function idOf(kind: string, text: string): string {
  const gid = readGid(text);
  if (gid?.kind !== kind) throw invalidId(text);
  return gid.id;
}
