// The commands that write, by GraphQL, killed at every instant. What they share with REST is not repeated: the failures
// of the disk.
import { testAtEveryInstant } from "../mishaps/every-instant.ts";

for (const name of ["import", "carrying on", "undo"]) {
  testAtEveryInstant(
    name,
    ["kill-before", "kill-amid", "kill-after", "kill-on-arrival", "kill-on-answer"],
    "graphql",
  );
}
