// A shop for trials and tests: imitates Shopify's InventoryItem resource over real HTTP on loopback. It shares no code
// with the client, so that a mistake is not made twice in the same way.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Access, newToken, type ClientOptions } from "./access.ts";
import { failure, type Answer, type SeenOperation } from "./answer.ts";
import { Bucket, type BucketOptions } from "./bucket.ts";
import { FaultTable, type Fault } from "./faults/faults.ts";
import { answer, isGrant, isGraphql, type SandboxParts, tokenIn } from "./front.ts";
import type { GraphqlApi } from "./graphql/api.ts";
import type { BulkOptions } from "./graphql/bulk/bulk.ts";
import { type BulkEnding, isLive, storedOperations } from "./store/bulk-operation.ts";
import { Points, type PointsOptions } from "./points.ts";
import { Products } from "./store/products.ts";
import { Store } from "./store/store.ts";
import { defaultSwitches, type SandboxSwitches } from "./switches.ts";
import { readBody, send } from "./wire.ts";
import type { ExtraItem, WireItem } from "./store/wire-item.ts";

export interface SandboxOptions {
  /** How many generated items; default 300, or the number in the state file. */
  items?: number;
  /** Additional items; the state file has priority for the same ids. */
  extraItems?: readonly ExtraItem[];
  /** State file; used again if it exists with the same number of items. Without it the state is in memory only. */
  file?: string;
  /** Default: any free port. */
  port?: number;
  token?: string;
  /** The client that may request tokens; without it nobody may. */
  client?: ClientOptions;
  scopes?: readonly string[];
  bucket?: BucketOptions;
  /** The bucket of GraphQL; default: 50 points for each call of the other one. */
  points?: PointsOptions;
  /** Milliseconds before an answer is sent, random in this range; the store is changed before. */
  latency?: { from: number; to: number };
  /** Monotonic, in milliseconds: when the buckets leak and tokens expire. Default: `performance.now()`. */
  clock?: () => number;
  switches?: Partial<SandboxSwitches>;
  /** How bulk operations behave. */
  bulk?: BulkOptions;
  faults?: readonly Fault[];
  /** Variants of a product; the list of products shows at most 100. */
  variantsPerProduct?: number;
  /** Ids of items that no location stocks. */
  unstocked?: readonly string[];
}

/** One request that arrived. */
export interface SeenRequest {
  /** Milliseconds by `performance.now()`. */
  readonly at: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The status of the answer; 0 without an answer, or before it. */
  readonly status: number;
  /** If the request has one, and a valid token. */
  readonly body?: string;
  /** Of a GraphQL request whose document could be read. */
  readonly graphql?: SeenOperation;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly token: string;
  readonly requests: readonly SeenRequest[];
  /** The item as it is now in the store. */
  item(id: string): WireItem | undefined;
  /** All ids, ascending. */
  ids(): Generator<string>;
  /** Changes an item without a request, like somebody in the admin. Not checked: it can set what a PUT cannot. */
  edit(id: string, patch: Partial<Omit<WireItem, "id">>): void;
  remove(id: string): void;
  addFault(fault: Fault): void;
  /** Adds an ending for a bulk operation that has not started yet. */
  addBulkEnding(ending: BulkEnding): Promise<void>;
  /** Faults that no request has met yet. */
  readonly unmetFaults: readonly Fault[];
  /** Adds calls of another client of the same bucket. */
  spend(calls: number): void;
  /** Takes points for another client of the same bucket. */
  spendPoints(points: number): void;
  /** Makes a token invalid. */
  revoke(token: string): void;
  close(): Promise<void>;
}

