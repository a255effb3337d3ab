// Staged uploads: the targets that were given out, and what a form has to bring along to be accepted.
import { createHash, randomUUID } from "node:crypto";
import { shopFacts } from "../../store/shop-facts.ts";
import type { StagedTarget, StageRequest } from "./bulk.ts";
import { largestUpload } from "./mutation-check.ts";

const bucket = "shopify-staged-uploads";
const targetLifetime = 86_400_000;

interface Target {
  readonly parameters: ReadonlyMap<string, string>;
  readonly expiresAt: number;
}

export class Staging {
  /** By the key. */
  readonly #targets = new Map<string, Target>();
  readonly #now: () => number;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  create({ filename, mimeType, httpMethod }: StageRequest, origin: string): StagedTarget {
    const key = `tmp/${shopFacts.id}/bulk/${randomUUID()}/${filename}`;
    const now = this.#now();
    const date = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
    const expiresAt = now + targetLifetime;
    const credential = `merchant-assets@sandbox/${date.slice(0, 8)}/auto/storage/goog4_request`;
    const signature = createHash("sha256")
      .update(key + randomUUID())
      .digest("hex");
    if (httpMethod !== "POST") {
      const query = new URLSearchParams({
        "X-Goog-Algorithm": "GOOG4-RSA-SHA256",
        "X-Goog-Credential": credential,
        "X-Goog-Date": date,
        "X-Goog-Expires": "604800",
        "X-Goog-SignedHeaders": "host",
        "X-Goog-Signature": signature,
      });
      this.#targets.set(key, { parameters: new Map(query), expiresAt });
      const url = `${origin}/${key.split("/").map(encodeURIComponent).join("/")}?${query.toString()}`;
      const parameters = [
        { name: "content_type", value: mimeType },
        { name: "acl", value: "private" },
      ];
      return { url, resourceUrl: url, parameters };
    }
    const signed: [string, string][] = [
      ["Content-Type", mimeType],
      ["success_action_status", "201"],
      ["acl", "private"],
      ["key", key],
      ["x-goog-date", date],
      ["x-goog-credential", credential],
      ["x-goog-algorithm", "GOOG4-RSA-SHA256"],
    ];
    const parameters = new Map([
      ...signed,
      ["x-goog-signature", signature],
      ["policy", policyOf(signed, expiresAt)],
    ]);
    this.#targets.set(key, { parameters, expiresAt });
    const url = `${origin}/`;
    const listed = [...parameters].map(([name, value]) => ({ name, value }));
    return { url, resourceUrl: url, parameters: listed };
  }

  /** What is wrong with the parameters that came with a file; undefined if nothing is. */
  faultOf(key: string, given: ReadonlyMap<string, string>): string | undefined {
    const target = this.#targets.get(key);
    if (!target) return `No upload is expected for the key ${JSON.stringify(key)}`;
    if (this.#now() >= target.expiresAt) return "The policy has expired";
    for (const [name, value] of target.parameters) {
      if (given.get(name) === value) continue;
      return given.has(name)
        ? `The parameter ${name} has another value than in the staged target`
        : `The parameter ${name} of the staged target is missing`;
    }
    return undefined;
  }
}

export function receiptOf(key: string, origin: string, checksum: string): string {
  const location = `${origin}/${bucket}/${key}`;
  const parts = [
    ["Location", location],
    ["Bucket", bucket],
    ["Key", key],
    ["ETag", `"${checksum}"`],
  ] as const;
  const inside = parts.map(([name, value]) => `<${name}>${escaped(value)}</${name}>`).join("");
  return `${xmlHead}<PostResponse>${inside}</PostResponse>`;
}

export function errorOf(code: string, message: string): string {
  return `${xmlHead}<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
}

const xmlHead = "<?xml version='1.0' encoding='UTF-8'?>";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function policyOf(signed: readonly (readonly [string, string])[], expiresAt: number): string {
  const conditions = [
    ...signed.slice(0, 3).map(([name, value]) => ({ [name]: value })),
    ["content-length-range", 1, largestUpload],
    { bucket },
    ...signed.slice(3).map(([name, value]) => ({ [name]: value })),
  ];
  const expiration = new Date(expiresAt).toISOString().replace(/\.\d+/, "");
  return Buffer.from(JSON.stringify({ conditions, expiration })).toString("base64");
}
