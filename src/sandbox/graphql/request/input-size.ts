// The longest list that an argument may have, at any depth.
import type { Collected } from "../selection.ts";
import type { RequestFault } from "./request-fault.ts";

const longest = 250;

export function inputSizeFault(
  fields: readonly Collected[],
  variables: Readonly<Record<string, unknown>>,
): RequestFault | undefined {
  for (const field of fields) {
    const found = tooLong(field.args(variables), [field.key]);
    if (!found) continue;
    const start = field.nodes[0]?.loc?.startToken;
    return {
      message: `The input array size of ${found.size} is greater than the maximum allowed of ${longest}.`,
      ...(start && { locations: [{ line: start.line, column: start.column }] }),
      path: found.path,
      extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
    };
  }
  return undefined;
}

/** The path has no places in lists. */
function tooLong(
  value: unknown,
  path: readonly string[],
): { size: number; path: readonly string[] } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    if (value.length > longest) return { size: value.length, path };
    // Lists of ids are long and have nothing inside.
    if (typeof value[0] !== "object") return undefined;
  }
  for (const [name, inner] of Object.entries(value as Record<string, unknown>)) {
    const found = tooLong(inner, Array.isArray(value) ? path : [...path, name]);
    if (found) return found;
  }
  return undefined;
}
