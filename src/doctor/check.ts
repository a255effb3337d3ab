// What a check of the doctor comes to: something that works or does not, and what to do about it.

/** `look` works, and deserves a look; `skipped` could not be checked. */
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
  /** There for what fails or deserves a look. */
  readonly todo?: string;
}
