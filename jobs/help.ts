// help: of the program, of a command, or of a topic.
import { Command } from "commander";
import { inColumns, topics } from "./help-topics.ts";

export function helpCommand(): Command {
  return new Command("help")
    .description(`tell more of a command, or of one of these: ${Object.keys(topics).join(", ")}`)
    .argument("[topic]", "a command or a topic")
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv help import
  $ inventory-csv help exit-codes`,
    )
    .action(async (word: string | undefined, _options: unknown, self: Command) => {
      const program = self.parent ?? self;
      const command = program.commands.find((one) => one.name() === word);
      const topic = word === undefined || !Object.hasOwn(topics, word) ? undefined : topics[word];
      if (topic !== undefined) self.configureOutput().writeOut?.(`${inColumns(await topic())}\n`);
      else if (word === undefined) program.outputHelp();
      else if (command !== undefined) command.outputHelp();
      else {
        const known = [...program.commands.map((one) => one.name()), ...Object.keys(topics)];
        self.error(`error: no help on "${word}"; there is help on ${known.join(", ")}`);
      }
    });
}
