// Runs a command once, inside this process, and saves what a SIGKILL would leave at each of its instants: before, amid and
// after each operation on files, before each request, and when it arrives and was carried out.
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Ended } from "../support/command.ts";
import { type Operation, watchFiles } from "./operations.mjs";
import { saveFiles, type SavedFiles } from "./saved-files.ts";
import type { Scene } from "./scene.ts";

/** A request that may change the shop, as it was sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** What a kill at an instant leaves. */
export interface State {
  readonly when: "before" | "amid" | "after" | "arrived" | "carried out";
  /** As in the list of the device, as in `rename .plan.jsonl.host.4711-0f.tmp -> plan.jsonl`. */
  readonly operation: string;
  readonly files: SavedFiles;
  readonly putShopBack: () => void;
  /** Requests under way, each of which the shop may carry out after the kill, or not. */
  readonly underWay: readonly Sent[];
}

export interface Recording {
  readonly ended: Ended;
  readonly states: readonly State[];
}

/** In which order operations that the program begins side by side are carried out; each is one that a disk may choose. */
export type Order = "first begun" | "last begun";

export async function record(
  { desk, shop, hear }: Scene,
  args: readonly string[],
  order: Order,
): Promise<Recording> {
  const states: State[] = [];
  const underWay: Sent[] = [];
  const save = (when: State["when"], operation: string): void => {
    const files = saveFiles([desk.folder, desk.state]);
    states.push({ when, operation, files, putShopBack: shop.save(), underWay: [...underWay] });
  };

  const ofCommand = new AsyncLocalStorage<true>();
  const inTurn = turns(order);
  const carryOut = async ({ act, halves }: Operation, named: string): Promise<unknown> => {
    save("before", named);
    let done: unknown;
    if (halves === undefined) done = await act();
    else {
      await halves[0]();
      save("amid", named);
      done = await halves[1]();
    }
    save("after", named);
    return done;
  };
  const unwatch = watchFiles((operation) => {
    const { name, label, isReading, isSync, act } = operation;
    if (ofCommand.getStore() !== true || isReading === true) return act();
    const named = `${name}${label}`;
    if (isSync !== true) return inTurn(() => carryOut(operation, named));
    save("before", named);
    const done = act();
    save("after", named);
    return done;
  });

  const onCreated = (message: unknown): void => {
    const { request } = message as { request: Omit<Sent, "body"> & { body: unknown } };
    const { method, path, body } = request;
    save("before", `request ${method} ${path.slice(0, 80)}`);
    if (method !== "GET" && path.startsWith("/admin/"))
      underWay.push({ method, path, body: String(body) });
  };
  subscribe("undici:request:create", onCreated);
  hear((request) => {
    const { method, url, body } = request;
    const named = `request ${method} ${url.slice(0, 80)}`;
    save("arrived", named);
    return (answer) => {
      // The bodies of two updates by GraphQL differ; the paths of two by REST do.
      const at = underWay.findIndex(
        (sent) =>
          sent.method === method &&
          sent.path === url &&
          (method === "PUT" || sent.body === JSON.stringify(body)),
      );
      if (at >= 0) underWay.splice(at, 1);
      request.status = answer.status;
      save("carried out", named);
      return answer;
    };
  });
  try {
    const ended = await ofCommand.run(true, () => desk.run(args));
    return { ended, states };
  } finally {
    hear(undefined);
    unsubscribe("undici:request:create", onCreated);
    unwatch();
  }
}

/** Runs what it is given one at a time, so that at no instant another is half done. */
function turns(order: Order): <Done>(run: () => Promise<Done>) => Promise<Done> {
  const waiting: (() => void)[] = [];
  let busy = false;
  const next = (): void => {
    busy = false;
    const begin = order === "first begun" ? waiting.shift() : waiting.pop();
    if (begin !== undefined) {
      busy = true;
      begin();
    }
  };
  return async (run) => {
    if (busy) await new Promise<void>((resolve) => waiting.push(resolve));
    busy = true;
    try {
      return await run();
    } finally {
      next();
    }
  };
}
