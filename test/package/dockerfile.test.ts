// samples/Dockerfile: its steps, run without an engine, and the image itself where there is one.
import { execFile, spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const exec = promisify(execFile);
const root = join(import.meta.dirname, "../..");

test("the steps of the Dockerfile build an image that runs", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-image-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const build = join(folder, "build");
  const image = join(folder, "image");
  const ignored = (await readFile(join(root, ".dockerignore"), "utf8")).trim().split("\n");
  const lines = (await readFile(join(root, "samples/Dockerfile"), "utf8")).split("\n");
  const steps = lines.filter((line) => line !== "" && !line.startsWith("#"));
  let entry: string[] = [];
  for (const step of steps) {
    const [, word = "", rest = ""] = /^(\S+) (.*)$/.exec(step) ?? [];
    const [from = "", to = ""] = rest.replace("--from=build ", "").split(" ");
    if (word === "RUN") await exec("sh", ["-c", rest], { cwd: build });
    else if (word === "ENTRYPOINT") entry = JSON.parse(rest) as string[];
    else if (step === "COPY . .") {
      const filter = (path: string): boolean =>
        !ignored.includes(path.slice(root.length + 1).split("/")[0] ?? "");
      await cp(root, build, { recursive: true, filter });
    } else if (word === "COPY") {
      expect(rest).toMatch(/^--from=build /);
      const path = (inImage: string): string => inImage.replace(/^\/app/, "");
      await cp(build + path(from), image + path(to), { recursive: true, verbatimSymlinks: true });
    } else expect(["FROM", "WORKDIR", "USER", "ENV"]).toContain(word);
  }
  const [program = "", ...args] = entry.map((word) => word.replace(/^\/app/, image));
  expect(program).toBe("node");
  const run = await exec(process.execPath, [...args, "export", "--shop", "sandbox"], {
    cwd: folder,
  });
  expect(run.stdout.split("\n")).toHaveLength(302);
  // The image writes for its owner alone.
  const target = ["export", "--shop", "sandbox", "-o", "items.csv"];
  await exec(process.execPath, [...args, ...target], { cwd: folder });
  expect(((await stat(join(folder, "items.csv"))).mode & 0o777).toString(8)).toBe("600");
  expect(await readdir(join(image, "node_modules"))).not.toContain("vitest");
});

const [, base = ""] =
  /^FROM (\S+)/m.exec(await readFile(join(root, "samples/Dockerfile"), "utf8")) ?? [];
/** An engine that can get what the image stands on. */
const hasEngine = spawnSync("docker", ["pull", "--quiet", base], { timeout: 60_000 }).status === 0;

test.skipIf(!hasEngine)("an engine builds the image", { timeout: 600_000 }, async () => {
  const name = "inventory-csv-test";
  await exec("docker", ["build", "--file", "samples/Dockerfile", "--tag", name, "."], {
    cwd: root,
  });
  onTestFinished(async () => void (await exec("docker", ["rmi", "--force", name])));
  const run = await exec("docker", ["run", "--rm", "--init", name, "--version"]);
  expect(run.stdout).toMatch(/^\d+\.\d+\.\d+/);
});
