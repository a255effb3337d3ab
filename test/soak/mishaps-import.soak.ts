// An import of eight rows at every instant. One of ENOSPC and EIO, which the program does not tell apart.
import { testAfterEveryKill, testAtEveryInstant } from "../mishaps/every-instant.ts";

testAfterEveryKill("import");
testAtEveryInstant("import", ["ENOSPC", "short", "full", "EIO-on-reading"]);
