// The lines of the files that are read again, by the schemas that read them.
import { z } from "zod";
import { entrySchemas } from "../apply/journal-entry.ts";
import { headingSchema as baseHeading, sealSchema } from "../base/base-file.ts";
import { decisionSchemas } from "../plan/decision-schema.ts";
import { headingSchema as planHeading } from "../plan/plan-heading.ts";
import { value } from "./values.ts";

export const planLine = z.union([planHeading, ...decisionSchemas]);

export const journalLine = z.union(entrySchemas);

const item = z.array(value).describe("The values of an item, in the order of the heading");

export const baseLine = z.union([baseHeading, item, sealSchema]);
