// What is wrong with a base; apart from base.ts, which loads the table of fields, so that --version does not.
export class BaseError extends Error {
  constructor(source: string, what: string) {
    super(
      `Cannot use the base "${source}": ${what}; wanted the file that the export left, unchanged`,
    );
    this.name = "BaseError";
  }
}
