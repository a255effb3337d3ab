// Carries out one command after another in one process, which has loaded the program once: `{ args, folder, env }`
// arrives, `{ code, stderr }` goes back. A process of its own for each command costs several times as much.
import { Command, CommanderError } from "commander";
import { applyCommand } from "../../dist/jobs/apply.js";
import { exportCommand } from "../../dist/jobs/export.js";
import { importCommand } from "../../dist/jobs/import.js";
import { undoCommand } from "../../dist/jobs/undo.js";
import { exitCodeOf } from "../../dist/src/exit-code.js";

const program = new Command("inventory-csv");
for (const command of [applyCommand, exportCommand, importCommand, undoCommand])
  program.addCommand(command.exitOverride());

let stderr = "";
const keeping = (text, done) => {
  stderr += text;
  done?.();
  return true;
};
process.stderr.write = keeping;
process.stdout.write = (_, done) => keeping("", done);

async function carryOut({ args, folder, env }) {
  process.chdir(folder);
  Object.assign(process.env, env);
  process.exitCode = undefined;
  stderr = "";
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? 2 : exitCodeOf(error);
    stderr += error.stack;
  }
  process.send({ code: process.exitCode, stderr });
}

process.on("message", (asked) => void carryOut(asked));
