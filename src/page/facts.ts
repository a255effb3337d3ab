// What the page says besides the digest: which shop and sheet, when, and which command comes next.

export interface PageFacts {
  readonly shop: string;
  /** The sheet as the user named it. */
  readonly sheet: string;
  /** For an undo: the folder of the run that it undoes. */
  readonly undoes?: string;
  /** What the sheet was compared with besides the shop; `exported` in ISO 8601. */
  readonly base?: { readonly file: string; readonly exported: string };
  /** As in `CAD`, if known. */
  readonly currency?: string;
  /** ISO 8601. */
  readonly planned: string;
  /** When the results were written, ISO 8601; absent while nothing was sent. */
  readonly sent?: string;
  /** Why sending ended before the last row. */
  readonly stopped?: string;
  readonly commands: {
    /** Sends the plan, or the rest of it; absent if nothing is left to send. */
    readonly apply?: string;
    readonly undo: string;
  };
  /**
   * While rows can be chosen: the SHA-256 of the plan, and the command that sends it with the file that the page saves.
   */
  readonly choice?: { readonly plan: string; readonly command: string };
  /** The sheet with the rows that a person has to fix; absent if there is none. */
  readonly retry?: { readonly file: string; readonly command?: string };
}
