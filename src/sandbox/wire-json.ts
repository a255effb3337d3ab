// Writes JSON with ids as bigint: JSON.stringify cannot write integers above 2^53 exactly.

export type Json =
  | string
  | number
  | boolean
  | null
  | bigint
  | readonly Json[]
  | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export function writeJson(value: Json): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeJson).join(",")}]`;
  // A loop, since it is faster than map and join, and most answers are long lists.
  let text = "";
  for (const key in value) {
    const member = value[key];
    if (member !== undefined)
      text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${writeJson(member)}`;
  }
  return `{${text}}`;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}
