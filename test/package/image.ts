// The image of samples/Dockerfile without an engine: its steps are run in a folder, and what it starts is started with
// that folder in the place of /app, and another one in the place of /data.
import { execFile, type SpawnOptions } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect } from "vitest";

const exec = promisify(execFile);
export const root = join(import.meta.dirname, "../..");
export const dockerfile = await readFile(join(root, "samples/Dockerfile"), "utf8");

export interface Image {
  /** In the place of /app. */
  readonly app: string;
  /** What a container starts, with the paths of here. */
  readonly entry: readonly string[];
  /** The variables of the image, and those that an engine sets, for a container with this volume. */
  readonly env: (data: string) => NonNullable<SpawnOptions["env"]>;
}

/** Builds the image before the tests of a file. */
export function buildImage(): Image {
  const built = { app: "", entry: [] as string[], variables: new Map<string, string>() };
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "inventory-csv-image-"));
    await chmod(folder, 0o755); // an image can be read by every user
    built.app = join(folder, "app");
    await build(join(folder, "build"), built);
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    get app() {
      return built.app;
    },
    get entry() {
      return built.entry;
    },
    env: (data) => ({
      PATH: process.env["PATH"],
      // Of a user who is not in the image's list.
      HOME: "/",
      ...Object.fromEntries(
        [...built.variables].map(([name, value]) => [name, value.replace(/^\/data/, data)]),
      ),
    }),
  };
}

async function build(
  folder: string,
  image: { app: string; entry: string[]; variables: Map<string, string> },
): Promise<void> {
  await mkdir(folder);
  const ignored = (await readFile(join(root, ".dockerignore"), "utf8")).trim().split("\n");
  const filter = (path: string): boolean =>
    !ignored.includes(path.slice(root.length + 1).split("/")[0] ?? "");
  for (const step of dockerfile.split("\n")) {
    if (step === "" || step.startsWith("#")) continue;
    const [, word = "", rest = ""] = /^(\S+) (.*)$/.exec(step) ?? [];
    if (word === "RUN") await exec("sh", ["-c", rest], { cwd: folder });
    else if (word === "ENTRYPOINT") image.entry = JSON.parse(rest) as string[];
    else if (word === "ENV") image.variables.set(...(rest.split("=") as [string, string]));
    else if (step === "COPY . .") await cp(root, folder, { recursive: true, filter });
    else if (word === "COPY") {
      const [, from = "", to = ""] = /^--from=build \/app(\/\S*) \/app(\/\S*)$/.exec(rest) ?? [];
      expect([step, from, to]).not.toContain("");
      await cp(folder + from, image.app + to, { recursive: true, verbatimSymlinks: true });
    } else expect(["FROM", "WORKDIR", "USER"]).toContain(word);
  }
  const [program, ...args] = image.entry;
  expect(program).toBe("node");
  image.entry = [process.execPath, ...args.map((word) => word.replace(/^\/app/, image.app))];
}
