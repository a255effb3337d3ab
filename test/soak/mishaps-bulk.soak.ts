// An import of eight rows by a bulk operation, killed at every instant: the next command finds the operation, and no row is
// submitted twice.
import { testAtEveryInstant } from "../mishaps/every-instant.ts";

testAtEveryInstant(
  "import --bulk",
  ["kill-before", "kill-amid", "kill-after", "kill-on-arrival", "kill-on-answer", "full"],
  "graphql",
);
