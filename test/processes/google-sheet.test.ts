// A Google Sheet by its address, as a process reads it: through Google's redirect, over TLS.
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newCertificate } from "../support/servers/certificate.ts";
import { openDesk } from "../support/command.ts";
import { openProxy } from "../support/servers/connect-proxy.ts";
import { openSandbox } from "../support/shops.ts";

test("a Google Sheet is read through Google's redirect, over TLS that is checked; one that is not shared says what to do", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  const [id = ""] = sandbox.ids();
  const downloads = "doc-0s-98-sheets.googleusercontent.com";
  const { file, ...tls } = await newCertificate("docs.google.com", downloads);
  const asked: string[] = [];
  const server = createServer(tls, ({ url = "", headers }, response) => {
    asked.push(`${headers.host} ${url}`);
    const to = url.includes("PRIVATE") ? "accounts.google.com/ServiceLogin" : `${downloads}/x/y`;
    if (headers.host !== "docs.google.com") response.end(`id,cost\n${id},7.77\n`);
    else response.writeHead(307, { location: `https://${to}?SECRET` }).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const proxy = await openProxy(() => port);
  const env = { NODE_EXTRA_CA_CERTS: file, HTTPS_PROXY: proxy.url };
  const sheet = "https://docs.google.com/spreadsheets/d/1aB_cSECRETd/edit#gid=12";
  const args = ["import", sheet, "--yes", "--allow-held"];
  const { code, stdout, stderr } = await desk.startProcess(args, { env }).ended;
  expect([code, stderr]).toEqual([0, expect.not.stringContaining("SECRET")]);
  const runs = join(desk.folder, "runs");
  const kept = (await readdir(runs, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(kept.length).toBeGreaterThan(5);
  const texts = kept.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
  expect(stdout + texts.join("\n")).not.toContain("SECRET");
  expect(sandbox.item(id)?.cost).toBe("7.77");
  expect(asked).toEqual([
    "docs.google.com /spreadsheets/d/1aB_cSECRETd/export?format=csv&gid=12",
    `${downloads} /x/y?SECRET`,
  ]);
  const other = sheet.replace("SECRET", "PRIVATE");
  const closed = await desk.startProcess(["plan", other], { env }).ended;
  expect(closed.code).toBe(2);
  expect(closed.stderr).toContain('share it with "Anyone with the link"');
  expect(new Set(proxy.hosts)).toEqual(new Set(["docs.google.com:443", `${downloads}:443`]));
  // Without trust in the certificate nothing is read.
  const untrusted = await desk.run(["plan", `https://127.0.0.1:${port}/x.csv`]);
  expect([untrusted.code, untrusted.stderr]).toEqual([
    3,
    expect.stringContaining("certificate is not trusted"),
  ]);
});
