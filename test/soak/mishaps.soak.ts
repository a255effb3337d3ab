// The other commands that write, at every instant. What they share with import they are spared.
import { testAtEveryInstant } from "../mishaps/every-instant.ts";

for (const name of ["carrying on", "choosing", "undo"]) {
  testAtEveryInstant(name, [
    "kill-before",
    "kill-amid",
    "kill-on-arrival",
    "kill-on-answer",
    "ENOSPC",
    "EIO-on-reading",
  ]);
}
testAtEveryInstant("export", [
  "kill-before",
  "kill-amid",
  "kill-on-answer",
  "ENOSPC",
  "short",
  "full",
]);
