// The two hosts beside the API: one takes the files of bulk mutations, the other gives out results. Each has a port of
// its own, knows no token, and writes down every request that has one or that it does not understand.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { BulkOptions } from "./life.ts";
import type { Kept } from "./operations.ts";

export type Target = { key: string; parameters: readonly { name: string; value: string }[] };
const largest = 104_857_600;

const xml = (root: string, fields: Readonly<Record<string, string>>) => {
  const inner = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<?xml version='1.0' encoding='UTF-8'?><${root}>${inner.join("")}</${root}>`;
};
const refusal = (Code: string, Message: string, Details = "") =>
  xml("Error", { Code, Message, ...(Details ? { Details } : {}) });

/** A request to one of the hosts; `status` is 0 until it is answered, and where the connection broke. */
export type Visit = { host: "upload" | "result"; method: string; status: number };
export type Seen = { tokensSeen: string[]; strangers: string[]; visits: Visit[] };

/** Whether the request has a token; it is refused then, and the test sees where it was. */
function hasToken({ method, url, headers }: IncomingMessage, host: string, seen: Seen): boolean {
  const named = Object.entries(headers).filter(
    ([name, value]) =>
      /^(x-shopify-.*|authorization|cookie)$/.test(name) || /shp\w+_/.test(String(value)),
  );
  const places = [...named.map(([name]) => name), ...(/shp\w+_/.test(url ?? "") ? ["URL"] : [])];
  for (const place of places) seen.tokensSeen.push(`${method} ${host}: ${place}`);
  return places.length > 0;
}

type Exchange = {
  incoming: IncomingMessage;
  bytes: Buffer;
  response: ServerResponse;
  answer: (status: number, body: string) => void;
  /** The answer to a request for what is not here. */
  refuse: () => void;
};
async function listen(host: Visit["host"], seen: Seen, serve: (exchange: Exchange) => unknown) {
  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = incoming;
    const visit: Visit = { host, method, status: 0 };
    seen.visits.push(visit);
    response.once("finish", () => (visit.status = response.statusCode));
    const bytes = await buffer(incoming);
    const headers = { "Content-Type": "application/xml; charset=UTF-8" };
    const answer = (status: number, body: string) =>
      void response.writeHead(status, headers).end(body);
    function refuse(): void {
      seen.strangers.push(`${method} ${url}`);
      answer(404, refusal("NoSuchKey", "The specified key does not exist."));
    }
    if (hasToken(incoming, host, seen))
      answer(400, refusal("InvalidArgument", "Invalid argument."));
    else await serve({ incoming, bytes, response, answer, refuse });
  }
  const failed = (error: unknown, response: ServerResponse) =>
    response.writeHead(500).end(String(error));
  const server = createServer(
    { keepAliveTimeout: 0 },
    (i, o) => void receive(i, o).catch((error) => failed(error, o)),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done()).closeAllConnections();
    });
  return { origin, close };
}

export type UploadHost = Awaited<ReturnType<typeof openUploadHost>>;

export async function openUploadHost({ onUpload, maxFileSize = largest }: BulkOptions, seen: Seen) {
  const targets = new Map<string, Target>();
  const files = new Map<string, Buffer>();
  let uploads = 0;
  type Refusal = { status: number; body: string };
  const bad = (status: number, code: string, message: string, details = ""): Refusal => ({
    status,
    body: refusal(code, message, details),
  });

  /** The file of a form, which must be its last part, after all parameters and nothing else. */
  async function fileOf(incoming: IncomingMessage, bytes: Buffer) {
    const type = incoming.headers["content-type"] ?? "";
    if (!type.startsWith("multipart/form-data"))
      return bad(400, "InvalidArgument", "Invalid argument.", "POST requires multipart/form-data");
    const form = await new Response(new Uint8Array(bytes), { headers: { "Content-Type": type } })
      .formData()
      .catch(() => undefined);
    const parts = [...(form?.entries() ?? [])];
    const [name, file] = parts.pop() ?? [];
    if (name !== "file" || typeof file === "string" || file === undefined)
      return bad(400, "InvalidArgument", "Invalid argument.", "file must be the last form field");
    const key = parts.find(([name]) => name === "key")?.[1];
    const target = targets.get(typeof key === "string" ? key : "");
    if (target === undefined)
      return bad(403, "SignatureDoesNotMatch", "Access denied.", "no policy for this key");
    for (const wanted of target.parameters) {
      const found = parts.filter(([name]) => name === wanted.name).map(([, value]) => value);
      if (found.length !== 1 || found[0] !== wanted.value)
        return bad(
          403,
          "AccessDenied",
          "Access denied.",
          `Policy did not fit form field ${wanted.name}`,
        );
    }
    const names = new Set(target.parameters.map((each) => each.name));
    const extra = parts.find(([name]) => !names.has(name));
    if (extra)
      return bad(403, "AccessDenied", "Access denied.", `Policy did not reference ${extra[0]}`);
    if (file.size < 1)
      return bad(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum.");
    if (file.size > maxFileSize)
      return bad(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.");
    return { key: target.key, file: Buffer.from(await file.arrayBuffer()) };
  }

  const { origin, close } = await listen("upload", seen, async (exchange) => {
    const { incoming, bytes, response, answer } = exchange;
    const { method = "", url = "", socket } = incoming;
    const put = targets.get(decodeURIComponent(url.slice(1).replace(/\?.*/, "")));
    const isSigned = /[?&]X-Goog-Signature=\w+/.test(url);
    const isPost = method === "POST" && url === "/";
    if (!isPost && !(method === "PUT" && put !== undefined && isSigned)) return exchange.refuse();
    const fault = onUpload?.(uploads++);
    if (fault === "reset") return void socket.resetAndDestroy();
    if (typeof fault === "number") return answer(fault, refusal("InternalError", "Try again."));
    if (!isPost && put !== undefined) files.set(put.key, bytes);
    const taken = isPost ? await fileOf(incoming, bytes) : undefined;
    if (taken && "status" in taken) return answer(taken.status, taken.body);
    if (taken) files.set(taken.key, taken.file);
    if (fault === "reset-after") return void socket.resetAndDestroy();
    if (taken === undefined) return void response.writeHead(200).end();
    const ETag = `"${createHash("md5").update(taken.file).digest("hex")}"`;
    const place = { Location: `${origin}/${taken.key}`, Bucket: "shopify-staged-uploads" };
    return answer(201, xml("PostResponse", { ...place, Key: taken.key, ETag }));
  });
  return { origin, close, targets, files, maxFileSize };
}

export async function openResultHost(keptOf: (id: string) => Kept | undefined, seen: Seen) {
  return listen("result", seen, ({ incoming, response, answer, refuse }) => {
    const { method = "", url = "", socket } = incoming;
    const kept = keptOf(`gid://shopify/BulkOperation/${/\/(\d+)-final\?/.exec(url)?.[1] ?? ""}`);
    if (method !== "GET" || kept === undefined || url !== pathOf(kept)) return refuse();
    const fault = kept.life.onDownload?.(kept.downloads++);
    const why = "The provided token has expired.";
    if (fault === "expired") return answer(403, refusal("ExpiredToken", "Invalid argument.", why));
    if (typeof fault === "number") return answer(fault, refusal("InternalError", "Try again."));
    const bytes = Buffer.from(kept.result.text);
    const half = bytes.subarray(0, middleOf(bytes));
    const sent = fault === "cut" ? half : bytes;
    response.writeHead(200, {
      "content-TYPE": "application/jsonl",
      "Content-Length": sent.length,
      "Content-Disposition": `attachment; filename="bulk-${kept.operation.id.replace(/\D/g, "")}.jsonl"`,
    });
    if (fault !== "reset") return void response.end(sent);
    return void response.write(half, () => socket.destroy());
  });
}
export type ResultHost = Awaited<ReturnType<typeof openResultHost>>;

/** Somewhere in the middle, where no line ends. */
function middleOf(bytes: Buffer): number {
  let at = Math.floor(bytes.length / 2);
  while (bytes[at - 1] === 10 || bytes[at] === 10) at += 1;
  return at;
}

/** The path of a result, which says until when it is there. */
export function pathOf({ operation, createdAt }: Kept): string {
  const expires = Math.floor(createdAt / 1000) + 7 * 86_400;
  const query = `GoogleAccessId=assets%40foreign.example&Expires=${expires}&Signature=a%2Fb%3D%3D&response-content-type=application%2Fjsonl`;
  return `/bulk-operation-outputs/${operation.id.replace(/\D/g, "")}-final?${query}`;
}
