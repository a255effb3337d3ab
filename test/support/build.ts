// Builds the program for the tests that start processes of it, where the sources have changed since the last build.
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";

/** What a build writes last. */
const lastBuilt = "dist/man/inventory-csv.1";
const settings = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];

const changed = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`);

export default function build(): void {
  const sources = [...settings, ...filesIn("src"), ...filesIn("jobs")];
  if (Math.max(...sources.map(changed)) < changed(lastBuilt)) return;
  execFileSync("npm", ["run", "build", "--silent"], { stdio: "inherit" });
}
