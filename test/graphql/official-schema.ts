// Shopify's official Admin schema of a version. The npm package @shopify/dev-mcp has it; it is fetched once, kept in
// the folder for temporary files, and used only if its digest is the one below. It is never committed.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { hasCode } from "../../src/system-error.ts";

const origin = "@shopify/dev-mcp@1.16.0";
/** SHA-256 of each file. */
const digests = {
  "2026-01": "28804b33e23becb5296f168545781daa8747a4574ac2089515f3c572d82670b1",
  "2026-10": "f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593",
};
export type SchemaVersion = keyof typeof digests;
export const schemaVersions = Object.keys(digests) as SchemaVersion[];

/** A folder of this user, outside the repository, so that all its copies share it. */
const cache = join(tmpdir(), `shopify-admin-schema-1.16.0-${userInfo().uid}`);
const run = promisify(execFile);
const memberOf = (version: SchemaVersion) => `package/dist/data/admin_${version}.json.gz`;
const digestOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function readSound(file: string, version: SchemaVersion): Promise<Buffer | undefined> {
  try {
    const bytes = await readFile(file);
    return digestOf(bytes) === digests[version] ? bytes : undefined;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** All happens in a folder of its own, so that two processes may fetch at once; the last rename wins. */
async function fetchFiles(): Promise<void> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "fetch-"));
  try {
    const pack = ["pack", origin, "--loglevel=error", "--ignore-scripts", "--prefer-offline"];
    await run("npm", [...pack, "--fetch-retries=1"], { cwd: folder });
    const archive = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
    if (archive === undefined) throw new Error("npm pack has written no archive");
    await run("tar", ["-xzf", archive, ...schemaVersions.map(memberOf)], { cwd: folder });
    for (const version of schemaVersions) {
      const file = join(folder, memberOf(version));
      await rename(file, join(cache, basename(file)));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function schemaFile(version: SchemaVersion): Promise<Buffer> {
  const file = join(cache, basename(memberOf(version)));
  const kept = await readSound(file, version);
  if (kept !== undefined) return kept;
  await fetchFiles().catch((cause: unknown) => {
    const text = `The official schema of ${version} is not in ${cache} and could not be fetched. Run "npm pack ${origin}" to see why; this test needs it once`;
    throw new Error(text, { cause });
  });
  const fetched = await readSound(file, version);
  if (fetched !== undefined) return fetched;
  throw new Error(
    `The official schema of ${version} in ${origin} has another digest than expected. Check the package, then the digests in test/graphql/official-schema.ts`,
  );
}

/** Takes half a second and 200 MB, so only one test file uses it. */
export async function officialSchema(version: SchemaVersion): Promise<GraphQLSchema> {
  const text = gunzipSync(await schemaFile(version)).toString();
  const { data } = JSON.parse(text) as { data: IntrospectionQuery };
  return buildClientSchema(data);
}
