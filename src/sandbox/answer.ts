// Answers as values, with the bodies of the shop's errors. wire.ts sends them.
import type { Json } from "./wire-json.ts";

/** A way to send an answer other than complete and at once. */
type Mishap = "reset" | "hang" | "half-body" | "slow-bytes";

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** The body as JSON, or as text. Without either the body is empty. */
  json?: Json;
  text?: string;
  /** The JSON has no integers above 2^53, so that it can be written faster. */
  isPlain?: boolean;
  mishap?: Mishap;
  /** Changes the store; called before the answer is sent. */
  apply?: () => void;
  /** The body for a request that was accepted but not kept. */
  untouched?: () => Json;
  /** Called when the answer is sent, after its latency: unused points come back then. */
  settle?: () => void;
  /** What there is to know of a GraphQL request. */
  seen?: SeenOperation;
}

/** A GraphQL request whose document could be read. */
export interface SeenOperation {
  /** The names of its root fields. */
  readonly operations: readonly string[];
  /** The points; `actualQueryCost` is null for a request that was refused. */
  readonly cost: { readonly requestedQueryCost: number; readonly actualQueryCost: number | null };
}

/** Ends a request with this answer. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`Refused with ${answer.status}`);
    this.answer = answer;
  }
}

export function ok(json: Json): Answer {
  return { status: 200, json };
}

export function failure(status: number, errors: Json): Answer {
  return { status, json: { errors } };
}

export function html(status: number, title: string): Answer {
  return {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8" },
    text: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
  };
}

export const notFound: Answer = failure(404, "Not Found");

export function missing(parameter: string): Answer {
  return failure(400, { [parameter]: "Required parameter missing or invalid" });
}
