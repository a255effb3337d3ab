// A shop of this machine behind TLS, as the real ones are.
import { type AddressInfo, connect, type Socket } from "node:net";
import { createServer } from "node:tls";
import { onTestFinished } from "vitest";

/** Resolves to the port; what arrives there is handed to the shop. */
export async function openFront(
  { origin }: { readonly origin: string },
  tls: { readonly key: string; readonly cert: string },
): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer(tls, (socket) => {
    const there = connect(Number(new URL(origin).port), "127.0.0.1");
    for (const one of [socket, there]) {
      sockets.add(one);
      one.on("error", () => undefined);
    }
    socket.pipe(there).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}
