// A certificate that is signed by itself, for servers of this machine under any names.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Where the certificate is, for NODE_EXTRA_CA_CERTS. */
  readonly file: string;
}

/** For these names and 127.0.0.1. */
export async function newCertificate(...names: readonly string[]): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-tls-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [key, file] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const all = [...names.map((name) => `DNS:${name}`), "IP:127.0.0.1"].join();
  const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=shop -addext subjectAltName=${all}`;
  execFileSync("openssl", [...made.split(" "), "-keyout", key, "-out", file], { stdio: "ignore" });
  return { key: await readFile(key, "utf8"), cert: await readFile(file, "utf8"), file };
}
