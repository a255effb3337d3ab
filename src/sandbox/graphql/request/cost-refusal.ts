// The refusals for the points of a request.
import type { RequestFault } from "./request-fault.ts";

/** Of one request. */
export const mostPoints = 1000;
const documentation = "https://shopify.dev/api/usage/limits#rate-limits";

export const throttled: RequestFault = {
  message: "Throttled",
  extensions: { code: "THROTTLED", documentation },
};

export function tooDear(cost: number): RequestFault {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${mostPoints}).

See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the
cost of a query is calculated.

To query larger amounts of data with fewer limits, bulk operations should be used instead.
See https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for usage details.
`,
    extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: mostPoints, documentation },
  };
}
