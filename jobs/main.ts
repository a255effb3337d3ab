// The program as a function of its arguments and a host.
import { type Command, CommanderError, type OutputConfiguration } from "commander";
import { parseArgs } from "node:util";
import { type ExitCode, ExitError } from "../src/exit-code.ts";
import type { Host } from "../src/host/host.ts";
import { endOf, report } from "../src/session/ending.ts";
import { isColoured } from "../src/terminal/paint.ts";
import type { Session } from "../src/terminal/session.ts";
import type { Perform } from "./perform.ts";
import { newProgram } from "./program.ts";

export type { ExitCode } from "../src/exit-code.ts";
export type { Environment, Host, Output } from "../src/host/host.ts";

/** Runs the command that the arguments name. Never rejects, and does not touch the process. */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  let session: Session | undefined;
  let code: ExitCode = 0;
  let serving = false;
  const refusals: string[] = [];

  const perform: Perform = {
    async command(name, options, work) {
      session = await newSession(name, host);
      const { begin } = await import("../src/session/job.ts");
      code = await work(await begin(session, options, host));
    },
    async local(name, voice, work) {
      session = await newSession(name, host);
      const { Terminal } = await import("../src/terminal/terminal.ts");
      code = await work(host, new Terminal(voice, session, host));
    },
    async server(work) {
      serving = true;
      code = await work(host);
    },
  };
  const { stdout, stderr } = host;
  const output: OutputConfiguration = {
    writeOut: (text) => void stdout.write(text),
    // Collected, because `--log json` makes one event of it.
    writeErr: (text) => void refusals.push(text),
    getOutHelpWidth: () => (stdout.isTTY === true ? (stdout.columns ?? 80) : 80),
    getErrHelpWidth: () => (stderr.isTTY === true ? (stderr.columns ?? 80) : 80),
    getOutHasColors: () => isColoured(host, "stdout"),
    getErrHasColors: () => isColoured(host, "stderr"),
  };

  // A server ends by itself too.
  const working = {
    get session() {
      return session;
    },
    get endsInOrder() {
      return serving || session?.endsInOrder === true;
    },
  };
  return endOf(working, host, async () => {
    const program = await newProgram(perform, output, argv);
    try {
      await program.parseAsync(argv, { from: "user" });
      return code;
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      const command = program.commands.find((known) => known.name() === argv[0]);
      const [first = "", ...more] = refusals;
      const text = [first, hintFor(error, command), ...more].join("");
      if (text !== "") session = await reportRefusal(text, argv, command, host);
      return error.exitCode === 0 ? 0 : 2;
    }
  });
}

/** An option that takes every name after it may have taken the argument too. */
function hintFor({ code }: CommanderError, command: Command | undefined): string {
  const [argument] = command?.registeredArguments ?? [];
  const option = command?.options.find(
    (known) => known.variadic && command.getOptionValue(known.attributeName()) !== undefined,
  );
  if (code !== "commander.missingArgument" || argument === undefined || option === undefined)
    return "";
  const example = `inventory-csv ${command?.name()} <${argument.name()}> ${option.flags}`;
  return `${option.long} takes every name after it, so the ${argument.name()} comes first: ${example}\n`;
}

/** Loaded only when needed, so that `--version` and help start fast. */
async function newSession(command: string, host: Host): Promise<Session> {
  const { Session } = await import("../src/terminal/session.ts");
  return new Session(command, host);
}

/**
 * Reports a wrong use, which commander finds before all options are parsed, so those for the log and the notice are read
 * here.
 */
async function reportRefusal(
  text: string,
  argv: readonly string[],
  command: Command | undefined,
  host: Host,
): Promise<Session> {
  const session = await newSession(command?.name() ?? "inventory-csv", host);
  if (command === undefined || command.options.some(({ long }) => long === "--notify")) {
    const { startReporting } = await import("../src/session/job.ts");
    const {
      log,
      notify,
      "settings-file": named,
      "env-file": settingsFile = named,
    } = parseArgs({
      args: [...argv],
      strict: false,
      options: {
        log: optionValue,
        notify: optionValue,
        "settings-file": optionValue,
        "env-file": optionValue,
      },
    }).values;
    const options = {
      log: log === "json" ? log : "text",
      ...(typeof notify === "string" && { notify }),
      ...(typeof settingsFile === "string" && { settingsFile }),
    } as const;
    // A wrong address is not reported as well.
    await startReporting(session, options, host).catch(() => undefined);
  }
  report(new ExitError(2, text.trim()), session, host);
  return session;
}

const optionValue = { type: "string" } as const;
