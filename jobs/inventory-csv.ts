#!/usr/bin/env node
// The command line: commands, help, and the one place where an exception becomes a message and an exit code.
import { Command, CommanderError } from "commander";
import { createRequire } from "node:module";
import { exitCodeOf, exitCodes } from "../src/exit-code.ts";
import { redact } from "../src/secret.ts";
import { printableLines } from "../src/terminal/printable.ts";
import { applyCommand } from "./apply.ts";
import { auditCommand } from "./audit.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { planCommand } from "./plan.ts";
import { sandboxCommand } from "./sandbox.ts";
import { undoCommand } from "./undo.ts";

const { version } = createRequire(import.meta.url)("shopify-inventory-csv/package.json") as {
  version: string;
};

const program = new Command("inventory-csv")
  .description("Bulk changes to Shopify inventory items by spreadsheet")
  .version(version)
  .showHelpAfterError("(inventory-csv --help tells all)")
  .addHelpText(
    "after",
    `\nExit codes:\n${exitCodes.map(([code, what]) => `  ${String(code).padEnd(4)}${what}`).join("\n")}`,
  )
  .addHelpText(
    "after",
    `
Environment:
  SHOPIFY_SHOP               the shop, where --shop does not name it
  SHOPIFY_ACCESS_TOKEN       its access token; never a flag, since flags show in the process list
  SHOPIFY_ACCESS_TOKEN_FILE  a file that holds the token
  SHOPIFY_CLIENT_ID          a client that may ask for tokens,
  SHOPIFY_CLIENT_SECRET      and its secret, in the place of a token
  SHOPIFY_API_VERSION        as in 2026-01, the default
  XDG_STATE_HOME             where locks are kept, ~/.local/state by default
  NO_COLOR                   no colour, whatever the value

Try it out, without a Shopify account:
  inventory-csv export --shop sandbox -o items.csv
  inventory-csv plan items.csv --shop sandbox`,
  );
const commands = [
  exportCommand,
  planCommand,
  importCommand,
  applyCommand,
  undoCommand,
  auditCommand,
  sandboxCommand,
];
for (const command of [program, ...commands]) command.exitOverride();
for (const command of commands) program.addCommand(command.copyInheritedSettings(program));

// A reader that went away is told by the write's own callback; without a listener it would be a crash.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);
// Node would end with 1, and 1 has a meaning here.
process.on("uncaughtException", (error) => {
  tell(error);
  process.exit(70);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.exitCode = exitCodeOf(error);
    tell(error);
  }
}

function tell(error: unknown): void {
  const { message, stack } = Object(error) as { message?: unknown; stack?: unknown };
  const text = String((exitCodeOf(error) === 70 ? stack : message) ?? error);
  if (text !== "") process.stderr.write(`${printableLines(redact(text))}\n`);
}
