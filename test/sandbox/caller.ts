// A plain caller for the sandbox's tests: one request, its answer, nothing repeated or followed.
import { onTestFinished } from "vitest";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/sandbox.ts";

export interface Answered {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON. */
  body: unknown;
}

/** What a caller has to know of a sandbox, in this process or another. */
export type Served = Pick<Sandbox, "origin" | "token">;

export const V = "/admin/api/2026-01";

export async function open(options?: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export async function ask(
  sandbox: Served,
  path: string,
  init: RequestInit = {},
): Promise<Answered> {
  const url = path.startsWith("http") ? path : sandbox.origin + path;
  const headers = { "X-Shopify-Access-Token": sandbox.token, ...(init.headers as object) };
  const response = await fetch(url, { redirect: "manual", ...init, headers });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== "" ? JSON.parse(text) : text,
  };
}

export async function put(sandbox: Served, id: string, patch: unknown): Promise<Answered> {
  return await ask(sandbox, `${V}/inventory_items/${id}.json`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ inventory_item: patch }),
  });
}

export function idsOf(sandbox: Sandbox): string[] {
  return [...sandbox.ids()];
}

/** The URLs that a Link header names. */
export function links({ headers }: Answered): { next?: string; previous?: string } {
  const found = [...(headers.get("link") ?? "").matchAll(/<([^>]+)>; rel="(next|previous)"/g)];
  return Object.fromEntries(found.map(([, url, rel]) => [rel, url]));
}
