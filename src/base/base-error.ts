// What is wrong with a base. Separate from base.ts, which loads the table of fields: --version does not need that.
export class BaseError extends Error {
  constructor(source: string, what: string) {
    super(`Cannot use the base "${source}": ${what}; use the unchanged file that the export wrote`);
    this.name = "BaseError";
  }
}
