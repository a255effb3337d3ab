// A format as a JSON Schema of draft 2020-12. What the program checks by code of its own has a form here.
import { z } from "zod";
import type { Format } from "./formats.ts";
import { sentName, someChanges, someValues, submissionName } from "./values.ts";

/** By the key that has the value, or whose list has it. */
const forms: Readonly<Record<string, z.ZodType>> = {
  changes: someChanges,
  base: someValues,
  left: someValues,
  changed: sentName,
  submitting: submissionName,
};

const options = {
  unrepresentable: formAt,
  // Of a list that a type marks so: nothing about the file.
  override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
} satisfies z.core.ToJSONSchemaParams;

/** Throws an error for a check of ours without a form. */
function formAt({
  path,
}: {
  readonly path: readonly (string | number)[];
}): z.core.JSONSchema.BaseSchema {
  const key = path.findLast((step) => typeof step === "string" && Object.hasOwn(forms, step));
  const form = key === undefined ? undefined : forms[key];
  if (form === undefined) throw new Error(`No form for ${path.join(".")}`);
  const { $schema: _, ...json } = z.toJSONSchema(form);
  return json;
}

/** The text of its file. */
export function schemaText({ name, version, title, description, schema }: Format): string {
  const { $schema, ...json } = z.toJSONSchema(schema, options);
  const $id = `urn:shopify-inventory-csv:${name}:${version}`;
  const about = { $schema, $id, title: `${title}, version ${version}`, description };
  return `${JSON.stringify({ ...about, ...json }, null, 2)}\n`;
}
