// A schema that says what an interface of a writer says, and does not compile otherwise.
import type { z } from "zod";

/** True for types that are identical; two that only fit each other can differ in optional keys. */
type Same<A, B> =
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The type that JSON has: whether a list may be changed does not show there. */
type Plain<T> = T extends readonly (infer Entry)[]
  ? Plain<Entry>[]
  : T extends object
    ? { -readonly [Name in keyof T]: Plain<T[Name]> }
    : T;

/** Takes only a schema with the keys and values of T, no more and no fewer. */
export const exactly =
  <T>() =>
  <S extends z.ZodType>(schema: Same<Plain<T>, Plain<z.output<S>>> extends true ? S : never): S =>
    schema;
