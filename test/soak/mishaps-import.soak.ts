// An import of eight rows at every instant. One of ENOSPC and EIO, which the program does not tell apart. What follows one
// operation precedes the next, so that `kill-after` adds only what runs side by side.
import { testAtEveryInstant } from "../mishaps/every-instant.ts";

testAtEveryInstant("import", [
  "kill-before",
  "kill-amid",
  "kill-after",
  "kill-on-arrival",
  "kill-on-answer",
  "ENOSPC",
  "short",
  "full",
  "EIO-on-reading",
]);
