// The commands that write, by GraphQL, killed at every instant. Failures of the disk are the same as by REST.
import { testAtEveryInstant } from "../mishaps/every-instant.ts";

const kills = ["kill-before", "kill-amid", "kill-on-arrival", "kill-on-answer"] as const;

testAtEveryInstant("import", [...kills, "kill-after"], "graphql");
testAtEveryInstant("carrying on", kills, "graphql");
testAtEveryInstant("undo", kills, "graphql");
