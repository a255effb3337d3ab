// What package.json says of the package, for npm and its readers: complete, and the same as in the documentation.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { complaintOfNode } from "../../src/host/node-version.ts";

const root = join(import.meta.dirname, "../..");
const read = (name: string): Promise<string> => readFile(join(root, name), "utf8");
const [readme, license, changelog] = await Promise.all(
  ["README.md", "LICENSE", "CHANGELOG.md"].map(read),
);

interface Metadata {
  readonly [key: string]: unknown;
  readonly name: string;
  readonly author: string;
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const metadata = JSON.parse(await read("package.json")) as Metadata;
const { name, version, engines, dependencies, devDependencies } = metadata;
const address = `https://github.com/${name}/${name}`;

test("the package names its repository, its page, where bugs go, its author, its license and how it is published", async () => {
  expect(metadata).toMatchObject({
    homepage: `${address}#readme`,
    bugs: { url: `${address}/issues` },
    repository: { type: "git", url: `git+${address}.git` },
    license: "MIT",
    author: "the shopify-inventory-csv contributors",
    publishConfig: { access: "public", provenance: true },
    bin: { "inventory-csv": "dist/jobs/inventory-csv.js" },
    man: ["dist/man/inventory-csv.1"],
  });
  expect(license).toMatch(
    new RegExp(`^MIT License\n\nCopyright \\(c\\) \\d+ ${metadata.author}\n`),
  );
  // Every file that names the repository names this one.
  const docs = (await readdir(root)).filter((file) => file.endsWith(".md"));
  const samples = (await readdir(join(root, "samples"))).filter((file) => !file.endsWith(".png"));
  for (const file of [...docs, ...samples.map((sample) => `samples/${sample}`)]) {
    const named =
      (await read(file)).match(/github\.com[/:][\w.-]+\/shopify-inventory-csv\b/g) ?? [];
    for (const each of named)
      expect([file, each]).toEqual([file, address.slice("https://".length)]);
  }
});

test("the documentation has the package's own name, version and node", () => {
  expect(changelog).toContain(`\n## ${version}\n`);
  for (const command of [`npm i -g ${name}`, `npx ${name} sandbox`])
    expect(readme).toContain(command);
  const [, least = ""] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];
  expect(readme).toContain(`node ${least} or newer`);
  expect(complaintOfNode(`v${least}.0`)).toBeUndefined();
  expect(complaintOfNode("v18.0.0")).toContain(`node ${least} or newer`);
});

test("the lock file is that of the package, and names no registry", async () => {
  const text = await read("package-lock.json");
  expect(text).not.toContain('"resolved"');
  const { packages, ...lock } = JSON.parse(text) as {
    packages: Record<string, Record<string, unknown>>;
  };
  expect(lock).toMatchObject({ name, version });
  expect(packages[""]).toMatchObject({
    name,
    version,
    license: "MIT",
    engines,
    dependencies,
    devDependencies,
  });
  for (const [dependency, wanted] of Object.entries({ ...dependencies, ...devDependencies }))
    expect([dependency, packages[`node_modules/${dependency}`]?.["version"]]).toEqual([
      dependency,
      wanted,
    ]);
});
