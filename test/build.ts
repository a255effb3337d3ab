// The tests of the commands run what users run, so it is built anew before any of them.
import { execFileSync } from "node:child_process";

export default function build(): void {
  execFileSync("npm", ["run", "build", "--silent"], { stdio: "inherit" });
}
