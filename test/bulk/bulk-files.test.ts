// The files of bulk operations: the upload of an input and the download of a result, both without a token.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { blocksOf } from "../../src/shop/graphql/bulk/download.ts";
import { resultLines } from "../../src/shop/graphql/bulk/results.ts";
import { readOperation } from "../../src/shop/graphql/bulk/operation.ts";
import { storageUrl } from "../../src/shop/graphql/bulk/storage.ts";
import { upload } from "../../src/shop/graphql/bulk/upload.ts";
import { bulkId, bulkOperation, openBulkParts } from "./bulk-shop.ts";
import { openElsewhere } from "../support/servers/elsewhere.ts";

test.each([
  ["https://storage.googleapis.com/x?y=1", true],
  ["http://127.0.0.1:8080/x", true],
  ["http://localhost/x", true],
  ["http://storage.googleapis.com/x", false],
  ["https://user:word@storage.googleapis.com/x", false],
  ["ftp://storage.googleapis.com/x", false],
  ["file:///etc/passwd", false],
  ["storage", false],
  ["", false],
])("files are exchanged with %j: %s", (text, isSafe) => {
  expect(storageUrl(text) !== undefined).toBe(isSafe);
});

const lines = ['{"id":"1","input":{"sku":"ä"}}\n', '{"id":"2","input":{}}\n'];
const size = Buffer.byteLength(lines.join(""));
const file = {
  name: "changes.jsonl",
  size,
  read: async function* () {
    for (const line of lines) yield Buffer.from(line);
  },
};
const parameters = [
  { name: "Content-Type", value: "text/jsonl" },
  { name: "key", value: "tmp/1/bulk/abc/changes.jsonl" },
  { name: "policy", value: "eyJ9==" },
];
const targetAt = (url: string): object => ({
  stagedUploadsCreate: { stagedTargets: [{ url, parameters }], userErrors: [] },
});

test("an upload sends all parameters and the file last, with its length and without a token", async () => {
  const { client, sender, storage, asked, files } = await openBulkParts(
    (_, origin) => targetAt(`${origin}/upload/`),
    (_request, _body, response) => response.writeHead(201).end("<PostResponse/>"),
  );
  expect(await upload(file, client, sender, storage)).toBe("tmp/1/bulk/abc/changes.jsonl");
  expect(asked[0]?.variables).toEqual({
    input: [
      {
        resource: "BULK_MUTATION_VARIABLES",
        filename: "changes.jsonl",
        mimeType: "text/jsonl",
        httpMethod: "POST",
        fileSize: String(size),
      },
    ],
  });
  const [{ request, body } = { request: undefined, body: Buffer.of() }] = files;
  expect(request?.headers["x-shopify-access-token"]).toBeUndefined();
  expect(JSON.stringify(request?.headers)).not.toContain("shpat");
  expect(request?.headers["content-length"]).toBe(String(body.length));
  const type = String(request?.headers["content-type"]);
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": type },
  }).formData();
  expect([...form.keys()]).toEqual(["Content-Type", "key", "policy", "file"]);
  expect(form.get("policy")).toBe("eyJ9==");
  const sent = form.get("file");
  expect(sent).toBeInstanceOf(File);
  expect(await (sent as File).text()).toBe(lines.join(""));
  expect((sent as File).name).toBe("changes.jsonl");
});

test("an upload that fails is repeated to a new target; one that is refused is not", async () => {
  let tries = 0;
  const failing = await openBulkParts(
    (_, origin) => targetAt(`${origin}/upload/`),
    (_request, _body, response) => {
      tries += 1;
      if (tries === 1) response.writeHead(503).end();
      else response.writeHead(204).end();
    },
  );
  await upload(file, failing.client, failing.sender, failing.storage);
  expect(failing.asked).toHaveLength(2);
  expect(failing.files).toHaveLength(2);
  const xml = "<Error><Code>EntityTooLarge</Code><Message>Too large.</Message></Error>";
  const refusing = await openBulkParts(
    (_, origin) => targetAt(`${origin}/upload/?signature=secret`),
    (_request, _body, response) => response.writeHead(400).end(xml),
  );
  const refused = await upload(file, refusing.client, refusing.sender, refusing.storage).catch(
    (error: unknown) => error,
  );
  expect(String(refused)).toContain("/upload/ answered 400: EntityTooLarge Too large.");
  expect(String(refused)).not.toContain("secret");
  expect(refusing.files).toHaveLength(1);
});

