// Faults that only GraphQL has: errors with a status of 200, and data that is null.
import type { Answer } from "../answer.ts";
import { isObject } from "../wire-json.ts";

interface ErrorEffect {
  /** As in INTERNAL_SERVER_ERROR. */
  readonly code: string;
  readonly message: string;
  /** The errors come beside the right data; otherwise the data is null, or missing if the code is THROTTLED. */
  readonly keepData?: boolean;
}

export type GraphqlEffect = { graphql: ErrorEffect } | "null-data";

export function withErrors(
  answer: Answer,
  { code, message, keepData = false }: ErrorEffect,
): Answer {
  const errors = [{ message, extensions: { code } }];
  const { json } = answer;
  const body = isObject(json) ? json : {};
  const { data: _data, errors: _errors, ...rest } = body;
  const shown = code === "THROTTLED" ? { errors } : { errors, data: null };
  return { ...answer, json: keepData ? { errors, ...body } : { ...shown, ...rest } };
}

export function withoutData(answer: Answer): Answer {
  const { json } = answer;
  return isObject(json) ? { ...answer, json: { ...json, data: null } } : answer;
}
