// The result of one check of the doctor.

/** `look` works but needs a look; `skipped` could not be checked. */
export type State = "ok" | "fails" | "look" | "skipped";

export interface Check {
  readonly check:
    | "settings"
    | "shop"
    | "credentials"
    | "name"
    | "scopes"
    | "version"
    | "bucket"
    | "clock"
    | "runs"
    | "lock";
  readonly state: State;
  readonly found: string;
  /** How to fix it, if it fails or needs a look. */
  readonly todo?: string;
}
