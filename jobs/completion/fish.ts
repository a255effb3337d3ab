// The completion of fish: a line for each option, with the commands that have it. Starts no process.
import {
  type CompletedCommand,
  type CompletedOption,
  grouped,
  lastRun,
  type Tables,
  type Wanted,
} from "./tables.ts";

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

export function fishScript({ program, options, commands }: Tables): string {
  const name = `__${program.replaceAll("-", "_")}`;
  const complete = `complete -c ${program}`;
  const lines = [
    ...options.map((option) => `-n ${name}_first ${optionLine(option, name)}`),
    ...commands.map(({ name: command, means }) => {
      return `-n ${name}_first -a ${command} -d ${quoted(means)}`;
    }),
    ...optionLines(commands, name),
    ...commands.flatMap((command) => argumentLines(command, name)),
  ];
  return `# How fish completes ${program}. Once: ${program} completion fish > ~/.config/fish/completions/${program}.fish

# Whether no command is there yet.
function ${name}_first
    test (count (commandline -opc)) -eq 1
end

# Whether the command is one of these.
function ${name}_in
    set -l words (commandline -opc)
    test (count $words) -gt 1; and contains -- $words[2] $argv
end

# The names of runs, newest first, or folders if no run has such a name.
function ${name}_runs
    set -l runs runs
    set -l words (commandline -opc)
    for at in (seq (count $words))
        switch $words[$at]
            case --runs
                test $at -lt (count $words); and set runs $words[(math $at + 1)]
            case '--runs=*'
                set runs (string replace -- --runs= '' $words[$at])
        end
    end
    set -l names
    for path in $runs/*/
        set names (string split -r -m 1 / (string trim -r -c / -- $path))[-1] $names
    end
    set -p names ${lastRun}
    set -l begin (string escape --style=regex -- (commandline -ct))
    if string match -qr -- "^$begin" $names
        string join -- \\n $names
    else
        __fish_complete_directories
    end
end

${[`${complete} -f`, ...lines.map((line) => `${complete} ${line}`)].join("\n")}
`;
}

/** What several commands have alike is one line. */
function optionLines(commands: Tables["commands"], name: string): string[] {
  const lines = commands.flatMap((command) =>
    command.options.map((option) => [command.name, optionLine(option, name)] as const),
  );
  return grouped(lines).map(
    ([line, names]) => `-n ${quoted(`${name}_in ${names.join(" ")}`)} ${line}`,
  );
}

function argumentLines(
  { name: command, argument, options }: CompletedCommand,
  name: string,
): string[] {
  const first = argument === undefined ? [] : offersOf(argument, name);
  // To fish an option has one value, and the others are arguments.
  const further = options.flatMap(({ flags, value, variadic }) => {
    if (value === undefined || !variadic) return [];
    const names = flags.map((flag) => flag.replace(/^-(?!-)/, "-s ").replace(/^--/, ""));
    const when = `${name}_in ${command}; and __fish_contains_opt ${names.join(" ")}`;
    return offersOf(value, name).map((offer) => `-n ${quoted(when)} ${offer}`);
  });
  return [...first.map((offer) => `-n ${quoted(`${name}_in ${command}`)} ${offer}`), ...further];
}

function optionLine({ flags, means, value }: CompletedOption, name: string): string {
  const names = flags.map((flag) =>
    flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  return [
    ...names,
    ...(value === undefined ? [] : [valueOf(value, name)]),
    "-d",
    quoted(means),
  ].join(" ");
}

/** An option with a value: -r, with -F files too, and with -x nothing but what is offered. */
function valueOf(wanted: Wanted, name: string): string {
  if (wanted.kind === "words")
    return `-x -a ${quoted(wanted.words.map((word) => word.name).join(" "))}`;
  if (wanted.kind === "run") return `-x -a '(${name}_runs)'`;
  return { file: "-r -F", folder: `-x ${foldersToo}`, text: "-x" }[wanted.kind];
}

function offersOf(wanted: Wanted, name: string): readonly string[] {
  if (wanted.kind === "run") return [`-k -a '(${name}_runs)'`];
  if (wanted.kind !== "words") return { file: ["-F"], folder: [foldersToo], text: [] }[wanted.kind];
  return wanted.words.map(
    ({ name: word, means }) => `-a ${quoted(word)}${means === "" ? "" : ` -d ${quoted(means)}`}`,
  );
}

const foldersToo = "-a '(__fish_complete_directories)'";
