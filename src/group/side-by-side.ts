// Several shops at work at the same time, each as a command of its own: with its own settings, lock, pace, run and end.
// What one of them meets stops no other.
import type { ExitCode } from "../exit-code.ts";
import { endOf } from "../session/ending.ts";
import { begin, type Group, type Start } from "../session/job.ts";
import { printable } from "../terminal/printable.ts";
import { type Notice, Session } from "../terminal/session.ts";
import { Assembly, type Asked } from "./assembly.ts";
import { memberHosts } from "./member-host.ts";
import type { Member } from "./members.ts";
import { PlainCosts } from "./plain-costs.ts";

/** What one shop does. */
interface Part {
  readonly member: Member;
  readonly work: (start: Start) => Promise<ExitCode>;
}

export interface Parts {
  readonly parts: readonly Part[];
  /** The shops of the group, if not all of them are at work. */
  readonly known?: readonly string[];
}

/** How it ended. */
export interface PartEnd {
  readonly member: Member;
  readonly code: ExitCode;
  readonly notice: Notice;
  /** The counts in words; empty if it has not come so far. */
  readonly words: string;
}

export interface Talk {
  /** Asks for all shops. */
  readonly ask: (asked: readonly Asked[]) => Promise<boolean>;
  /** What a shop has printed since it was last called; called for all shops in their order. */
  readonly show: (member: Member, printed: string) => Promise<void>;
}

export interface AllEnds {
  /** In the order of the parts. */
  readonly ends: readonly PartEnd[];
  /** Shows what the shops have printed last. */
  readonly showRest: () => Promise<void>;
}

export async function sideBySide(
  command: string,
  { parts, known = parts.map(({ member }) => member.shop) }: Parts,
  { host, options, out }: Start,
  { ask, show }: Talk,
): Promise<AllEnds> {
  const hosts = memberHosts(
    host,
    parts.map(({ member }) => member.short),
  );
  const showAll = async (): Promise<void> => {
    for (const [at, { member }] of parts.entries())
      await show(member, hosts[at]?.takePrinted() ?? "");
  };
  const assembly = new Assembly(
    parts.map(({ member }) => member.short),
    async (asked) => {
      await showAll();
      return ask(asked);
    },
    host.signal,
  );
  const warned = new Set<string>();
  const warn = (text: string): void => {
    if (!warned.has(text)) out.warn(printable(text));
    warned.add(text);
  };
  const plainCosts = new PlainCosts();
  const groupFor = (short: string): Group => ({
    shops: new Set(known),
    warn,
    consent: (changes) => assembly.consent(short, changes),
    onPlainCosts: (currency, title) => {
      const text = plainCosts.add(short, currency, title);
      if (text !== undefined) warn(text);
    },
  });
  const { notify: _, shop: __, ...rest } = options;
  const ends = await Promise.all(
    parts.map(async ({ member, work }, at): Promise<PartEnd> => {
      const own = hosts[at]?.host ?? host;
      const session = new Session(command, own);
      session.account({ shop: member.shop });
      const { file, settings } = member;
      const ownOptions = { ...rest, settingsFile: file, settings, inGroup: true };
      const working = {
        session,
        get endsInOrder() {
          return session.endsInOrder;
        },
      };
      const code = await endOf(working, own, async () =>
        work({ ...(await begin(session, ownOptions, own)), group: groupFor(member.short) }),
      );
      assembly.ended(member.short);
      return { member, code, notice: session.noticeOf(code), words: session.words };
    }),
  );
  return { ends, showRest: showAll };
}
