// The completion of zsh, by its own _arguments. Starts no process.
import {
  type CompletedCommand,
  type CompletedOption,
  lastRun,
  quoted,
  type Tables,
  type Wanted,
  type Word,
} from "./tables.ts";

export function zshScript({ program, options, commands }: Tables): string {
  const name = `_${program}`;
  const first = [
    ...options.flatMap((option) => optionSpecs(option, name, "(- *)")),
    argumentSpec("1", "command", { kind: "words", words: commands }, name),
    quoted("*:: :->rest"),
  ];
  return `#compdef ${program}
# How zsh completes ${program}. At the end of ~/.zshrc: eval "$(${program} completion zsh)"

# The names of runs, newest first, or folders if no run has such a name.
${name}_runs() {
  # _arguments escapes what was typed, which is quoted itself.
  local expl runs=\${(Q)\${(Q)\${opt_args[--runs]:-runs}}}
  local -a names
  names=(${lastRun} \${runs/#\\~\\//$HOME/}/*(N-/On:t))
  _wanted -V runs expl run compadd -a names || _files -/
}

${name}() {
  local curcontext=$curcontext state ret=1
  local -a line
  local -A opt_args
  _arguments -C${listed(first, 4)} && ret=0
  [[ $state == rest ]] || return ret
  curcontext=\${curcontext%:*:*}:${program}-$line[1]:
  case $line[1] in
${commands.map((command) => caseOf(command, name)).join("\n")}
  esac
  return ret
}

if [[ $funcstack[1] == ${name} ]]; then
  # This is the file of the function in a folder of $fpath.
  ${name} "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef ${name} ${program}
fi
`;
}

/** Each in a line of its own. */
const listed = (specs: readonly string[], indent: number): string =>
  specs.map((spec) => ` \\\n${" ".repeat(indent)}${spec}`).join("");

function caseOf(
  { name: command, options, argument, argumentName }: CompletedCommand,
  name: string,
): string {
  const specs = options.flatMap((option) => optionSpecs(option, name));
  if (argument !== undefined) specs.push(argumentSpec("1", argumentName, argument, name));
  // To zsh an option has one value, and the others are arguments.
  const many = options.find(({ variadic }) => variadic);
  if (many?.value !== undefined) specs.push(argumentSpec("*", many.valueName, many.value, name));
  return `    ${command}) _arguments${listed(specs, 6)} && ret=0 ;;`;
}

/** In the brackets and between the colons of _arguments. */
const escaped = (text: string): string => text.replace(/[\\[\]:]/g, "\\$&");

/** One for each of its flags. `excludes` are the options and arguments that do not go with it. */
function optionSpecs(option: CompletedOption, name: string, excludes = ""): string[] {
  const { flags, means, value, valueName, repeats } = option;
  const itself = flags.length > 1 && !repeats ? `(${flags.join(" ")})` : "";
  const before = (excludes || itself) + (repeats ? "*" : "");
  const argument = value === undefined ? "" : `:${escaped(valueName)}:${actionOf(value, name)}`;
  return flags.map((flag) => {
    const sign = value === undefined ? "" : flag.startsWith("--") ? "=" : "+";
    return quoted(`${before}${flag}${sign}[${escaped(means)}]${argument}`);
  });
}

const argumentSpec = (at: string, title: string, wanted: Wanted, name: string): string =>
  quoted(`${at}:${escaped(title)}:${actionOf(wanted, name)}`);

function actionOf(wanted: Wanted, name: string): string {
  if (wanted.kind === "words") return wordsAction(wanted.words);
  return wanted.kind === "run" ? `${name}_runs` : actions[wanted.kind];
}

/** A blank shows what is wanted and offers nothing. */
const actions = { file: "_files", folder: "_files -/", text: " " };

function wordsAction(words: readonly Word[]): string {
  if (words.every(({ means }) => means === ""))
    return `(${words.map(({ name }) => name).join(" ")})`;
  return `((${words.map(({ name, means }) => `${name}\\:${inAction(means)}`).join(" ")}))`;
}

/** In double quotes, which _arguments takes off. */
const inAction = (text: string): string =>
  `"${text.replace(/["\\$`]/g, "\\$&").replaceAll(":", "\\:")}"`;
