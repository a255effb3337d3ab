// Sheets by their address on the web: what is read and kept, which addresses and answers are refused, and what is sent.
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { download } from "../../src/import/web/download.ts";
import { webAddressOf } from "../../src/sheet/file/web-address.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openElsewhere } from "../support/servers/elsewhere.ts";
import { openSandbox } from "../support/shops.ts";

interface Host {
  readonly origin: string;
  readonly requests: readonly IncomingMessage[];
}

async function openHost(answer: RequestListener): Promise<Host> {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    answer(request, response);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests };
}

/** All files of all runs, as one text. */
async function kept(desk: Desk): Promise<string> {
  const runs = (await desk.runs()).map((name) => join(desk.folder, "runs", name));
  const names = await Promise.all(
    runs.map(async (run) => (await readdir(run)).map((name) => join(run, name))),
  );
  const texts = await Promise.all(names.flat().map((name) => readFile(name, "utf8")));
  return texts.join("\n");
}

test("a CSV and a workbook are imported by their address; the run keeps them, and nothing of the query", async () => {
  const sandbox = await openSandbox({ items: 2 });
  const desk = await openDesk(sandbox);
  await desk.run(["export", "-o", "items.xlsx"]);
  const workbook = await readFile(join(desk.folder, "items.xlsx"));
  const csv = `id,cost\n${[...sandbox.ids()].map((id, n) => `${id},${n}.77\n`).join("")}`;
  const host = await openHost(({ url = "" }, response) =>
    response.end(url.startsWith("/a/items.xlsx") ? workbook : csv),
  );
  const sheet = `${host.origin}/a/prices.csv?key=SECRET#x`;
  const plan = await desk.run(["plan", sheet]);
  expect(plan.code).toBe(0);
  const ended = await desk.run(["import", sheet, "--yes", "--allow-held"]);
  expect(ended.code).toBe(0);
  expect([...sandbox.ids()].map((id) => sandbox.item(id)?.cost)).toEqual(["0.77", "1.77"]);
  const book = await desk.run(["plan", `${host.origin}/a/items.xlsx?key=SECRET`, "--json"]);
  expect(JSON.parse(book.stdout)).toMatchObject({
    sheet: `${host.origin}/a/items.xlsx?…`,
    rows: 2,
  });
  const [, run = ""] = await desk.runs();
  expect(await desk.read(`runs/${run}/sheet.csv`)).toBe(csv);
  const all = [plan, ended, book].map(({ stdout, stderr }) => stdout + stderr).join("");
  expect(all + (await kept(desk))).not.toContain("SECRET");
  expect(host.requests.map(({ url }) => url)).toEqual([
    "/a/prices.csv?key=SECRET",
    "/a/prices.csv?key=SECRET",
    "/a/items.xlsx?key=SECRET",
  ]);
  for (const { headers } of host.requests)
    expect(JSON.stringify(headers)).not.toMatch(/shopify-access|shpat_|authorization|cookie/i);
});

test.for<[what: string, code: number, said: RegExp, answer: RequestListener]>([
  [
    "a web page",
    2,
    /this is a web page \(HTML\) and not a sheet; wanted the address/,
    (_, response) => response.setHeader("content-type", "text/html; charset=utf-8").end("id,cost"),
  ],
  [
    "a web page with the type of a CSV",
    2,
    /this is a web page \(HTML\)/,
    (_, response) => response.setHeader("content-type", "text/csv").end("\n <!DOCTYPE html>"),
  ],
  ["a sign-in", 2, /answers 403: it is not public/, (_, response) => response.writeHead(403).end()],
  ["nothing", 2, /answers 404; check the address/, (_, response) => response.writeHead(404).end()],
  ["an outage", 3, /answers 503; try again later/, (_, response) => response.writeHead(503).end()],
  [
    "half of it",
    3,
    /got no complete answer/,
    (_, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("id,cost\n");
      response.destroy();
    },
  ],
  [
    "a compressed answer",
    2,
    /sends it as gzip/,
    (_, response) => response.setHeader("content-encoding", "gzip").end("x"),
  ],
  [
    "1 GB",
    2,
    /it has over 100 MB; split it/,
    (_, response) => {
      response.writeHead(200, { "content-length": "1000000000" }).write("id,cost\n");
    },
  ],
])(
  "%s in place of a sheet is refused with %d, and no run is kept",
  async ([, code, said, answer]) => {
    const sandbox = await openSandbox({ items: 1 });
    const desk = await openDesk(sandbox);
    const host = await openHost(answer);
    const ended = await desk.run(["import", `${host.origin}/x.csv?SECRET`, "--yes"]);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(said);
    expect(ended.stderr).not.toContain("SECRET");
    expect([await desk.runs(), sandbox.requests]).toEqual([[], []]);
  },
);

test("a redirect is refused with where it leads, and a host that is not there ends with 3", async () => {
  const elsewhere = await openElsewhere();
  const host = await openHost((_, response) =>
    response.writeHead(302, { location: `${elsewhere.url}x?SECRET` }).end(),
  );
  const desk = await openDesk(await openSandbox({ items: 1 }));
  const { code, stderr } = await desk.run(["plan", `${host.origin}/x.csv`]);
  expect(code).toBe(2);
  expect(stderr).toContain(`answers 302 and redirects to ${new URL(elsewhere.url).origin};`);
  expect(stderr).not.toContain("SECRET");
  expect(elsewhere.seen).toEqual([]);
  elsewhere.close();
  const down = await desk.run(["plan", "http://127.0.0.1:1/x.csv"]);
  expect([down.code, down.stderr]).toEqual([3, expect.stringContaining("ECONNREFUSED")]);
});

