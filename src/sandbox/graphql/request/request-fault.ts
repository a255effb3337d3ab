// What is wrong with a request before it runs: its answer has only these, without data.

export interface RequestFault {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly string[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}
