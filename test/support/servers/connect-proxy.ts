// A proxy of a network: it opens tunnels by CONNECT, and keeps all that it sees of them.
import { createServer, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface TestProxy {
  readonly url: string;
  /** Host and port of each CONNECT. */
  readonly hosts: readonly string[];
  readonly headers: readonly IncomingHttpHeaders[];
  /** Requests of another kind. */
  readonly others: readonly string[];
  /** All that clients have sent through tunnels. */
  sent(): string;
}

/** How the proxy answers a CONNECT: the port of this machine that the tunnel leads to, or all of its answer. */
type Answer = (host: string) => number | string;

export async function openProxy(answer: Answer): Promise<TestProxy> {
  const hosts: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const others: string[] = [];
  const sent: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    others.push(`${request.method} ${request.url}`);
    response.end();
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (request, socket: Socket, head) => {
    const host = request.url ?? "";
    hosts.push(host);
    headers.push(request.headers);
    socket.on("error", () => undefined);
    const answered = answer(host);
    if (typeof answered === "string") {
      if (answered !== "") socket.end(answered);
      return;
    }
    const there = connect(answered, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      sent.push(head);
      socket.on("data", (chunk: Buffer) => sent.push(chunk));
      socket.pipe(there).pipe(socket);
    });
    sockets.add(there);
    there.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { url, hosts, headers, others, sent: () => Buffer.concat(sent).toString("latin1") };
}
