// An import of eight rows by a bulk operation, killed at every instant: the next command finds the operation, and no row is
// submitted twice.
import { testAfterEveryKill, testAtEveryInstant } from "../mishaps/every-instant.ts";

testAfterEveryKill("import --bulk", "graphql");
testAtEveryInstant("import --bulk", ["full"], "graphql");
