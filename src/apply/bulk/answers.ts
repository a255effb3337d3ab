// What the shop reports of the lines of a submission. Each line counts once, whatever its result says: a line that is
// reported twice, or that the file does not have, is named and settles nothing.
import type { Item, Patch } from "../../item/fields.ts";
import type { BulkAnswer, BulkEnd } from "../../shop/bulk-updates.ts";
import { ShopError } from "../../shop/shop-error.ts";
import { andMore, counted } from "../../words.ts";
import { compare, notKept } from "../compare.ts";
import type { SentRow } from "./submission-file.ts";

/** `as sent`: the item had every value of the change; otherwise the item as it was, or why there is none. */
export type Answer = "as sent" | "twice" | Item | ShopError;

/** Numbers that a message names. */
const mostNamed = 5;

export interface Answers {
  /** By line; undefined where the shop reports nothing. */
  readonly list: readonly (Answer | undefined)[];
  /** What is strange in the result, for people. */
  readonly oddities: readonly string[];
}

/** Throws a ShopError if nothing more may be sent; a result that cannot be read has no answers. */
export async function readAnswers(end: BulkEnd, rows: readonly SentRow[]): Promise<Answers> {
  let list: (Answer | undefined)[] = [];
  let foreign: string[] = [];
  const oddities: string[] = [];
  const again = (): void => {
    list = [];
    foreign = [];
  };
  try {
    for await (const some of end.answers((line) => rows[line]?.change.id, again)) {
      for (const answer of some) {
        const { line } = answer;
        const row = line === undefined ? undefined : rows[line];
        if (line === undefined || row === undefined) foreign.push(String(line ?? "no number"));
        else list[line] = list[line] === undefined ? shortAnswer(answer, row) : "twice";
      }
    }
  } catch (error) {
    if (!(error instanceof ShopError) || error.kind === "stop") throw error;
    oddities.push(error.message);
  }
  if (foreign.length > 0) {
    const named = foreign.slice(0, mostNamed).join(", ");
    const more = foreign.length > mostNamed ? ` ${andMore(foreign.length - mostNamed)}` : "";
    const lines = counted(foreign.length, "line");
    const were = foreign.length === 1 ? "was" : "were";
    oddities.push(`The shop reports ${lines} that ${were} not submitted (${named}${more})`);
  }
  const twice = list.filter((answer) => answer === "twice").length;
  if (twice > 0) oddities.push(`The shop reports ${counted(twice, "line")} more than once`);
  return { list, oddities };
}

/** Most items are as they were sent, and need no memory. */
function shortAnswer(answer: BulkAnswer, { change, sent }: SentRow): Answer {
  if ("error" in answer) return answer.error;
  const { patch, moved } = compare(change, answer.item);
  const isAsSent =
    moved === undefined &&
    Object.keys(patch).length === 0 &&
    notKept(patchOf({ change, sent }), answer.item) === undefined;
  return isAsSent ? "as sent" : answer.item;
}

/** The values that were sent. */
export function patchOf({ change, sent }: SentRow): Patch {
  return Object.fromEntries(sent.map((name) => [name, change.changes[name]?.to ?? null]));
}
