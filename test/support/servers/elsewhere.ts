// Another host, to which no request may ever come: where redirects and foreign pages lead.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Elsewhere {
  readonly url: string;
  /** What has arrived, headers included. */
  readonly seen: readonly unknown[];
  close(): void;
}

export async function openElsewhere(): Promise<Elsewhere> {
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method, url: request.url, headers: request.headers });
    response.end("{}");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, seen, close: () => void server.close() };
}
