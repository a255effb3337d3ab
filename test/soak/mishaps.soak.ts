// The other commands that write, at every instant. Failures that they share with import are left out.
import { testAfterEveryKill, testAtEveryInstant } from "../mishaps/every-instant.ts";

for (const name of ["carrying on", "choosing", "undo"]) {
  testAfterEveryKill(name);
  testAtEveryInstant(name, ["ENOSPC"]);
}
// A choice of rows is carried out by the same command, which reads the same files.
for (const name of ["carrying on", "undo"]) testAtEveryInstant(name, ["EIO-on-reading"]);
testAfterEveryKill("export");
testAtEveryInstant("export", ["ENOSPC", "short", "full"]);
