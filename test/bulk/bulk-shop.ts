// A small server for the parts of bulk operations: it answers each GraphQL request by a function of the test, keeps
// files, and shows what arrived. And the parts themselves, connected to it.
import { leapingClock } from "../support/leaping-clock.ts";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { Client } from "../../src/shop/graphql/client.ts";
import { PointsPace } from "../../src/shop/graphql/points.ts";
import { Operations } from "../../src/shop/graphql/bulk/operations.ts";
import { Storage } from "../../src/shop/graphql/bulk/storage.ts";
import { Http } from "../../src/shop/http/http.ts";
import { Sender } from "../../src/shop/sender.ts";

interface Asked {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Answer = (asked: Asked, origin: string) => object | Promise<object>;
type Serve = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

interface Parts {
  readonly origin: string;
  readonly asked: readonly Asked[];
  /** Requests for files, with their headers and bodies. */
  readonly files: readonly { readonly request: IncomingMessage; readonly body: Buffer }[];
  readonly news: readonly string[];
  /** Milliseconds of each pause. */
  readonly pauses: readonly number[];
  readonly client: Client;
  readonly sender: Sender;
  readonly operations: Operations;
  readonly storage: Storage;
}

export const bulkId = "720918";
export const bulkOperation = (fields: object = {}): object => ({
  id: `gid://shopify/BulkOperation/${bulkId}`,
  status: "RUNNING",
  errorCode: null,
  objectCount: "0",
  fileSize: null,
  url: null,
  partialDataUrl: null,
  query: "query q { inventoryItems { edges { node { id } } } }",
  createdAt: "2026-11-28T10:00:00Z",
  completedAt: null,
  ...fields,
});

/** `answer` returns the `data` of an answer. Requests for files are those of any other path. */
export async function openBulkParts(
  answer: Answer,
  serve: Serve = (_request, _body, response) => response.end(),
): Promise<Parts> {
  const asked: Asked[] = [];
  const files: { request: IncomingMessage; body: Buffer }[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (request.url?.endsWith("/graphql.json") !== true) {
      files.push({ request, body });
      serve(request, body, response);
      return;
    }
    const { query, variables } = JSON.parse(body.toString());
    const operation = /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
    asked.push({ operation, variables });
    const data = await answer({ operation, variables }, origin);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data }));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pauses: number[] = [];
  const clock = leapingClock((milliseconds) => void pauses.push(milliseconds));
  const http = new Http(origin, { token: "shpat_secret" }, { clock });
  const sender = new Sender(http, {
    pace: new PointsPace(clock.now),
    share: 1,
    patience: 60,
    onAttempt: () => undefined,
    onOutage: () => undefined,
  });
  const client = new Client(http, sender, "2026-01");
  const news: string[] = [];
  const operations = new Operations(client, sender, {
    patience: 60,
    onNews: (message) => void news.push(message),
  });
  const storage = new Storage();
  onTestFinished(async () => {
    sender.halt("has ended");
    await Promise.all([http.close(), storage.close()]);
    server.closeAllConnections();
    server.close();
  });
  return { origin, asked, files, news, pauses, client, sender, operations, storage };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
