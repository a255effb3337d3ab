// Several shops at work at the same time, each as a command of its own: with its own settings, lock, pace, run and end.
// What one of them meets stops no other.
import type { ExitCode } from "../exit-code.ts";
import { endOf } from "../session/ending.ts";
import { begin, type CommonOptions, type Start } from "../session/job.ts";
import { type Notice, Session } from "../terminal/session.ts";
import { Assembly, type Asked } from "./assembly.ts";
import { memberHosts } from "./member-host.ts";
import type { Member } from "./members.ts";

/** What one shop does. */
export interface Part {
  readonly member: Member;
  readonly work: (start: Start) => Promise<ExitCode>;
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

/** In the order of the parts. */
export async function sideBySide(
  command: string,
  parts: readonly Part[],
  { host, options }: Pick<Start, "host" | "options">,
  { ask, show }: Talk,
): Promise<readonly PartEnd[]> {
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
  const { notify: _, shop: __, ...rest } = options;
  const ends = await Promise.all(
    parts.map(async ({ member, work }, at): Promise<PartEnd> => {
      const own = hosts[at]?.host ?? host;
      const session = new Session(command, own);
      session.account({ shop: member.shop });
      const settings: CommonOptions = { ...rest, settingsFile: member.file, inGroup: true };
      const consent = (changes: number): Promise<boolean> =>
        assembly.consent(member.short, changes);
      const working = {
        session,
        get endsInOrder() {
          return session.endsInOrder;
        },
      };
      const code = await endOf(working, own, async () =>
        work({ ...(await begin(session, settings, own)), consent }),
      );
      assembly.ended(member.short);
      return { member, code, notice: session.noticeOf(code), words: session.words };
    }),
  );
  await showAll();
  return ends;
}
