// The bytes of a sheet on the web, within bounds of size and time. No token is sent, and redirects are followed only from
// Google Sheets to the hosts where Google keeps its downloads.
import type { Dispatcher } from "undici";
import { ExitError } from "../../exit-code.ts";
import type { Host } from "../../host/host.ts";
import { connectionFault } from "../../shop/answer.ts";
import { Connections } from "../../shop/http/connections.ts";
import { DeadlineError } from "../../shop/http/deadline.ts";
import { readProxy } from "../../shop/http/proxy.ts";
import { request, userAgent } from "../../shop/http/undici.ts";
import type { WebAddress } from "../../sheet/file/web-address.ts";
import { SheetError } from "../../sheet/sheet-error.ts";
import { formatCount } from "../../words.ts";

/** Megabytes. Google Sheets has room for ten million cells, which are less. */
const largest = 100;
/** Milliseconds: for all of it, and to wait for the answer, which Google makes when it is asked, or its next part. */
const longest = 600_000;
const patience = 120_000;
const mostRedirects = 5;
/** Bytes that show a web page. */
const headLength = 512;

/** Throws a SheetError if this is no sheet that can be read, and an ExitError 3 if it may be one at another time. */
export async function* download(
  address: WebAddress,
  { env, signal }: Pick<Host, "env" | "signal">,
): AsyncGenerator<Uint8Array> {
  const { name, fault } = address;
  if (fault !== undefined) throw refusal(name, fault);
  const way = readProxy(env);
  if ("fault" in way) throw new ExitError(2, `Cannot start: ${way.fault}`);
  const limits = { headersTimeout: patience, bodyTimeout: patience };
  const connections = new Connections(limits, way.proxy);
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(new DeadlineError(longest)), longest);
  const stop = (): void => end.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    const answer = await answerOf(address, connections, end.signal);
    yield* bounded(sheetIn(answer, address), name);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SheetError || error instanceof ExitError) throw error;
    const { found: what, advice } = connectionFault(error);
    throw unavailable(name, `${what}${advice === undefined ? "" : `; ${advice}`}`, error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    await connections.close();
  }
}

/** The answer that is no redirect. */
async function answerOf(
  { url, name, isGoogle }: WebAddress,
  connections: Connections,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  let here = url;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await request(connections.to(here.origin), {
      origin: here.origin,
      path: `${here.pathname}${here.search}`,
      method: "GET",
      headers: { "user-agent": userAgent, "accept-encoding": "identity" },
      signal,
    });
    const { statusCode: status, headers, body } = answer;
    if (status < 300 || status >= 400) return answer;
    discard(body);
    const location = [headers.location].flat()[0] ?? "";
    const next = URL.canParse(location, here.href) ? new URL(location, here) : undefined;
    const where = next === undefined ? "nowhere" : next.origin;
    if (isGoogle && next?.hostname === "accounts.google.com") throw refusal(name, notShared);
    if (next === undefined || !isGoogle || !isGoogleDownload(next)) {
      throw refusal(
        name,
        `its host answers ${status} and redirects to ${where}; redirects are followed only from Google Sheets to the hosts of its downloads; give the address of the file itself`,
      );
    }
    if (redirects === mostRedirects) {
      throw refusal(name, `its host redirects more than ${mostRedirects} times; try again later`);
    }
    here = next;
  }
}

const isGoogleDownload = ({ protocol, host }: URL): boolean =>
  protocol === "https:" &&
  (host === "docs.google.com" || /^(?:[a-z0-9-]+\.)+googleusercontent\.com$/.test(host));

/** The body, if the answer is complete and may be a sheet. */
function sheetIn(answer: Dispatcher.ResponseData, address: WebAddress): AsyncIterable<Buffer> {
  const { statusCode: status, headers, body } = answer;
  const { name, isGoogle } = address;
  const fail = (error: Error): never => {
    discard(body);
    throw error;
  };
  if (status >= 500 || status === 429 || status === 408)
    fail(unavailable(name, `its host answers ${status}; try again later`));
  if (status === 401 || status === 403)
    fail(
      refusal(
        name,
        isGoogle ? notShared : `its host answers ${status}: it is not public; ${wantedFile}`,
      ),
    );
  if (status !== 200)
    fail(refusal(name, `its host answers ${status}; check the address of the sheet`));
  const encoding = [headers["content-encoding"] ?? "identity"].flat().join(", ");
  if (encoding !== "identity")
    fail(refusal(name, `its host sends it as ${encoding}, which was not requested`));
  if (/\bhtml\b/i.test([headers["content-type"] ?? ""].flat().join())) fail(webPage(address));
  if (Number(headers["content-length"]) > largest * 1_000_000) fail(tooLarge(name));
  return withoutPages(body as AsyncIterable<Buffer>, address);
}

/** The same bytes. A page to sign in can come with the content type of a sheet. */
async function* withoutPages(
  bytes: AsyncIterable<Buffer>,
  address: WebAddress,
): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0);
  let isSeen = false;
  for await (const chunk of bytes) {
    if (isSeen) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < headLength) continue;
    isSeen = true;
    yield checkedHead(head, address);
  }
  if (!isSeen) yield checkedHead(head, address);
}

function checkedHead(head: Buffer, address: WebAddress): Buffer {
  const text = head.toString("latin1", 0, headLength).replace(/^\u00ef\u00bb\u00bf/, "");
  if (/^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(text)) throw webPage(address);
  return head;
}

async function* bounded(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > largest * 1_000_000) throw tooLarge(name);
    yield chunk;
  }
}

/** Ends the connection; what it says of that is of no interest. */
function discard(body: Dispatcher.ResponseData["body"]): void {
  body.on("error", () => undefined).destroy();
}

const wantedFile = "wanted the address that downloads a CSV or a workbook without a sign-in";
const notShared =
  'the sheet is not shared; in Google Sheets share it with "Anyone with the link", or choose File, Share, Publish to web';

const webPage = ({ name, isGoogle }: WebAddress): SheetError =>
  refusal(
    name,
    isGoogle
      ? `this is a web page and not a sheet, probably to sign in: ${notShared}`
      : `this is a web page (HTML) and not a sheet; ${wantedFile}`,
  );

const tooLarge = (name: string): SheetError =>
  refusal(
    name,
    `it has over ${formatCount(largest)} MB; split it into smaller sheets, or download it and give the name of the file`,
  );

const refusal = (name: string, what: string): SheetError => new SheetError(name, [{ what }]);

const unavailable = (name: string, what: string, cause?: unknown): ExitError =>
  new ExitError(3, `Cannot read "${name}": ${what}; nothing was sent`, cause);
