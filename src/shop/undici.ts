// The parts of undici that a shop needs, from where undici keeps them: its index loads fetch, caches and mocks too, and
// took a sixth of what it costs to start a command. Its version is pinned.
import { createRequire } from "node:module";
import type { Agent as AnyAgent, Dispatcher } from "undici";

const load = createRequire(import.meta.url);

export const Agent = load("undici/lib/dispatcher/agent.js") as typeof AnyAgent;
export type Agent = AnyAgent;

/** `undici.request`, which finds the dispatcher among its options. */
type Request = (
  this: Dispatcher,
  options: Dispatcher.RequestOptions,
) => Promise<Dispatcher.ResponseData>;
const byDispatcher = load("undici/lib/api/api-request.js") as Request;

export function request(
  agent: Dispatcher,
  options: Dispatcher.RequestOptions & { readonly origin: string },
): Promise<Dispatcher.ResponseData> {
  return byDispatcher.call(agent, options);
}
