// An import of eight rows at every instant. Here each kill is one of a real process too, which shows that what is saved of
// a process that goes on is what a kill leaves. One of ENOSPC and EIO, which the program does not tell apart.
import { testAfterEveryKill, testAtEveryInstant } from "../mishaps/every-instant.ts";

testAfterEveryKill("import");
testAtEveryInstant("import", ["kill-before", "ENOSPC", "short", "full", "EIO-on-reading"]);
