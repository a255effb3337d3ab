// help: for the program, for a command, or about a topic.
import { Command } from "commander";
import { inColumns, topics } from "../help-topics.ts";

export function helpCommand(): Command {
  return new Command("help")
    .description(`help for a command, or about ${Object.keys(topics).join(", ")}`)
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
      const command = program.commands.find((known) => known.name() === word);
      const topic = word === undefined || !Object.hasOwn(topics, word) ? undefined : topics[word];
      if (topic !== undefined) self.configureOutput().writeOut?.(`${inColumns(await topic())}\n`);
      else if (word === undefined) program.outputHelp();
      else if (command !== undefined) command.outputHelp();
      else {
        const known = [...program.commands.map((known) => known.name()), ...Object.keys(topics)];
        self.error(`error: there is no help for "${word}"; there is help for ${known.join(", ")}`);
      }
    });
}
