// By what right we ask, and what for it is enough.
import type { FoundSettings } from "../session/settings.ts";
import type { Check } from "./check.ts";
import type { Heard } from "./hear.ts";

export function checkCredentials(
  { from, credentials }: Pick<FoundSettings, "from" | "credentials">,
  { error, status }: Heard,
): Check {
  const check = "credentials";
  const kind =
    from === ""
      ? "the built-in store's own token"
      : "token" in credentials
        ? `the token of ${from}`
        : "a token granted to the client of SHOPIFY_CLIENT_ID";
  if (error === undefined || status === 403)
    return { check, state: "ok", found: `${kind} is accepted` };
  if (status === 429)
    return { check, state: "skipped", found: "the bucket is full: nothing is told" };
  const todo = error.advice ?? "try again later";
  if (status === 401) {
    const more = "token" in credentials ? "; a token ends when its app is uninstalled" : "";
    return {
      check,
      state: "fails",
      found: `${kind} is refused: ${error.found}`,
      todo: todo + more,
    };
  }
  const how =
    status === undefined && !("token" in credentials)
      ? "no token is granted"
      : `${kind} is of no use now`;
  return { check, state: "fails", found: `${how}: ${error.found}`, todo };
}

/** What each command asks of the shop. Those that are `spare` are no fault where they lack something. */
const needs: readonly {
  readonly command: string;
  readonly scopes: readonly string[];
  readonly spare?: boolean;
}[] = [
  { command: "export, audit", scopes: ["read_inventory", "read_locations"] },
  { command: "export --ids, audit --ids", scopes: ["read_inventory"] },
  {
    command: "export --context",
    scopes: ["read_inventory", "read_locations", "read_products"],
    spare: true,
  },
  {
    command: "export --source products",
    scopes: ["read_inventory", "read_products"],
    spare: true,
  },
  { command: "plan", scopes: ["read_inventory"] },
  { command: "plan, by SKU", scopes: ["read_inventory", "read_locations"] },
  { command: "import, apply, undo", scopes: ["read_inventory", "write_inventory"] },
];

export interface Ability {
  readonly command: string;
  /** Empty where it works. */
  readonly lacks: readonly string[];
}

export function abilitiesBy(granted: readonly string[]): readonly Ability[] {
  return needs.map(({ command, scopes }) => ({
    command,
    lacks: scopes.filter((scope) => !isGranted(scope, granted)),
  }));
}

/** A scope to write holds the one to read (shopify.dev, changelog, "Downgrade app access scopes from write to read"). */
const isGranted = (scope: string, granted: readonly string[]): boolean =>
  granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_"));

export function checkScopes({ data: granted, error }: Heard<readonly string[]>): Check {
  const check = "scopes";
  if (granted === undefined) {
    const found = `the shop does not tell which are granted: ${error?.found ?? "nothing"}`;
    return {
      check,
      state: "look",
      found,
      todo: "try again; the commands name a scope that they lack",
    };
  }
  const lacking = (spare: boolean): string[] => {
    const some = needs.filter((need) => (need.spare === true) === spare);
    const scopes = some.flatMap((need) => need.scopes);
    return [...new Set(scopes)].filter((scope) => !isGranted(scope, granted));
  };
  const [needed, spare] = [lacking(false), lacking(true)];
  const told = granted.filter((scope) => /^\w{1,60}$/.test(scope)).slice(0, 50);
  const implied = ["read_inventory", "read_locations", "read_products"].filter(
    (scope) => !granted.includes(scope) && isGranted(scope, granted),
  );
  const also = implied.length === 0 ? "" : `, and with them ${implied.join(", ")}`;
  const found = `${told.length === 0 ? "none" : told.join(", ")}${also}`;
  if (needed.length + spare.length === 0) return { check, state: "ok", found };
  const missing = [...new Set([...needed, ...spare])].join(", ");
  return {
    check,
    state: needed.length > 0 ? "fails" : "look",
    found: `${found}; not granted: ${missing}`,
    todo: `give the app ${missing} and install it again, or do without the commands that lack it`,
  };
}
