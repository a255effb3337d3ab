// Uploads the input of a bulk mutation: the shop names a target, and the file is sent there. An upload has no effect in
// the shop, so one that fails is repeated, each time to a new target.
import type { BulkFile } from "../../bulk-updates.ts";
import { connectionFault, kindOf, whatShopifySaid } from "../../answer.ts";
import { withinDeadline } from "../../http/deadline.ts";
import type { Sender } from "../../sender.ts";
import { ShopError } from "../../shop-error.ts";
import { counted } from "../../../words.ts";
import { type Client, Flaw } from "../client.ts";
import { refusalOf, userErrorsOf } from "../update/user-errors.ts";
import { isNode, type Node } from "../wire.ts";
import { type Form, formOf, type Parameter } from "./form.ts";
import { type Storage, storageUrl } from "./storage.ts";

/** The most bytes that the shop accepts. */
export const largestUpload = 104_857_600;
const mostTries = 5;
/** Milliseconds: a time that any connection needs, and the bytes that a slow one sends in a millisecond. */
const leastTime = 60_000;
const slowest = 50;

interface Target {
  readonly url: URL;
  readonly parameters: readonly Parameter[];
  /** How the file is named when the operation is started. */
  readonly path: string;
}

/** Returns the path that starts the operation. */
export async function upload(
  file: BulkFile,
  client: Client,
  sender: Sender,
  storage: Storage,
): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const { url, parameters, path } = await newTarget(file, client);
    const form = formOf(parameters, file);
    const time = leastTime + file.size / slowest;
    try {
      await withinDeadline(time, [sender.stopped], (signal) => post(url, form, storage, signal));
      return path;
    } catch (error) {
      sender.stopped.throwIfAborted();
      const found = error instanceof ShopError ? error : uploadError(url, connectionFault(error));
      if (found.kind === "refused" || found.kind === "stop" || tries >= mostTries) throw found;
    }
    await sender.backOff(tries);
  }
}

async function newTarget({ name, size }: BulkFile, client: Client): Promise<Target> {
  const input = {
    resource: "BULK_MUTATION_VARIABLES",
    filename: name,
    mimeType: "text/jsonl",
    httpMethod: "POST",
    fileSize: String(size),
  };
  const request = {
    document: "stagedUpload",
    variables: { input: [input] },
    name: `stagedUploadsCreate (${counted(size, "byte")})`,
  } as const;
  const { data } = await client.sendRepeatable(request, (content) => {
    const errors = userErrorsOf(content);
    return errors.length > 0 ? { refusal: refusalOf(errors) } : { target: readTarget(content) };
  });
  if (data.target !== undefined) return data.target;
  throw client.error({ kind: "refused", request: request.name, found: data.refusal });
}

function readTarget(content: unknown): Target {
  const list = isNode(content) ? content.stagedTargets : undefined;
  const [target] = Array.isArray(list) ? (list as unknown[]) : [];
  if (!isNode(target) || typeof target.url !== "string" || !Array.isArray(target.parameters)) {
    throw new Flaw("no upload target");
  }
  const parameters = target.parameters.filter(isNode).map(readParameter);
  const path = parameters.find(({ name }) => name === "key")?.value;
  const url = storageUrl(target.url);
  if (url === undefined) throw new Flaw("an upload target without an https address");
  if (path === undefined) throw new Flaw("an upload target without a key");
  return { url, parameters, path };
}

function readParameter({ name, value }: Node): Parameter {
  if (typeof name === "string" && typeof value === "string") return { name, value };
  throw new Flaw("an upload target with a parameter that is no text");
}

async function post(url: URL, form: Form, storage: Storage, signal: AbortSignal): Promise<void> {
  const answer = await storage.ask(url, { method: "POST", ...form, signal });
  const text = await answer.body.text();
  const status = answer.statusCode;
  if (status >= 200 && status < 300) return;
  const location = [answer.headers.location].flat()[0];
  const found = `answered ${status}: ${whatShopifySaid(text, location)}`;
  throw uploadError(url, { kind: kindOf(status), found, status });
}

/** Without the query of the address, which is a secret. */
const uploadError = (
  url: URL,
  details: Omit<ConstructorParameters<typeof ShopError>[0], "request">,
): ShopError => new ShopError({ ...details, request: `POST ${url.origin}${url.pathname}` });
