// What bash, zsh and fish themselves offer at the end of a line, by a script of ours. One process for all lines.
import { spawnSync } from "node:child_process";
import { exec } from "./installed.ts";

export type ShellName = "bash" | "zsh" | "fish";

export const hasShell = (shell: ShellName): boolean =>
  spawnSync(shell, ["-c", "exit 0"]).status === 0;

/** What is offered at the end of each line, sorted, without its description and without the slash of a folder. */
export async function offered(
  shell: ShellName,
  script: string,
  folder: string,
  lines: readonly string[],
): Promise<string[][]> {
  const { program, args } = asks[shell](script, lines);
  const { stdout } = await exec(program, args, {
    cwd: folder,
    env: { ...process.env, HOME: folder },
    timeout: 120_000,
  });
  const parts = stdout.replaceAll("\r", "").split(`${end}\n`).slice(0, -1);
  return parts.map((part) => {
    const words = part.split("\n").filter((word) => word !== "");
    const names = words.map((word) =>
      word
        .replace(/\t.*/, "")
        .replace(/\/$/, "")
        .replace(/^--[a-z-]+=/, ""),
    );
    return [...new Set(names)].toSorted();
  });
}

const end = "==== end ====";

/** A completion that starts the program would say so. */
const program = `inventory-csv() { echo "inventory-csv was started"; }`;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The words of a line, as bash sees them. */
const wordsOf = (line: string): string[] =>
  line
    .split(/(?<!\\) /)
    .flatMap((word) => (word === "" ? [""] : word.split(/([=:])/).filter((part) => part !== "")));

const asks: Record<
  ShellName,
  (script: string, lines: readonly string[]) => { program: string; args: string[] }
> = {
  bash(script, lines) {
    const calls = lines.map((line) => {
      const words = wordsOf(line);
      return `COMP_WORDS=(${words.map(quoted).join(" ")}) COMP_CWORD=${words.length - 1}
COMPREPLY=(); $function; printf '%s\\n' "\${COMPREPLY[@]}"; echo '${end}'`;
    });
    // Users have such options in their shells.
    const strict = "shopt -s failglob";
    const find = `function=$(complete -p inventory-csv | sed 's/.*-F \\([^ ]*\\).*/\\1/')`;
    return {
      program: "bash",
      args: ["-euc", [strict, program, script, find, ...calls].join("\n")],
    };
  },
  fish(script, lines) {
    const calls = lines.map(
      (line) => `complete -C ${quoted(line).replaceAll("\\ ", "\\\\ ")}; echo '${end}'`,
    );
    const mark = `function inventory-csv; echo "inventory-csv was started"; end`;
    return { program: "fish", args: ["--no-config", "-c", [mark, script, ...calls].join("\n")] };
  },
  // A terminal of its own, in which compadd prints what it is given before it takes it.
  zsh(script, lines) {
    const inside = `
PS1= PS2=; unsetopt prompt_cr prompt_sp; autoload -Uz compinit; compinit -u -D
${program}
${script}
compadd() {
  if [[ \${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]]; then
    local -a words
    builtin compadd -A words "$@"
    print -rl -- "<"\${^\${(Q)words}}">"
  fi
  builtin compadd "$@"
}
record() { _main_complete; print -r -- "<end>"; compstate[insert]= compstate[list]= }
zle -C record complete-word record; bindkey '^I' record`;
    const outside = `
zmodload zsh/zpty
zpty shell zsh -f -i
# Longer than a line that a terminal takes.
print -r -- "$1" > $TMPPREFIX.$$
zpty -w shell "source $TMPPREFIX.$$; print rea''dy"
while zpty -r shell line; do [[ $line == *ready* ]] && break; done
rm $TMPPREFIX.$$
for typed in "\${@[2,-1]}"; do
  zpty -w -n shell "$typed"$'\\t'
  while zpty -r shell line; do
    [[ $line == *'<end>'* ]] && break
    [[ $line == *'<'*'>'* ]] && print -r -- "\${\${line##*<}%>*}"
  done
  print -r -- '${end}'
  zpty -w -n shell $'\\x15'
done`;
    return { program: "zsh", args: ["-f", "-c", outside, "zsh", inside, ...lines] };
  },
};
