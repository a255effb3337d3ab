// A shop to try things on: Shopify's InventoryItem resource, imitated over real HTTP on loopback. It
// shares no code with the client, so that what works here is not one mistake made twice.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Access, newToken, type ClientOptions } from "./access.ts";
import { failure, type Answer } from "./answer.ts";
import { Bucket, type BucketOptions } from "./bucket.ts";
import { FaultTable, type Fault } from "./faults.ts";
import { answer, type Premises } from "./front.ts";
import { Store } from "./store.ts";
import { defaultSwitches, type SandboxSwitches } from "./switches.ts";
import { readBody, send } from "./wire.ts";
import type { ExtraItem, WireItem } from "./wire-item.ts";

export interface SandboxOptions {
  /** How many generated items; default 300, or as many as the state file says. */
  items?: number;
  /** Further items; what the state file has of them goes first. */
  extraItems?: readonly ExtraItem[];
  /** State file, continued where it exists for the same number of items; memory only without one. */
  file?: string;
  /** Default any free one. */
  port?: number;
  token?: string;
  /** What the client-credentials grant accepts; it refuses everybody without. */
  client?: ClientOptions;
  scopes?: readonly string[];
  bucket?: BucketOptions;
  /** Milliseconds by which an answer is late, evenly spread; the store acts before. */
  latency?: { from: number; to: number };
  switches?: Partial<SandboxSwitches>;
  faults?: readonly Fault[];
  /** How many items make a product; the list of products shows 100 at most. */
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
  /** Of the answer; 0 where there is none, or none yet. */
  readonly status: number;
  /** Where the request has one. */
  readonly body?: string;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly token: string;
  readonly requests: readonly SeenRequest[];
  /** An item as the store now holds it. */
  item(id: string): WireItem | undefined;
  /** All ids, ascending. */
  ids(): Generator<string>;
  /** What somebody else does in the admin, without a request. Unchecked: it may set what no PUT can. */
  edit(id: string, patch: Partial<Omit<WireItem, "id">>): void;
  remove(id: string): void;
  addFault(fault: Fault): void;
  /** Faults that no request has met so far. */
  readonly unmetFaults: readonly Fault[];
  /** Calls that another process makes on the same bucket. */
  spend(calls: number): void;
  /** Ends a token before its time. */
  revoke(token: string): void;
  close(): Promise<void>;
}

const loopbackHost = "127.0.0.1";
const allScopes = ["read_inventory", "write_inventory", "read_locations", "read_products"];

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { items, file, extraItems = [], scopes = allScopes, token = newToken() } = options;
  const store = new Store({ items, file, extraItems });
  const bucket = new Bucket(options.bucket ?? { size: 40, leak: 2 });
  const faults = new FaultTable(options.faults ?? []);
  const access = new Access(token, scopes, options.client);
  const shop = {
    store,
    scopes,
    switches: { ...defaultSwitches, ...options.switches },
    variantsPerProduct: options.variantsPerProduct ?? 4,
    unstocked: new Set(options.unstocked),
  };
  const premises = { shop, bucket, faults, access };
  const requests: Mutable<SeenRequest>[] = [];

  const server = createServer(
    { keepAliveTimeout: 60_000, maxHeaderSize: 65_536 },
    (request, response) => {
      const seen = {
        at: performance.now(),
        method: request.method ?? "",
        path: request.url ?? "",
        status: 0,
      };
      requests.push(seen);
      // What fails here is the caller's connection, and the caller knows.
      serve(request, response, seen, premises, options.latency).catch(() => request.destroy());
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
    spend: (calls) => {
      bucket.spend(calls);
    },
    revoke: (ended) => {
      access.revoke(ended);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  seen: Mutable<SeenRequest>,
  premises: Premises,
  latency: SandboxOptions["latency"],
): Promise<void> {
  const { method, path } = seen;
  const body = await readBody(request);
  if (body !== undefined && body !== "") seen.body = body;
  const given =
    body === undefined
      ? failure(413, "Payload Too Large")
      : carryOut(() => answer({ method, path, headers: request.headers, body }, premises));
  const { from, to } = latency ?? { from: 0, to: 0 };
  if (to > 0) await sleep(from + Math.random() * (to - from));
  if (given.mishap !== "hang" && given.mishap !== "reset") seen.status = given.status;
  await send(response, {
    ...given,
    headers: { "X-Request-Id": randomUUID(), ...given.headers },
  });
}

/** A state file that cannot be written is the shop's own trouble. */
function carryOut(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    return failure(500, `An unexpected error occurred: ${String(error)}`);
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
