// Builds the bugs: for tests that start processes, into a copy of the built program for each bug.
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Bug, root } from "./planted.ts";

/** In this folder, under the bug's key. Fails where an edit is not TypeScript, which any test would catch. */
export function build(bugs: readonly Bug[], folder: string): void {
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const { key, texts, inProcesses } of bugs) {
    const copy = join(folder, key);
    if (inProcesses) cpSync(join(root, "dist"), copy, { recursive: true, filter: isNeeded });
    for (const [path, text] of texts) {
      const file = join(copy, relative(root, path));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  compile(folder);
}

const isNeeded = (path: string): boolean => !path.endsWith(".d.ts");

/** Each `.ts` file in the folders of the bugs, to a `.js` file next to it. */
function compile(folder: string): void {
  const settings = {
    extends: join(root, "tsconfig.build.json"),
    compilerOptions: {
      // A bug need not please the compiler in more than its syntax.
      noCheck: true,
      noResolve: true,
      types: [],
      declaration: false,
      rootDir: ".",
      outDir: ".",
    },
    include: ["*/src", "*/jobs"],
    // By default the folder of the output.
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", folder], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`Cannot build the bugs:\n${stdout}`);
}