test("an answer without end is cut off at 100 MB", async () => {
  const piece = Buffer.alloc(1_000_000, "1,2\n");
  const host = await openHost((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(piece));
      response.once("drain", more);
    };
    more();
  });
  const address = webAddressOf(`${host.origin}/endless.csv`);
  if (address === undefined) throw new Error("no address");
  let size = 0;
  const read = async (): Promise<void> => {
    const { signal } = new AbortController();
    for await (const chunk of download(address, { env: {}, signal })) size += chunk.length;
  };
  await expect(read()).rejects.toThrow(/it has over 100 MB/);
  expect(size).toBeLessThanOrEqual(100_000_000);
});

test.for([
  ["http://example.com/x.csv", /begins with http:, so that anybody/],
  ["ftp://example.com/x.csv", /begins with ftp:; wanted https/],
  ["file:///etc/passwd", /begins with file:; wanted https/],
  ["https://jo:SECRET@example.com/x.csv", /user name or a password before the @/],
  ["https://", /it is not a URL/],
] as const)("the address %s is refused", async ([address, said]) => {
  const desk = await openDesk(await openSandbox({ items: 1 }));
  const { code, stderr } = await desk.run(["plan", address]);
  expect(code).toBe(2);
  expect(stderr).toMatch(said);
  expect(stderr).not.toContain("SECRET");
});

describe("the address of the file, and its name without secrets:", () => {
  const d = "https://docs.google.com/spreadsheets/d";
  const key = "1Kze-pn_tVz3GsV5RDGqhhDTrW4OFJLewSLcfhXzJA1I";
  const pub = "e/2PACX-1vRYB9eRz1kLOPX8YewpfSh5KuZQQ8AoKsfkx";
  test.for<[given: string, file: string, name: string]>([
    [`${d}/${key}/edit?usp=sharing`, `${d}/${key}/export?format=csv`, `${d}/1Kze…/edit?…`],
    [`${d}/${key}/edit#gid=0`, `${d}/${key}/export?format=csv&gid=0`, `${d}/1Kze…/edit`],
    [
      `${d}/${key}/edit?gid=7#gid=8&range=A1`,
      `${d}/${key}/export?format=csv&gid=8`,
      `${d}/1Kze…/edit?…`,
    ],
    [`${d}/${key}/view?gid=7`, `${d}/${key}/export?format=csv&gid=7`, `${d}/1Kze…/view?…`],
    [`${d}/${key}`, `${d}/${key}/export?format=csv`, `${d}/1Kze…`],
    [
      `https://docs.google.com/spreadsheets/u/0/d/${key}/edit`,
      `${d}/${key}/export?format=csv`,
      "https://docs.google.com/spreadsheets/u/0/d/1Kze…/edit",
    ],
    [
      `${d}/${key}/edit?resourcekey=0-abc#gid=3`,
      `${d}/${key}/export?format=csv&gid=3&resourcekey=0-abc`,
      `${d}/1Kze…/edit?…`,
    ],
    [`${d}/${key}/export?format=xlsx`, `${d}/${key}/export?format=xlsx`, `${d}/1Kze…/export?…`],
    [`${d}/${pub}/pubhtml`, `${d}/${pub}/pub?output=csv`, `${d}/e/2PAC…/pubhtml`],
    [
      `${d}/${pub}/pubhtml?gid=5&single=true`,
      `${d}/${pub}/pub?output=csv&gid=5&single=true`,
      `${d}/e/2PAC…/pubhtml?…`,
    ],
    [`${d}/${pub}/pub?output=tsv`, `${d}/${pub}/pub?output=tsv`, `${d}/e/2PAC…/pub?…`],
    [
      "https://files.example.com/lists/Prices 2026.xlsx?sig=x#y",
      "https://files.example.com/lists/Prices%202026.xlsx?sig=x",
      "https://files.example.com/lists/Prices%202026.xlsx?…",
    ],
    [
      "https://files.example.com/s/abc123def456789/items.csv",
      "https://files.example.com/s/abc123def456789/items.csv",
      "https://files.example.com/s/abc1…/items.csv",
    ],
    [
      `https://docs.google.com.evil.example/spreadsheets/d/${key}/edit`,
      `https://docs.google.com.evil.example/spreadsheets/d/${key}/edit`,
      "https://docs.google.com.evil.example/spreadsheets/d/1Kze…/edit",
    ],
  ])("%s", ([given, file, name]) => {
    expect(webAddressOf(given)).toEqual({
      url: new URL(file),
      name,
      isGoogle: new URL(given).host === "docs.google.com",
    });
  });

  test.for(["-", "items.csv", "C:\\items.csv", "./https:/x", "https.csv", "a:b.csv"])(
    "none of %s",
    (path) => expect(webAddressOf(path)).toBeUndefined(),
  );
});
