// A real web address that notices are sent to.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Notice } from "../../../src/terminal/session.ts";

export interface Receiver {
  /** With a path that is a secret. */
  readonly url: string;
  readonly notices: readonly Notice[];
  /** As they arrived. */
  readonly bodies: readonly string[];
  readonly headers: readonly IncomingMessage["headers"][];
}

const secretPath = "/services/T0SECRET/B0SECRET?key=HUSH";

/** Answers 200 unless told otherwise. */
export async function openReceiver(
  answer: (response: ServerResponse) => void = (response) => void response.end("ok"),
): Promise<Receiver> {
  const bodies: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const notices: Notice[] = [];
  const server = createServer((request, response) => {
    void request
      .setEncoding("utf8")
      .toArray()
      .then((parts) => {
        const body = parts.join("");
        bodies.push(body);
        headers.push(request.headers);
        if (request.method === "POST" && request.url === secretPath) {
          notices.push(JSON.parse(body) as Notice);
        }
        return answer(response);
      });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${secretPath}`, notices, bodies, headers };
}