test("an upload does not follow a redirect", async () => {
  const elsewhere = await openElsewhere();
  onTestFinished(() => elsewhere.close());
  const redirecting = await openBulkParts(
    (_, origin) => targetAt(`${origin}/upload/`),
    (_request, _body, response) => response.writeHead(307, { location: elsewhere.url }).end(),
  );
  const { client, sender, storage } = redirecting;
  await expect(upload(file, client, sender, storage)).rejects.toMatchObject({ kind: "stop" });
  expect(elsewhere.seen).toEqual([]);
});

test("a target that the shop refuses is an error with its words", async () => {
  const { client, sender, storage } = await openBulkParts(() => ({
    stagedUploadsCreate: {
      stagedTargets: [],
      userErrors: [{ field: ["input", "0", "fileSize"], message: "is too large" }],
    },
  }));
  await expect(upload(file, client, sender, storage)).rejects.toMatchObject({
    kind: "refused",
    found: "answered: is too large",
  });
});

/** A host that answers with exactly these bytes, headers included. */
async function rawHost(...answers: readonly (string | Buffer)[]): Promise<string> {
  const bytes = Buffer.concat(answers.map((part) => Buffer.from(part)));
  const server: Server = createServer();
  server.on("connection", (socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(bytes));
  });
  server.removeAllListeners("request");
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/result`;
}

async function download(url: string, known?: number): Promise<string[]> {
  const { storage, sender } = await openBulkParts(() => ({}));
  const all: string[] = [];
  for await (const block of blocksOf(
    { url, name: "The result", size: known },
    storage,
    sender.stopped,
  )) {
    all.push(...block.toString().split("\n"));
  }
  return all;
}

const ok = (headers: string): string => `HTTP/1.1 200 OK\r\n${headers}connection: close\r\n\r\n`;
const zipped = gzipSync('{"a":1}\n{"b":2}\n');

test.each<[string, (string | Buffer)[], number?]>([
  ["by length", [ok("content-length: 16\r\n"), '{"a":1}\n{"b":2}\n'], 16],
  ["until the connection ends", [ok(""), '{"a":1}\n{"b":2}\n'], 16],
  [
    "in chunks",
    [ok("transfer-encoding: chunked\r\n"), '8\r\n{"a":1}\n\r\n8\r\n{"b":2}\n\r\n0\r\n\r\n'],
  ],
  ["as gzip", [ok(`content-encoding: gzip\r\ncontent-length: ${zipped.length}\r\n`), zipped], 16],
])("a result arrives whole: %s", async (_, answers, known) => {
  expect(await download(await rawHost(...answers), known)).toEqual(['{"a":1}', '{"b":2}']);
});

test.each<[string, (string | Buffer)[], string, number?]>([
  [
    "fewer bytes than the host said",
    [ok("content-length: 20\r\n"), '{"a":1}\n{"b":2}\n'],
    "ended early: ",
  ],
  ["fewer bytes than the shop said", [ok(""), '{"a":1}\n'], "ended early, after 8 of 16 bytes", 16],
  ["half a line", [ok(""), '{"a":1}\n{"b"'], "ended early: its last line is not complete"],
  ["no end of the last line", [ok(""), '{"a":1}\n{"b":2}'], "ended early: its last line"],
  [
    "a chunk that is missing",
    [ok("transfer-encoding: chunked\r\n"), '8\r\n{"a":1}\n\r\n8\r\n{"'],
    "ended early: ",
  ],
  ["half a gzip", [ok("content-encoding: gzip\r\n"), zipped.subarray(0, 20)], "ended early: "],
  ["no gzip at all", [ok("content-encoding: gzip\r\n"), '{"a":1}\n'], "ended early: "],
  ["an encoding that was not requested", [ok("content-encoding: br\r\n"), "x"], "is encoded as br"],
  ["a line without end", [ok(""), "x".repeat(300_000)], "has a line of more than 262,144 bytes"],
  ["a long line", [ok(""), `${"x".repeat(300_000)}\n`], "has a line of more than 262,144 bytes"],
  ["bytes that are no UTF-8", [ok(""), Buffer.of(0xff, 0x0a)], "is not UTF-8"],
  ["no answer", [""], "ended early: "],
])("a result is an error with %s", async (_, answers, complaint, known) => {
  await expect(download(await rawHost(...answers), known)).rejects.toMatchObject({
    kind: "fault",
    message: expect.stringContaining(`The result ${complaint}`),
  });
});

test("a result is requested without a token, and a redirect is not followed", async () => {
  const elsewhere = await openElsewhere();
  onTestFinished(() => elsewhere.close());
  const { storage, sender, origin, files } = await openBulkParts(
    () => ({}),
    (_request, _body, response) => response.writeHead(302, { location: elsewhere.url }).end(),
  );
  const result = { url: `${origin}/result?signature=secret`, name: "The result", size: undefined };
  const reading = blocksOf(result, storage, sender.stopped).next();
  await expect(reading).rejects.toMatchObject({ kind: "refused", status: 302 });
  expect(files).toHaveLength(1);
  expect(JSON.stringify(files[0]?.request.headers)).not.toContain("shpat");
  expect(elsewhere.seen).toEqual([]);
});

const expired =
  "<?xml version='1.0'?><Error><Code>ExpiredToken</Code><Message>Expired</Message></Error>";

test.each([400, 403])(
  "an expired address (%s) is replaced by a fresh one, once",
  async (status) => {
    const parts = await openBulkParts(
      (_, origin) => ({ bulkOperation: bulkOperation({ url: `${origin}/fresh` }) }),
      (request, _body, response) => {
        if (request.url === "/fresh") response.end('{"a":1}\n');
        else response.writeHead(status).end(expired);
      },
    );
    const operation = readOperation(bulkOperation({ url: `${parts.origin}/old` }));
    const found: string[] = [];
    for await (const batch of resultLines(operation, "url", parts)) found.push(...batch);
    expect(found).toEqual(['{"a":1}']);
    expect(parts.asked).toHaveLength(1);
  },
);

test("an address that stays expired, or is gone, is an error that says so", async () => {
  const serve: Parameters<typeof openBulkParts>[1] = (_request, _body, response) =>
    response.writeHead(403).end(expired);
  const answers = [
    (_: unknown, origin: string) => ({ bulkOperation: bulkOperation({ url: `${origin}/old` }) }),
    () => ({ bulkOperation: bulkOperation({ status: "EXPIRED" }) }),
  ];
  const words = [
    "the host answered 403: ExpiredToken Expired",
    "has expired, and the shop has no other",
  ];
  for (const [at, answer] of answers.entries()) {
    const parts = await openBulkParts(answer, serve);
    const operation = readOperation(bulkOperation({ url: `${parts.origin}/old` }));
    await expect(resultLines(operation, "url", parts).next()).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining(words[at] ?? ""),
    });
  }
});

test("an operation without a file has no lines", async () => {
  const parts = await openBulkParts(() => ({}));
  const operation = readOperation(bulkOperation({ status: "COMPLETED" }));
  expect((await resultLines(operation, "url", parts).next()).done).toBe(true);
  expect(operation.id).toBe(bulkId);
});
