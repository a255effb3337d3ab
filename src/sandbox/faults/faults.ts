// Faults on request: a table of rules for which requests get another answer. Each effect makes a wrong answer from the
// right one.
import { html, type Answer } from "../answer.ts";
import { withErrors, withoutData, type GraphqlEffect } from "./graphql-faults.ts";
import { withItems, type ItemEffect } from "./item-faults.ts";
import type { Json } from "../wire-json.ts";

export interface Fault {
  /** Without it any method. */
  method?: string;
  /** For path and query; without it any. */
  path?: RegExp;
  /** For the name of a root field of a GraphQL request, as in /inventoryItemUpdate/; without it any request. */
  operation?: RegExp;
  /** For the body of the request; without it any. */
  body?: RegExp;
  /** The first matching request to hit, counted from 1; default 1. */
  nth?: number;
  /** How many matching requests to hit from there; default 1. */
  times?: number;
  /** Before or after the store has applied the request. */
  when: "before" | "after";
  effect: FaultEffect;
}

export type FaultEffect =
  | { status: number; headers?: Readonly<Record<string, string>>; body?: string | Json }
  /** A redirect to this URL; the status is 302 by default. */
  | { redirect: string; status?: number }
  /** A Link header whose next page is this URL. */
  | { link: string }
  | "reset"
  | "hang"
  | "half-body"
  | "slow-bytes"
  /** 200 with an HTML page. */
  | "html"
  | ItemEffect
  /** A Link header whose next page is this one. */
  | "link-loop"
  /** 200, but the store keeps nothing: the answer has the old item. */
  | "accept-but-ignore"
  | GraphqlEffect;

interface Hit {
  method: string;
  /** Path and query. */
  path: string;
  /** The whole URL. */
  url: string;
  /** The root fields of a GraphQL request; none for others. */
  operations: readonly string[];
  body: string;
}

export class FaultTable {
  readonly #rules: { fault: Fault; matched: number }[];

  constructor(faults: readonly Fault[]) {
    this.#rules = faults.map((fault) => ({ fault, matched: 0 }));
  }

  add(fault: Fault): void {
    this.#rules.push({ fault, matched: 0 });
  }

  /** Faults that no request has met. */
  get unmet(): readonly Fault[] {
    return this.#rules
      .filter(({ fault, matched }) => matched < (fault.nth ?? 1))
      .map(({ fault }) => fault);
  }

  /** The answer to send: the right one, or what the first matching fault makes of it. */
  distort(hit: Hit, answer: Answer): Answer {
    // Every rule counts its matches, so `find` would be wrong.
    const fault = this.#rules.filter((rule) => matches(rule, hit))[0]?.fault;
    if (!fault) return answer;
    const { apply, ...rest } = distorted(fault.effect, answer, hit);
    const { seen, settle } = answer;
    const kept = { ...(seen && { seen }), ...(settle && { settle }) };
    return { ...rest, ...kept, ...(fault.when === "after" && apply && { apply }) };
  }
}

function matches(rule: { fault: Fault; matched: number }, hit: Hit): boolean {
  const { method, path, operation, body, nth = 1, times = 1 } = rule.fault;
  if (method !== undefined && method !== hit.method) return false;
  // `test` depends on the state of a global or sticky expression; `search` does not.
  if (path && hit.path.search(path) < 0) return false;
  if (body && hit.body.search(body) < 0) return false;
  if (operation && !hit.operations.some((name) => name.search(operation) >= 0)) return false;
  rule.matched += 1;
  return rule.matched >= nth && rule.matched < nth + times;
}

function distorted(effect: FaultEffect, answer: Answer, { url }: Hit): Answer {
  const applied = answer.apply ? { apply: answer.apply } : {};
  if (typeof effect === "object") {
    if ("graphql" in effect) return withErrors(answer, effect.graphql);
    if ("link" in effect) return withNextPage(answer, effect.link);
    if ("redirect" in effect) {
      return { status: effect.status ?? 302, headers: { Location: effect.redirect }, ...applied };
    }
    const { status, headers = {}, body = "" } = effect;
    const content = typeof body === "string" ? { text: body } : { json: body };
    return { status, headers, ...content, ...applied };
  }
  switch (effect) {
    case "html":
      return { ...html(200, "One moment, please"), ...applied };
    case "drop-item":
    case "double-item":
    case "stray-item":
    case "other-item":
      return withItems(answer, effect);
    case "null-data":
      return withoutData(answer);
    case "link-loop":
      return withNextPage(answer, url);
    case "accept-but-ignore": {
      const { apply: _kept, ...rest } = answer;
      return answer.untouched === undefined ? rest : { ...rest, json: answer.untouched() };
    }
    default:
      return { ...answer, mishap: effect };
  }
}

function withNextPage(answer: Answer, url: string): Answer {
  return { ...answer, headers: { ...answer.headers, Link: `<${url}>; rel="next"` } };
}
