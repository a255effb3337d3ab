// The errors of a run as the answer has them. An error that no rule of the API made is a mistake of this store and is
// thrown again.
import type { GraphQLError } from "graphql";
import type { RequestFault } from "./request-fault.ts";

type ShownError = Omit<RequestFault, "path"> & { path: readonly (string | number)[] };

export function shownErrors(errors: readonly GraphQLError[]): ShownError[] {
  return errors.map(({ message, locations = [], extensions, path = [], originalError }) => {
    if (extensions["code"] === undefined) throw originalError ?? new Error(message);
    return { message, locations: [...locations], extensions, path };
  });
}
