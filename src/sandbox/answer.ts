// Answers as values, with the bodies that the shop gives its errors. Sending one is another file.
import type { Json } from "./wire-json.ts";

/** How an answer reaches the caller where it is not sent whole and at once. */
type Mishap = "reset" | "hang" | "half-body" | "slow-bytes";

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** The body as JSON; `text` goes out as it is. Without either the body is empty. */
  json?: Json;
  text?: string;
  mishap?: Mishap;
  /** What the request does to the store, done before the answer is sent. */
  apply?: () => void;
  /** The body as it would be, had the store accepted the request and kept nothing of it. */
  untouched?: Json;
}

/** Ends the handling of a request with this answer. */
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
