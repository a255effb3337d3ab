#!/usr/bin/env node
// The command line, and the one place where an exception becomes a message and an exit code.
import { CommanderError } from "commander";
import { type ExitCode, exitCodeOf } from "../src/exit-code.ts";
import { textLog } from "../src/terminal/log.ts";
import { printableLines } from "../src/terminal/printable.ts";
import type { Session } from "../src/terminal/session.ts";
import { program, refused } from "./program.ts";
import { beginSession, hasSession } from "./shop-options.ts";

let session: Session | undefined;

// A reader that went away is told by the write's own callback; without a listener it would be a crash.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);
// Node would end with 1, and 1 has a meaning here.
process.on("uncaughtException", (error) => {
  tell(error);
  session?.halt?.("met a fault of this program");
  void endAtOnce(70);
});
program.hook("preAction", async (_program, command) => {
  if (!hasSession(command)) return;
  session = await newSession(command.name());
  await beginSession(session, command);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    await tellRefusal(refused.join(""));
  } else {
    process.exitCode = exitCodeOf(error);
    tell(error);
  }
}
await end((process.exitCode ?? 0) as ExitCode);

/** What `--version` and help do without is loaded when it is needed. */
async function newSession(command: string): Promise<Session> {
  const { Session } = await import("../src/terminal/session.ts");
  return new Session(command);
}

async function end(code: ExitCode): Promise<void> {
  await session?.end(code);
}

async function endAtOnce(code: ExitCode): Promise<void> {
  await end(code);
  process.exit(code);
}

function tell(error: unknown): void {
  const { message, stack } = Object(error) as { message?: unknown; stack?: string };
  const log = session?.log ?? textLog();
  const code = exitCodeOf(error);
  const trace = code === 70 ? stack : undefined;
  const text = String((log.forPeople ? trace : undefined) ?? message ?? error);
  if (text === "") return;
  const facts = { exit_code: code, ...(trace !== undefined && { stack: trace }) };
  log.tell("error", "error", log.forPeople ? printableLines(text) : text, facts);
}

/** Wrong use is found before the options are known. */
async function tellRefusal(text: string): Promise<void> {
  if (text === "") return;
  if (!/ --log[ =]json( |$)/.test(process.argv.join(" "))) {
    process.stderr.write(text);
    return;
  }
  session = await newSession("inventory-csv");
  await session.logInJson();
  session.log.tell("error", "error", text.trim(), { exit_code: 2 });
}
