// How the fields of a type are answered: each by a function, without promises.
import type { Visit } from "../visit.ts";

type Resolver<Source> = (
  source: Source,
  args: Readonly<Record<string, unknown>>,
  visit: Visit,
  /** The key of the field in the answer. */
  info: { readonly path: { readonly key: string | number } },
) => unknown;

export type FieldResolver = Resolver<unknown>;
export type Fields<Source> = Readonly<Record<string, Resolver<Source>>>;
