// The calls of this app that Shopify lists as deprecated, where it shows them (REST Admin API, deprecated_api_calls).
import { z } from "zod";
import type { Attempt, Http } from "../shop/http/http.ts";
import { counted, shortened } from "../words.ts";
import { hear } from "./hear.ts";

const listAnswer = z.object({
  deprecated_api_calls: z
    .array(
      z.object({
        description: z.string().optional().catch(undefined),
        endpoint: z.string().optional().catch(undefined),
        migration_deadline: z.string().nullable().optional().catch(undefined),
      }),
    )
    .max(10_000),
});

/** One line about them; undefined if there are none, or if the shop does not show them. */
export async function outdatedCalls(
  http: Http,
  version: string,
  onAttempt: (attempt: Attempt) => void,
): Promise<string | undefined> {
  const path = `/admin/api/${version}/deprecated_api_calls.json`;
  const { data } = await hear(http, { method: "GET", path, schema: listAnswer }, onAttempt);
  const calls = (data?.deprecated_api_calls ?? []).toSorted((a, b) =>
    deadlineOf(a).localeCompare(deadlineOf(b)),
  );
  const [first] = calls;
  if (first === undefined) return undefined;
  const { description, endpoint, migration_deadline: deadline } = first;
  const what = shortened(description ?? endpoint ?? "(no description)", 150);
  const end = deadline == null ? "" : `, until ${deadline.slice(0, 10)}`;
  return `Shopify lists ${counted(calls.length, "deprecated call")} of this app: ${what}${end}`;
}

/** Calls without a deadline come last. */
const deadlineOf = ({
  migration_deadline: deadline,
}: {
  migration_deadline?: string | null | undefined;
}): string => deadline ?? "~";
