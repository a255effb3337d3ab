// The result of one check of the doctor.

/** `look` works but needs a look; `skipped` could not be checked. */
export type State = "ok" | "fails" | "look" | "skipped";

type Name =
  | "settings"
  | "shop"
  | "credentials"
  | "name"
  | "scopes"
  | "version"
  | "bucket"
  | "graphql"
  | "clock"
  | "runs"
  | "lock";

export interface Check {
  readonly check: Name;
  readonly state: State;
  readonly found: string;
  /** How to fix it, if it fails or needs a look. */
  readonly todo?: string;
}

export const ok = (check: Name, found: string): Check => ({ check, state: "ok", found });

export const skipped = (check: Name, found: string): Check => ({ check, state: "skipped", found });

export const fails = (check: Name, found: string, todo: string): Check => ({
  check,
  state: "fails",
  found,
  todo,
});

export const look = (check: Name, found: string, todo: string): Check => ({
  check,
  state: "look",
  found,
  todo,
});
