// How the fields of a type are answered: each by a function, without promises, so that a page of hundreds of items costs
// little more than its JSON.
import type { GraphQLResolveInfo } from "graphql";
import type { Visit } from "./visit.ts";

export type Fields<Source> = Readonly<
  Record<
    string,
    (
      source: Source,
      args: Readonly<Record<string, unknown>>,
      visit: Visit,
      info: GraphQLResolveInfo,
    ) => unknown
  >
>;
