// Reads the body of a request up to a limit, and sends an answer: complete, in part, slowly or not at all.
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { writeJson } from "./wire-json.ts";

const slowByteMs = 3;

/** The text of the body; undefined if it is larger than so many bytes, and then the rest is read and dropped. */
export async function readBody(
  request: IncomingMessage,
  maxBody: number,
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBody) chunks.push(chunk);
  }
  return size <= maxBody ? Buffer.concat(chunks).toString("utf8") : undefined;
}

export async function send(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.mishap === "hang") return;
  if (answer.mishap === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const body = Buffer.from(bodyText(answer));
  response.writeHead(answer.status, {
    ...(body.length > 0 ? { "Content-Type": contentType(answer) } : {}),
    "Content-Length": body.length,
    ...answer.headers,
  });
  if (answer.mishap === "half-body") {
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
  } else if (answer.mishap === "slow-bytes") {
    for (const byte of body) {
      if (response.destroyed) return;
      response.write(Buffer.of(byte));
      await sleep(slowByteMs);
    }
    response.end();
  } else {
    response.end(body);
  }
}

function bodyText({ json, text = "", isPlain = false }: Answer): string {
  if (json === undefined) return text;
  return isPlain ? JSON.stringify(json) : writeJson(json);
}

function contentType({ json, text = "" }: Answer): string {
  const isJson = json !== undefined || /^\s*[[{]/.test(text);
  return isJson ? "application/json; charset=utf-8" : "text/html; charset=utf-8";
}
