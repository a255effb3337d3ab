// What an answer says of a search text that has a fault: it is searched without the faulty part, so the result is wider.

export interface SearchWarning {
  readonly field: string;
  readonly message: string;
  readonly code: "invalid_field" | "invalid_value";
}

export interface SearchNote {
  readonly path: readonly (string | number)[];
  readonly query: string;
  readonly parsed: unknown;
  readonly warnings: readonly SearchWarning[];
}
