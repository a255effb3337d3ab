// `npm run schemas`: writes the JSON Schemas of the built program, a file for each format.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../src/formats/formats.ts";
import { schemaText } from "../src/formats/json-schema.ts";

const folder = join(import.meta.dirname, "../schemas");
mkdirSync(folder, { recursive: true });
for (const format of formats)
  writeFileSync(join(folder, `${format.name}.schema.json`), schemaText(format));
