// The checks of the credentials and of their scopes, and which commands the scopes allow.
import type { FoundSettings } from "../session/settings.ts";
import type { Api } from "../shop/shop.ts";
import { type Check, fails, look, ok, skipped } from "./check.ts";
import type { Heard } from "./hear.ts";

export function checkCredentials(
  { from, credentials }: Pick<FoundSettings, "from" | "credentials">,
  { error, status }: Heard,
): Check {
  const kind =
    from === ""
      ? "the built-in store's own token"
      : "token" in credentials
        ? `the token of ${from}`
        : "a token for the client of SHOPIFY_CLIENT_ID";
  if (error === undefined || status === 403) return ok("credentials", `${kind} is accepted`);
  if (status === 429)
    return skipped("credentials", "not checked, because the rate limit is used up");
  const todo = error.advice ?? "try again later";
  if (status === 401) {
    const more =
      "token" in credentials ? "; a token becomes invalid when its app is uninstalled" : "";
    return fails("credentials", `${kind} is refused: ${error.found}`, todo + more);
  }
  const what =
    status === undefined && !("token" in credentials)
      ? "no token was granted"
      : `${kind} cannot be used now`;
  return fails("credentials", `${what}: ${error.found}`, todo);
}

interface Need {
  readonly command: string;
  readonly scopes: readonly string[];
  readonly optional?: boolean;
  /** REST unless it says so. */
  readonly api?: Api;
}

/** The scopes of each command. It is not a failure if an `optional` command lacks one. */
const needs: readonly Need[] = [
  { command: "export, audit", scopes: ["read_inventory", "read_locations"] },
  { command: "export, audit --ids", scopes: ["read_inventory"] },
  {
    command: "export, audit --context",
    scopes: ["read_inventory", "read_locations", "read_products"],
    optional: true,
  },
  {
    command: "export, audit, plan --source products",
    scopes: ["read_inventory", "read_products"],
    optional: true,
  },
  { command: "plan", scopes: ["read_inventory"] },
  { command: "plan, by SKU", scopes: ["read_inventory", "read_locations"] },
  { command: "import, apply, undo", scopes: ["read_inventory", "write_inventory"] },
  { command: "export, audit, plan --api graphql", scopes: ["read_inventory"], api: "graphql" },
  {
    command: "export, audit --context --api graphql",
    scopes: ["read_inventory", "read_products"],
    optional: true,
    api: "graphql",
  },
  {
    command: "import, apply, undo --api graphql",
    scopes: ["read_inventory", "write_inventory"],
    api: "graphql",
  },
  {
    command: "the same, variants of a product together",
    scopes: ["read_inventory", "write_inventory", "read_products", "write_products"],
    optional: true,
    api: "graphql",
  },
];

export interface Ability {
  readonly command: string;
  /** Scopes; empty if the command works. */
  readonly lacks: readonly string[];
}

export function abilitiesBy(granted: readonly string[]): readonly Ability[] {
  return needs.map(({ command, scopes }) => ({
    command,
    lacks: scopes.filter((scope) => !isGranted(scope, granted)),
  }));
}

/** A scope to write includes the one to read (shopify.dev, changelog, "Downgrade app access scopes from write to read"). */
const isGranted = (scope: string, granted: readonly string[]): boolean =>
  granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_"));

/** Only a command of this API can make the check fail. */
export function checkScopes(
  { data: granted, error }: Heard<readonly string[]>,
  chosen: Api,
): Check {
  if (granted === undefined) {
    const found = `the shop does not show which are granted: ${error?.found ?? "no answer"}`;
    return look("scopes", found, "try again; a command that lacks a scope names it");
  }
  const lacking = (optional: boolean): string[] => {
    const commands = needs.filter(
      (need) => (need.api ?? "rest") === chosen && (need.optional === true) === optional,
    );
    const scopes = commands.flatMap((need) => need.scopes);
    return [...new Set(scopes)].filter((scope) => !isGranted(scope, granted));
  };
  const [needed, optional] = [lacking(false), lacking(true)];
  const known = granted.filter((scope) => /^\w{1,60}$/.test(scope)).slice(0, 50);
  const implied = ["read_inventory", "read_locations", "read_products"].filter(
    (scope) => !granted.includes(scope) && isGranted(scope, granted),
  );
  const also = implied.length === 0 ? "" : `, which include ${implied.join(", ")}`;
  const found = `${known.length === 0 ? "none" : known.join(", ")}${also}`;
  if (needed.length + optional.length === 0) return ok("scopes", found);
  const missing = [...new Set([...needed, ...optional])].join(", ");
  const result = needed.length > 0 ? fails : look;
  return result(
    "scopes",
    `${found}; not granted: ${missing}`,
    `give the app ${missing} and install it again, or do not use the commands that need it`,
  );
}
