// completion: prints the script with which a shell completes the command line of the program.
import { Argument, Command } from "commander";

/** The shells that have a script. */
const shells = ["bash", "zsh", "fish"] as const;

export function completionCommand(): Command {
  return new Command("completion")
    .description("print the script that completes commands, options, files and runs in your shell")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .addHelpText(
      "after",
      `
One line installs it. For bash in ~/.bashrc, for zsh at the end of ~/.zshrc:
  eval "$(inventory-csv completion bash)"
  eval "$(inventory-csv completion zsh)"
For fish, once:
  inventory-csv completion fish > ~/.config/fish/completions/inventory-csv.fish

The script starts nothing: what it offers is in it, but for the files and runs of the folder.`,
    )
    .action(async (shell: (typeof shells)[number], _options: unknown, self: Command) => {
      const { tablesOf } = await import("../completion/tables.ts");
      const tables = tablesOf(self.parent ?? self);
      self.configureOutput().writeOut?.((await scripts[shell]())(tables));
    });
}

/** Loaded when needed, because every command loads this file. */
const scripts = {
  bash: async () => (await import("../completion/bash.ts")).bashScript,
  zsh: async () => (await import("../completion/zsh.ts")).zshScript,
  fish: async () => (await import("../completion/fish.ts")).fishScript,
};
