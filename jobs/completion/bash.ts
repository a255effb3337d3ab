// The completion of bash: a function that starts no process. Bash 3.2 can read it too, which macOS has.
import {
  type CompletedCommand,
  grouped,
  lastRun,
  quoted,
  type Tables,
  type Wanted,
} from "./tables.ts";

export function bashScript({ program, options, commands }: Tables): string {
  const name = `_${program.replaceAll("-", "_")}`;
  const before: CompletedCommand = { name: "", means: "", options, argumentName: "" };
  const all = [before, ...commands];
  return `# How bash completes ${program}. In ~/.bashrc: eval "$(${program} completion bash)"

# Offers those of its arguments that begin with what was typed.
${name}_words() {
  local word
  for word in "$@"; do
    if [[ $word == "$typed"* ]]; then COMPREPLY+=("$prefix$word"); fi
  done
}

# Offers files, or with -d folders. The shell quotes their names.
${name}_files() {
  local word
  compopt -o filenames 2>/dev/null || :
  while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(compgen "\${1:--f}" -- "$typed")
}

# Offers the names of runs, or folders if no run has such a name.
${name}_runs() {
  local word
  compopt -o filenames 2>/dev/null || :
  ${name}_words ${quoted(lastRun)}
  while IFS= read -r word; do ${name}_words "\${word##*/}"; done < <(compgen -d -- "$runs/")
  if [[ \${#COMPREPLY[@]} -eq 0 ]]; then ${name}_files -d; fi
}

${name}_text() { :; }

${name}_flags() {
  case $command in
${all.map((command) => `    ${quoted(command.name)}) ${name}_words ${flagsOf(command)} ;;`).join("\n")}
  esac
}

# Sets how to offer the value of an option, and whether it takes many; fails if it has none.
${name}_value() {
  many=
  case $command$1 in
${casesOf(all.flatMap(valuesOf))}
    *) return 1 ;;
  esac
}

# Sets how to offer what follows a command.
${name}_argument() {
  case $command in
    '') offer=(words ${commands.map((command) => quoted(command.name)).join(" ")}) ;;
${casesOf(commands.flatMap(argumentsOf))}
    *) offer=(flags) ;;
  esac
}

${name}() {
  local typed=\${COMP_WORDS[COMP_CWORD]} prefix= runs=runs word at
  local command= option= many= rest= arguments=0
  local offer=(flags)
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    # To bash, = and : are words, and what follows them is one.
    if [[ $word == [=:] ]]; then
      if [[ -z $option ]]; then ((at += 1)); fi
      continue
    fi
    if [[ -z $option && $word == --*=* ]] && ${name}_value "\${word%%=*}"; then
      option=\${word%%=*} word=\${word#*=}
    fi
    if [[ -n $option ]]; then
      if [[ $option == --runs ]]; then runs=\${word//[\\"\\'\\\\]/}; fi
      rest=\${many:+$option} option=
    elif [[ $word == -* ]]; then
      rest=
      if ${name}_value "$word"; then option=$word; fi
    elif [[ -n $rest ]]; then continue
    elif [[ -z $command ]]; then command=$word
    else ((arguments += 1))
    fi
  done
  if ((at > COMP_CWORD)); then return; fi
  if [[ -n $option && $typed == = ]]; then typed=; fi
  if [[ -z $option && $typed == --*=* ]]; then
    option=\${typed%%=*} prefix=$option= typed=\${typed#*=}
  fi
  if [[ -n $option ]]; then ${name}_value "$option" || offer=(text)
  elif [[ $typed == -* ]]; then offer=(flags)
  elif [[ -n $rest ]]; then ${name}_value "$rest"
  elif [[ $arguments -gt 0 ]]; then offer=(flags)
  else ${name}_argument
  fi
  "${name}_\${offer[@]}"
}

complete -F ${name} ${program}
`;
}

/** A pattern of `case`, and what it sets. */
type Case = readonly [pattern: string, offer: string];

const flagsOf = ({ options }: CompletedCommand): string =>
  options.flatMap(({ flags }) => flags).join(" ");

const valuesOf = ({ name, options }: CompletedCommand): Case[] =>
  options.flatMap(({ flags, value, variadic }) => {
    if (value === undefined) return [];
    const offer = offerOf(value) + (variadic ? " many=yes" : "");
    return flags.map((flag): Case => [name + flag, offer]);
  });

const argumentsOf = ({ name, argument }: CompletedCommand): Case[] =>
  argument === undefined ? [] : [[name, offerOf(argument)]];

const casesOf = (cases: readonly Case[]): string =>
  grouped(cases)
    .map(([offer, patterns]) => `    ${patterns.join("|")}) ${offer} ;;`)
    .join("\n");

const offerOf = (wanted: Wanted): string =>
  wanted.kind === "words"
    ? `offer=(words ${wanted.words.map(({ name }) => quoted(name)).join(" ")})`
    : `offer=(${functions[wanted.kind]})`;

const functions = { file: "files", folder: "files -d", run: "runs", text: "text" };
