// What every case of the fault matrix begins with: a store, a sheet that asks for other costs in two of three rows, and
// a folder to run the command in. Each command that leaves a report is followed by the check of its accounts.
import type { Clock } from "../../src/clock.ts";
import { expect, type onTestFinished } from "vitest";
import type { Fault } from "../../src/sandbox/faults/faults.ts";
import type { Sandbox, SeenRequest } from "../../src/sandbox/sandbox.ts";
import type { Api } from "../../src/shop/shop.ts";
import { checkAccounts, type Standing, type Wish } from "./accounts.ts";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { itemsUpdatedBy } from "./updates-sent.ts";

export interface Trial {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly wishes: Wish[];
  /** Ids of rows that ask for something, and are followed by one that does too and one that does not. */
  readonly victims: readonly string[];
  addFault(fault: Fault): void;
  /** From now on no fault hits; each that was added has. */
  heal(): void;
  /**
   * Runs `import sheet.csv --yes`, or `apply` of the last run, and checks the accounts and the exit code. The
   * clock is for its pauses.
   */
  run(command: "import" | "apply", clock?: Clock): Promise<Ended & Standing>;
  /** Of an import that ends before there is a plan: nothing is sent, and no run is left. */
  runInVain(): Promise<Ended>;
  /** The requests so far that update, or read, items. */
  count(what: "updates" | "reads"): number;
  /** Requests that update this item alone, or read it alone. */
  readonly about: Readonly<Record<"update" | "reading", (id: string) => Requests>>;
  /** Requests for many items by their ids. */
  readonly lists: Requests;
  /** The ids of all updates so far. */
  readonly updated: readonly string[];
}

/** Which requests a fault is about. */
type Requests = Pick<Fault, "method" | "path" | "operation" | "body">;

/** Every request about this one item alone. */
export const aboutItem = (id: string): RegExp => new RegExp(`/inventory_items/${id}\\.json`);

/** Every list of items by their ids. */
export const itemLists = /\/inventory_items\.json/;

const requests: Readonly<Record<Api, Pick<Trial, "about" | "lists">>> = {
  rest: {
    about: {
      update: (id) => ({ method: "PUT", path: aboutItem(id) }),
      reading: (id) => ({ method: "GET", path: aboutItem(id) }),
    },
    lists: { path: itemLists },
  },
  graphql: {
    about: {
      update: (id) => ({
        operation: /^inventoryItemUpdate$/,
        body: new RegExp(`"id":"[^"]*/${id}"`),
      }),
      reading: (id) => ({ operation: /^nodes$/, body: new RegExp(`\\["[^"]*/${id}"\\]`) }),
    },
    lists: { operation: /^nodes$/, body: /\["[^"]*","/ },
  },
};

const senseless = /please report|\[object|NaN/;

/** Three rows for each victim. */
export async function openTrial(
  finished: typeof onTestFinished,
  victims = 2,
  others: Partial<Record<number, string>> = {},
  api: Api = "rest",
): Promise<Trial> {
  // Without this scope no two items are updated together.
  const scopes = ["write_inventory", "read_locations", "read_products"];
  const sandbox = await openSandbox({ items: victims * 3, scopes }, finished);
  const desk = await openDesk(sandbox, finished, api);
  const wishes = [...sandbox.ids()].map((id, n): Wish => {
    const before = sandbox.item(id)?.cost;
    return { id, before, wanted: n % 3 === 2 ? before : `${n + 1}.77`, others: others[n] };
  });
  const lines = wishes.map(({ id, wanted }) => `${id},${wanted ?? ""}`);
  await desk.write("sheet.csv", `id,cost\n${lines.join("\n")}\n`);

  const faults: Fault[] = [];
  const updates = ({ path, ...request }: SeenRequest): string[] =>
    itemsUpdatedBy({ ...request, url: path });
  const puts = (): string[] => sandbox.requests.flatMap(updates);
  let run = "";
  let putsBefore = 0;

  const sayWell = async (args: readonly string[], clock?: Clock): Promise<Ended> => {
    const ended = await desk.run(args, { clock });
    expect(ended.stdout + ended.stderr).not.toContain(sandbox.token);
    expect(ended.stdout + ended.stderr).not.toMatch(senseless);
    return ended;
  };
  return {
    sandbox,
    desk,
    wishes,
    victims: wishes.filter((_, n) => n % 3 === 0).map(({ id }) => id),
    addFault(fault) {
      const own = { ...fault };
      faults.push(own);
      sandbox.addFault(own);
    },
    heal() {
      expect(sandbox.unmetFaults).toEqual([]);
      for (const fault of faults) fault.times = 0;
    },
    count: (what) => {
      const isUpdate = (request: SeenRequest): boolean => updates(request).length > 0;
      const isAboutItems = ({ graphql }: SeenRequest): boolean =>
        graphql?.operations.includes("shop") !== true;
      return sandbox.requests.filter(
        (request) => isUpdate(request) === (what === "updates") && isAboutItems(request),
      ).length;
    },
    ...requests[api],
    get updated() {
      return puts();
    },
    async run(command, clock) {
      if (command === "import") {
        putsBefore = puts().length;
        for (const wish of wishes) wish.before = sandbox.item(wish.id)?.cost;
      }
      const ended = await sayWell(
        [
          command,
          command === "import" ? "sheet.csv" : `runs/${run}`,
          "--yes",
          ...(command === "import" ? ["--allow-held"] : []),
          "--give-up-after",
          "1s",
        ],
        clock,
      );
      if (command === "import") run = (await desk.runs()).at(-1) ?? "";
      const standing = await checkAccounts(desk, run, wishes, {
        cost: (id) => sandbox.item(id)?.cost,
        puts: puts().slice(putsBefore),
      });
      expect({ code: ended.code, stderr: ended.stderr }).toMatchObject({ code: standing.due });
      if (ended.code === 3) {
        expect(ended.stderr).toContain(`To continue: inventory-csv apply runs/${run} --yes`);
      }
      const offered = /attention\. Fix (?:it|them) in (\S+) and import that file\n/.exec(
        ended.stdout,
      );
      expect(offered?.[1]).toBe(ended.code === 1 ? `runs/${run}/retry.csv` : undefined);
      return { ...ended, ...standing };
    },
    async runInVain() {
      const [runs, sent] = [await desk.runs(), puts().length];
      const ended = await sayWell([
        "import",
        "sheet.csv",
        "--yes",
        "--allow-held",
        "--give-up-after",
        "1s",
      ]);
      expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 3, stdout: "" });
      expect(await desk.runs()).toEqual(runs);
      expect(puts()).toHaveLength(sent);
      return ended;
    },
  };
}
