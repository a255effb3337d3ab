// The bulk operations of the foreign shop and how they live. Each time that one is shown it moves on by one step, so
// that tests need no clock; between two steps it does a share of its lines.
import type { BulkOptions, Ending, Life, Operation, OperationType, Status } from "./life.ts";

/** What an operation does, and the file that it leaves. */
export type Work = {
  /** The numbers of its lines, in the order in which they are done. */
  lines: readonly number[];
  /** Called at the first step beyond CREATED; a query finds its objects only then. */
  begin?: () => void;
  /** Whether the line was really carried out; what it reports is added to the lines of the result. */
  carryOut: (line: number, reported: string[]) => boolean;
  /** Why it cannot go on, if it cannot. */
  failure?: () => Life["errorCode"];
  result: (reported: readonly string[]) => { text: string; objects: number; roots: number };
};
export type Kept = {
  operation: Operation;
  life: Life;
  work: Work;
  steps: number;
  /** How many lines it has been through, and what these reported. */
  through: number;
  reported: string[];
  /** Steps since it was canceled. */
  canceledSteps: number | undefined;
  isBegun: boolean;
  createdAt: number;
  completedAt: number | null;
  errorCode: Life["errorCode"] | null;
  result: { text: string; objects: number; roots: number };
  /** Where the result is. */
  place: "url" | "partialDataUrl" | "none";
  downloads: number;
};

const endings: Readonly<Record<Ending, Kept["place"]>> = {
  COMPLETED: "url",
  CANCELED: "url",
  FAILED: "partialDataUrl",
  EXPIRED: "none",
};
const isEnded = (status: Status) => Object.hasOwn(endings, status);
export const isLive = ({ operation }: Kept) => !isEnded(operation.status);

export function openOperations(options: BulkOptions) {
  const all: Kept[] = [];
  const firstId = 8_005_433_884_978n;

  function start(
    type: OperationType,
    query: string,
    clientIdentifier: string | null,
    workOf: (operation: Operation, life: Life) => Work,
    ownLife?: Life,
  ): Kept {
    const id = `gid://shopify/BulkOperation/${firstId + BigInt(all.length) * 32_768n}`;
    const operation: Operation = {
      id,
      type,
      query,
      clientIdentifier,
      status: "CREATED",
      done: [],
    };
    const life = ownLife ?? options.lifeOf?.(operation, all.length) ?? options;
    const kept: Kept = {
      operation,
      life,
      work: workOf(operation, life),
      steps: 0,
      through: 0,
      reported: [],
      canceledSteps: undefined,
      isBegun: false,
      createdAt: Date.now(),
      completedAt: null,
      errorCode: null,
      result: { text: "", objects: 0, roots: 0 },
      place: "none",
      downloads: 0,
    };
    all.push(kept);
    return kept;
  }
  function carryOut(kept: Kept, upTo: number): void {
    const { operation, life, work } = kept;
    const wanted = Math.min(upTo, life.lines ?? Infinity, work.lines.length);
    for (const line of work.lines.slice(kept.through, wanted)) {
      kept.through += 1;
      if (work.carryOut(line, kept.reported)) operation.done.push(line);
    }
  }
  function end(kept: Kept, ending: Ending, errorCode: Kept["errorCode"]): void {
    const { operation, life, work } = kept;
    operation.status = ending;
    life.onEnd?.(operation);
    kept.result = work.result(kept.reported);
    kept.place = kept.result.text === "" ? "none" : (life.result ?? endings[ending]);
    kept.completedAt = ending === "CANCELED" ? null : Date.now();
    kept.errorCode = ending === "FAILED" ? (errorCode ?? "INTERNAL_SERVER_ERROR") : null;
  }
  function begin(kept: Kept): void {
    if (kept.isBegun) return;
    kept.isBegun = true;
    kept.life.onStart?.(kept.operation);
    kept.work.begin?.();
  }
  function step(kept: Kept): void {
    const { operation, life, work } = kept;
    if (isEnded(operation.status)) return;
    const { created = 1, running = 1, canceling = 1, linesWhileCanceling = 1 } = life;
    if (kept.canceledSteps !== undefined) {
      kept.canceledSteps += 1;
      if (kept.canceledSteps <= canceling) return;
      // Recorded: even one that was canceled before it ran may have done something.
      if (linesWhileCanceling > 0) begin(kept);
      carryOut(kept, kept.through + linesWhileCanceling);
      return end(kept, "CANCELED", null);
    }
    kept.steps += 1;
    if (kept.steps <= created) return;
    operation.status = "RUNNING";
    begin(kept);
    const isLast = kept.steps > created + running;
    const share = isLast ? 1 : (kept.steps - created) / (running + 1);
    const failure = work.failure?.();
    if (failure) return end(kept, "FAILED", failure);
    const total = Math.min(life.lines ?? Infinity, work.lines.length);
    // Without an end of RUNNING there are no shares: one line at each step.
    carryOut(kept, Number.isFinite(running) ? Math.floor(total * share) : kept.through + 1);
    const late = isLast ? work.failure?.() : undefined;
    if (isLast)
      end(kept, late ? "FAILED" : (life.ending ?? "COMPLETED"), late ?? life.errorCode ?? null);
  }
  function cancel(kept: Kept): void {
    kept.canceledSteps ??= 0;
    kept.operation.status = "CANCELING";
  }
  function save(): () => void {
    const then = all.map((kept) => {
      const { operation, reported, life: _, work: __, ...rest } = kept;
      return { kept, operation: structuredClone(operation), reported: [...reported], rest };
    });
    return () => {
      all.splice(0, Infinity, ...then.map(({ kept }) => kept));
      for (const { kept, operation, reported, rest } of then) {
        Object.assign(kept, rest, { reported: [...reported] });
        Object.assign(kept.operation, structuredClone(operation));
      }
    };
  }
  return {
    all,
    save,
    start,
    step,
    cancel,
    byId: (id: string) => all.find(({ operation }) => operation.id === id),
    live: (type: OperationType) =>
      all.filter((kept) => kept.operation.type === type && isLive(kept)),
  };
}