const loopbackHost = "127.0.0.1";
/** Bytes. */
const largestBody = 1_048_576;
const largestGrant = 16_384;
/** Requests without a valid token that are kept, and characters of their paths. */
const keptStrangers = 1_000;
const shownPath = 200;
const allScopes = [
  "read_inventory",
  "write_inventory",
  "read_locations",
  "read_products",
  "write_products",
];
const pointsPerCall = 50;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { items, file, extraItems = [], scopes = allScopes, token = newToken() } = options;
  const { clock = () => performance.now() } = options;
  const store = new Store({ items, file, extraItems });
  const { bucket: calls = { size: 40, leak: 2 } } = options;
  const bucket = new Bucket(calls, clock);
  const points = new Points(
    options.points ?? { size: calls.size * pointsPerCall, restore: calls.leak * pointsPerCall },
    clock,
  );
  const faults = new FaultTable(options.faults ?? []);
  const access = new Access(token, scopes, options.client, clock);
  const shop = {
    store,
    scopes,
    switches: { ...defaultSwitches, ...options.switches },
    products: new Products(store, options.variantsPerProduct ?? 4),
    unstocked: new Set(options.unstocked),
  };
  let graphql: Promise<GraphqlApi> | undefined;
  const bulkParts = {
    shop,
    clock,
    stateFile: file,
    options: options.bulk ?? {},
    allows: (scope: string) => access.allows(scope),
    distort: (method: string, url: string, given: Answer) =>
      faults.distort({ method, path: pathOf(url), url, operations: [], body: "" }, given),
  };
  const parts = {
    shop,
    bucket,
    faults,
    access,
    // Loaded by the first request that needs it, so that a store that only REST uses starts as fast as before.
    graphql: () =>
      (graphql ??= import("./graphql/api.ts").then(
        ({ GraphqlApi }) => new GraphqlApi(bulkParts, points),
      )),
    loaded: () => graphql,
  };
  // The bulk operations of an earlier process go on.
  if (storedOperations(store.notes).some(({ record }) => isLive(record))) await parts.graphql();
  const requests: Mutable<SeenRequest>[] = [];
  let strangers = 0;

  const server = createServer(
    { keepAliveTimeout: 60_000, maxHeaderSize: 65_536 },
    (request, response) => {
      const { method = "", url: path = "", headers } = request;
      const known = access.accepts(tokenIn(headers));
      const shown = known ? path : path.slice(0, shownPath);
      const seen = { at: performance.now(), method, path: shown, status: 0 };
      if (!known) strangers += 1;
      if (known || strangers <= keptStrangers) requests.push(seen);
      // Only the connection of the caller can fail here.
      serve({ request, response, seen, known, path }, parts, options.latency).catch(() =>
        request.destroy(),
      );
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, loopbackHost, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://${loopbackHost}:${port}`,
    token,
    requests,
    item: (id) => store.get(id),
    *ids() {
      for (let place = 0; place < store.places; place += 1) {
        const id = store.idAt(place);
        if (store.get(id)) yield id;
      }
    },
    edit: (id, patch) => {
      store.edit(id, patch);
    },
    remove: (id) => {
      store.remove(id);
    },
    get unmetFaults() {
      return faults.unmet;
    },
    addFault: (fault) => {
      faults.add(fault);
    },
    addBulkEnding: async (ending) => {
      (await parts.graphql()).bulk.addEnding(ending);
    },
    spend: (calls) => {
      bucket.spend(calls);
    },
    spendPoints: (spent) => {
      points.spend(spent);
    },
    revoke: (ended) => {
      access.revoke(ended);
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
      await (await graphql)?.bulk.close();
    },
  };
}

/** One exchange; `known` if its token is valid. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly seen: Mutable<SeenRequest>;
  readonly known: boolean;
  readonly path: string;
}

async function serve(
  { request, response, seen, known, path }: Exchange,
  parts: SandboxParts & {
    graphql: () => Promise<GraphqlApi>;
    loaded: () => Promise<GraphqlApi> | undefined;
  },
  latency: SandboxOptions["latency"],
): Promise<void> {
  const { method } = seen;
  const body = await bodyOf(request, known, isGrant(method, path));
  if (known && body !== undefined && body !== "") seen.body = body;
  const given =
    body === undefined
      ? failure(413, "Payload Too Large")
      : await orServerError(async () => {
          const graphql = isGraphql(method, path) ? await parts.graphql() : undefined;
          // Bulk operations change the store also for REST.
          await (await parts.loaded())?.bulk.prepare(known && graphql ? body : "");
          return answer({ method, path, headers: request.headers, body }, parts, graphql);
        });
  if (given.seen) seen.graphql = given.seen;
  const { from, to } = latency ?? { from: 0, to: 0 };
  if (to > 0) await sleep(from + Math.random() * (to - from));
  if (given.mishap !== "hang" && given.mishap !== "reset") seen.status = given.status;
  given.settle?.();
  await send(response, {
    ...given,
    headers: { "X-Request-Id": randomUUID(), ...given.headers },
  });
}

/** Without a token only the request of one has a body that counts; others are read and dropped. */
async function bodyOf(
  request: IncomingMessage,
  known: boolean,
  granting: boolean,
): Promise<string | undefined> {
  if (known) return readBody(request, largestBody);
  return granting ? readBody(request, largestGrant) : ((await readBody(request, 0)) ?? "");
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** An error of the store, such as a state file that cannot be written, is answered with 500. */
async function orServerError(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    return failure(500, `An unexpected error occurred: ${String(error)}`);
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
