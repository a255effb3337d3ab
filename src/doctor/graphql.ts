// The check of the GraphQL API: whether it answers, whether it serves the version, and its bucket of points.
import { z } from "zod";
import { pointsOfUpdate, pointsPerRequest } from "../shop/forecast.ts";
import { documents } from "../shop/graphql/documents.ts";
import { envelopeOf } from "../shop/graphql/envelope.ts";
import type { Attempt, Http } from "../shop/http/http.ts";
import type { Api } from "../shop/shop.ts";
import { printable } from "../terminal/printable.ts";
import { formatCount, shortened } from "../words.ts";
import { type Check, fails, look, ok } from "./check.ts";
import { planOf } from "./headers.ts";
import { hear, type Heard } from "./hear.ts";

type Versions = readonly { readonly handle: string; readonly supported: boolean }[];

const versionsAnswer = z
  .object({ publicApiVersions: z.array(z.object({ handle: z.string(), supported: z.boolean() })) })
  .transform(({ publicApiVersions }) => publicApiVersions);

export function askGraphql(
  http: Http,
  version: string,
  onAttempt: (attempt: Attempt) => void,
): Promise<Heard<Versions>> {
  const call = {
    method: "POST",
    changes: false,
    path: `/admin/api/${version}/graphql.json`,
    body: JSON.stringify({ query: documents.versions }),
    envelope: envelopeOf(
      () => ({ root: undefined, changes: false }),
      () => undefined,
    ),
    schema: versionsAnswer,
  } as const;
  return hear(http, call, onAttempt);
}

/** It fails only if GraphQL is the chosen API. */
export function checkGraphql(
  { data: versions, error, points }: Heard<Versions>,
  asked: string,
  chosen: Api,
): Check {
  const bad = chosen === "graphql" ? fails : look;
  if (versions === undefined) {
    const found = `does not work: ${error?.found ?? "no answer"}`;
    const todo = error?.advice ?? "try again later";
    return bad("graphql", found, chosen === "rest" ? `${todo}; REST works without it` : todo);
  }
  if (points === undefined) {
    return bad("graphql", "answers without its points", "look for a proxy that changes answers");
  }
  const { size, restore, available, actual = 0 } = points;
  const plan = planOf(size / pointsPerRequest);
  const others = Math.max(0, Math.round(size - available - actual));
  const bucket = `${formatCount(restore / pointsOfUpdate)} updates a second${plan === undefined ? "" : `, as on ${plan}`}; ${formatCount(others)} of ${formatCount(size)} points used by others`;
  const served = versions.filter(({ supported }) => supported).map(({ handle }) => handle);
  if (asked !== "unstable" && !served.includes(asked)) {
    const list = printable(shortened(served.join(", "), 100));
    return look(
      "graphql",
      `${bucket}; ${asked} is not among the versions that Shopify supports: ${list}`,
      "set SHOPIFY_API_VERSION to one of these, and check it with an export and a plan",
    );
  }
  if (others > size / 4) {
    return look(
      "graphql",
      bucket,
      "wait until the others have ended, or leave them a part with --rate-share 0.5",
    );
  }
  return ok("graphql", bucket);
}
