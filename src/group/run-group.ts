// A command for several shops, from the first request to the table at its end.
import { endingBy, Reason } from "../cause.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Run } from "../run/run.ts";
import type { Start } from "../session/job.ts";
import type { Counts } from "../terminal/log.ts";
import { printable } from "../terminal/printable.ts";
import { isSystemError } from "../system-error.ts";
import { counted, formatCount, listed } from "../words.ts";
import type { Asked } from "./assembly.ts";
import type { Member } from "./members.ts";
import { type AllEnds, type PartEnd, type Parts, sideBySide } from "./side-by-side.ts";
import { writeShops } from "./shops-file.ts";
import { groupJson, type Together, viewGroup, worstOf } from "./view-group.ts";

export interface GroupWork extends Parts {
  /** The folder of the group, where it has runs. */
  readonly folder?: Run;
  /** Flags of this apply or import that a proposed apply repeats, so that it sends nothing else. */
  readonly again?: readonly string[];
  /** `--shops` of a stored group, if only some of its shops are meant. */
  readonly meant?: readonly string[];
  /** What only all shops together show: for people, and as members of the JSON. */
  readonly together?: () => { readonly text: string; readonly json: Together };
}

/** Shops that a question names. */
const mostNamed = 8;

export async function runGroup(command: string, work: GroupWork, start: Start): Promise<ExitCode> {
  const { folder, together } = work;
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
  let all: AllEnds;
  try {
    all = await sideBySide(command, work, start, { ask, show });
  } finally {
    session.endsInOrder = false;
    host.signal.removeEventListener("abort", onAbort);
  }
  const { ends, showRest } = all;
  // Before anything is printed, which can fail too.
  const fault = folder && (await faultOfFile(folder, ends));
  const worst = worstOf(ends.map((end) => end.code));
  const code = fault === undefined ? worst : worstOf([worst, 3]);
  out.account({
    requests: ends.reduce((sum, { notice }) => sum + notice.requests, 0),
    counts: Object.fromEntries(ends.map((end) => [end.member.shop, countsOf(end)])),
    words: ends.map((end) => `${end.member.short} ${end.code}`).join(", "),
    ...(worst === code || fault === undefined ? causeOf(ends, code) : endingBy(fault)),
  });
  await showRest();
  const more = together?.();
  if (out.voice.json === true)
    await out.print(groupJson(command, code, ends, printed, folder?.folder, more?.json ?? {}));
  else {
    const table = out.voice.quiet === true && code === 0 ? "" : viewGroup(ends);
    const texts = [table, more?.text ?? ""].filter(Boolean);
    if (texts.length > 0) await out.print(`${texts.join("\n\n")}\n`);
  }
  if (fault !== undefined) out.warn(printable(fault.message), "error");
  if (folder !== undefined) {
    const step = nextStep(command, ends, { ...work, folder }, start);
    if (step !== undefined) out.note(printable(step), "next");
  }
  return code;
}

/** Whatever happened to the file, the shops are at their end, and have to be reported. */
async function faultOfFile(folder: Run, ends: readonly PartEnd[]): Promise<Error | undefined> {
  try {
    await writeShops(folder, ends);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || !isSystemError(error)) throw error;
    const what = `Cannot write ${folder.nameOf("shops.csv")}: ${folder.messageOf(error)}`;
    return new Error(`${what}; the printed table has the same`, { cause: error });
  }
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
  { folder, again = [], meant = [] }: GroupWork & { readonly folder: Run },
  { out }: Start,
): string | undefined {
  const proposed = (name: string, ...flags: readonly string[]): string =>
    out.command(name, folder.folder, ...flags, ...meant);
  const sumOf = (kind: string, name: string): number =>
    ends.reduce((sum, { notice }) => sum + numberIn(notice.counts, kind, name), 0);
  // A sheet that no shop could read has to be fixed, and is then another one.
  if (ends.every(({ code, notice }) => code === 2 && notice.folder === null)) return undefined;
  const open = ends.filter(({ code }) => code > 1);
  if (command === "plan") {
    return sumOf("decisions", "change") > 0 || open.length > 0
      ? `To apply the plans: ${proposed("apply", ...again)}`
      : undefined;
  }
  if (open.length > 0 && command !== "undo") {
    const names = open.map(({ member }) => member.short);
    return `To continue with ${listed(names, mostNamed)}: ${proposed("apply", "--yes", ...again)}`;
  }
  return command !== "undo" && sumOf("outcomes", "updated") > 0
    ? `To undo: ${proposed("undo", ...again.filter((flag) => flag === "--bulk"))}`
    : undefined;
}

function numberIn(counts: Counts | null, kind: string, name: string): number {
  const some = counts?.[kind];
  const found = typeof some === "object" && some !== null ? some[name] : undefined;
  return typeof found === "number" ? found : 0;
}
