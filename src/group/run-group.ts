// A command for several shops, from the first request to the table at its end.
import { Reason } from "../cause.ts";
import { writeWhole } from "../disk/whole-file.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Run } from "../run/run.ts";
import type { Start } from "../session/job.ts";
import type { Counts } from "../terminal/log.ts";
import { printable } from "../terminal/printable.ts";
import { counted, formatCount, listed } from "../words.ts";
import type { Asked } from "./assembly.ts";
import type { Member } from "./members.ts";
import { type Part, type PartEnd, sideBySide } from "./side-by-side.ts";
import { groupCsv, groupJson, viewGroup, worstOf } from "./view-group.ts";

export interface GroupWork {
  readonly parts: readonly Part[];
  /** The folder of the group, where it has runs. */
  readonly folder?: Run;
  /** What only all shops together show: for people, and as members of the JSON. */
  readonly together?: () => { readonly text: string; readonly json: object };
}

/** Shops that a question names. */
const mostNamed = 8;

export async function runGroup(
  command: string,
  { parts, folder, together }: GroupWork,
  start: Start,
): Promise<ExitCode> {
  const { host, out, session } = start;
  if (folder !== undefined) out.account({ folder: folder.folder });
  const printed = new Map<string, string>();
  const show = async ({ shop, short }: Member, text: string): Promise<void> => {
    if (text === "") return;
    if (out.voice.json === true) printed.set(shop, text);
    else {
      await out.print(`${out.paint("bold", `${short}:`)}\n`);
      // The shop's own output has made it safe, and has colours in it.
      await out.printCsv(`${text}\n`);
    }
  };
  const ask = async (asked: readonly Asked[]): Promise<boolean> => {
    const names = asked.map(({ shop, changes }) => `${shop} ${formatCount(changes)}`);
    const all = asked.reduce((sum, { changes }) => sum + changes, 0);
    if (out.interactive)
      return out.ask(
        `Change ${counted(all, "row")} in ${counted(asked.length, "shop")} (${listed(names, mostNamed)})?`,
      );
    const why = "this is not a terminal and --yes was not given";
    throw new ExitError(4, `Nothing was sent: ${why}`, new Reason(why));
  };
  const onAbort = (): void => void host.stdin.destroy(); // it may be waiting for an answer
  host.signal.addEventListener("abort", onAbort, { once: true });
  session.endsInOrder = true;
  let ends: readonly PartEnd[];
  try {
    ends = await sideBySide(command, parts, start, { ask, show });
  } finally {
    session.endsInOrder = false;
    host.signal.removeEventListener("abort", onAbort);
  }
  const code = worstOf(ends.map((end) => end.code));
  if (folder !== undefined)
    await writeWhole(folder.file("shops.csv"), [groupCsv(ends, folder.folder)]);
  const more = together?.();
  if (out.voice.json === true)
    await out.print(groupJson(command, code, ends, printed, folder?.folder, more?.json ?? {}));
  else {
    const table = out.voice.quiet === true && code === 0 ? "" : viewGroup(ends);
    const texts = [table, more?.text ?? ""].filter(Boolean);
    if (texts.length > 0) await out.print(`${texts.join("\n\n")}\n`);
  }
  out.account({
    requests: ends.reduce((sum, { notice }) => sum + notice.requests, 0),
    counts: Object.fromEntries(ends.map((end) => [end.member.shop, countsOf(end)])),
    words: ends.map((end) => `${end.member.short} ${end.code}`).join(", "),
    ...causeOf(ends, code),
  });
  if (folder !== undefined) {
    const step = nextStep(command, ends, folder, start);
    if (step !== undefined) out.note(printable(step), "next");
  }
  return code;
}

const countsOf = ({ code, notice }: PartEnd): Counts => ({ exit_code: code, ...notice.counts });

/** That of the worst shop. */
function causeOf(ends: readonly PartEnd[], code: ExitCode): object {
  const worst = ends.find((end) => end.code === code);
  if (worst === undefined) return {};
  const { cause, message } = worst.notice;
  return { cause, message: message === null ? null : `${worst.member.shop}: ${message}` };
}

function nextStep(
  command: string,
  ends: readonly PartEnd[],
  { folder }: Run,
  { out }: Start,
): string | undefined {
  const sumOf = (kind: string, name: string): number =>
    ends.reduce((sum, { notice }) => sum + numberIn(notice.counts, kind, name), 0);
  const open = ends.filter(({ code }) => code > 1);
  if (command === "plan") {
    return sumOf("decisions", "change") > 0 || open.length > 0
      ? `To apply the plans: ${out.command("apply", folder)}`
      : undefined;
  }
  if (open.length > 0 && command !== "undo") {
    const names = open.map(({ member }) => member.short);
    return `To continue with ${listed(names, mostNamed)}: ${out.command("apply", folder, "--yes")}`;
  }
  return command !== "undo" && sumOf("outcomes", "updated") > 0
    ? `To undo: ${out.command("undo", folder)}`
    : undefined;
}

function numberIn(counts: Counts | null, kind: string, name: string): number {
  const some = counts?.[kind];
  const found = typeof some === "object" && some !== null ? some[name] : undefined;
  return typeof found === "number" ? found : 0;
}
