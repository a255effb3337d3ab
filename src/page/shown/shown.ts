// The style and the script of the pages, and the policies that let a browser use these two and nothing else.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { embedded } from "../html.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const hash = (text: string): string => createHash("sha256").update(text).digest("base64");

const css = read("page.css");
const code = read("page.js");

export const style = embedded("style", css);
export const script = embedded("script", code);

const policyWith = (...scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${hash(css)}'`,
    ...scripts,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

export const policy = policyWith(`script-src 'sha256-${hash(code)}'`);

/** Of a page without the script. */
export const stillPolicy = policyWith();
