// The values of fields as files have them, and the parts that several formats share.
import { z } from "zod";
import type { Cause } from "../cause.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { type FieldName, fieldNames, fields, type Value } from "../item/fields.ts";
import { idText } from "../item/id.ts";
import { isWritableName } from "../item/stored-value.ts";
import { submissionPattern } from "../run/run.ts";
import { exactly } from "./exactly.ts";

export const format = z.literal(1);
export const count = z.int().nonnegative();
export const texts = z.array(z.string());
export const shop = z.string().describe("The shop, as in acme.myshopify.com");
export const seconds = z.number().nonnegative();
export const requests = count.describe("Requests to the shop");
export const points = count.exactOptional().describe("What GraphQL has cost");

export const exitCode = z.literal(exitCodes.map(([code]) => code) as readonly ExitCode[]);
const cause = exactly<Cause | null>()(
  z.enum(["credentials", "locked", "outage", "disk", "limit"]).nullable(),
).describe("Why it stopped early or refused");

/** How a command ended. */
export const ending = {
  exit_code: exitCode,
  means: z.string().describe("What the exit code means for this command"),
  cause,
  message: z.string().nullable().describe("The last message, without anything of a sheet"),
  seconds,
  requests: count,
};

const codes = z.array(
  z.strictObject({ country_code: z.string(), harmonized_system_code: z.string() }),
);

export const value: z.ZodType<Value> = z.union([z.string(), z.boolean(), z.null(), codes]);

/** The schema of a field's values. */
function valuesOf(name: FieldName): z.ZodType<Value> {
  const { cleared, kind } = fields[name];
  if (name === "id") return idText;
  if (kind === "flag") return z.boolean();
  return Array.isArray(cleared) ? codes : z.string().nullable();
}

const sentNames = fieldNames.filter(isWritableName);

const ofFields = (schemaOf: (name: FieldName) => z.ZodType): z.ZodType =>
  z.strictObject(
    Object.fromEntries(sentNames.map((name) => [name, schemaOf(name).exactOptional()])),
  );

/** Some fields with their values. */
export const someValues = ofFields(valuesOf);

/** Some fields, each with the value in the shop and the new one. */
export const someChanges = ofFields((name) =>
  z.strictObject({ from: valuesOf(name), to: valuesOf(name) }),
);

/** A number for some of the fields. */
export const fieldCounts = z.partialRecord(z.enum(fieldNames), count);

export const sentName = z.enum(sentNames);

export const submissionName = z.string().regex(submissionPattern);
