// The commands that write, by GraphQL, killed at every instant. Failures of the disk are the same as by REST.
import { testAfterEveryKill } from "../mishaps/every-instant.ts";

for (const name of ["import", "carrying on", "undo"]) testAfterEveryKill(name, "graphql");
