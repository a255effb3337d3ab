// Where a mishap takes place: a desk, a shop whose state outlives every process, and a sheet of eight rows.
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, onTestFinished } from "vitest";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import { type Driver, startDriver } from "../support/driver.ts";
import type { Environment } from "../../src/host/host.ts";
import type { Api } from "../../src/shop/shop.ts";
import { foreignItems, type ForeignItem, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";

/** What strikes a process. */
export interface Mishap {
  readonly what:
    | "kill-before"
    | "kill-amid"
    | "kill-after"
    | "ENOSPC"
    | "EIO"
    | "short"
    | "full"
    | "EIO-on-reading"
    /** The shop kills its client when a request has arrived, and has not carried it out, or has. */
    | "kill-on-arrival"
    | "kill-on-answer";
  /** The number of the operation, from 1, or a pattern of its line in the list. */
  readonly at: number | string;
  /** Which of those that match, from 1; the first where it is not given. */
  readonly nth?: number;
}

export interface Struck extends Ended {
  /** The operation that was struck; undefined where the process came to its end before. */
  readonly at: string | undefined;
  /** All operations, as in `12 rename .plan.jsonl.4711.tmp -> plan.jsonl`. */
  readonly operations: readonly string[];
  readonly signal: NodeJS.Signals | null;
}

type Listener = NonNullable<Parameters<typeof openForeignShop>[1]>;

export interface Scene {
  readonly desk: Desk;
  readonly shop: ForeignShop;
  /** From now on the shop asks the listener about each request. */
  readonly hear: (listener: Listener | undefined) => void;
  /**
   * Runs the command with the mishap, in a process of its own if that is killed. Without a mishap it only counts. Updates
   * of the items of `lost` never get through.
   */
  readonly strike: (
    args: readonly string[],
    mishap?: Mishap,
    lost?: readonly string[],
  ) => Promise<Struck>;
}

/** The variables by which a process is struck. */
const device = (mishap: object): Environment => ({
  NODE_OPTIONS: `--import=${new URL("device.mjs", import.meta.url).href}`,
  MISHAP: JSON.stringify(mishap),
});

const opening = foreignItems(8);
export const ids = opening.map(({ id }) => id);
const [first = "", second = "", third = "", fourth = "", fifth = "", sixth = "", , eighth = ""] =
  ids;

/** Changes of several kinds, a row that is as the shop has it, one that cannot be read, and one that stands twice. */
const sheet = `id,cost,sku,harmonized_system_code,tracked,country_harmonized_system_codes
${first},25.50,,,,
${second},,NEW-2,0902300016,,
${third},,,,no,CA:6109100033
${fourth},4.5,SKU-3,,,
${fifth},abc,,,,
${sixth},7.00,,,,
${sixth},7,,,,
${eighth},[clear],,,,
`;
/** The sheet of an undo of it. */
const undoSheet = `id,sku,cost,tracked,harmonized_system_code,country_harmonized_system_codes
${first},,25.00,,,
${second},SKU-1,,,0902300015,
${third},,,true,,CA:6109100022
${sixth},,[clear],,,
${eighth},,0.00,,,
`;
export const sheetIds = [first, second, third, fourth, fifth, sixth, sixth, eighth];

const withoutStamp = (item: ForeignItem): Omit<ForeignItem, "updated_at"> => {
  const { updated_at: _, ...rest } = item;
  return rest;
};

/** Items of the shop without what the shop itself writes. */
export const itemsOf = (shop: ForeignShop): ReturnType<typeof withoutStamp>[] =>
  [...shop.items.values()].map(withoutStamp);

/** How the items are before, and after the sheet was imported. */
export const before = opening.map(withoutStamp);
const wishes: ReadonlyMap<string, Partial<ForeignItem>> = new Map([
  [first, { cost: "25.50" }],
  [second, { sku: "NEW-2", harmonized_system_code: "0902300016" }],
  [
    third,
    {
      tracked: false,
      // A country more could not be taken back: shops merge these by country.
      country_harmonized_system_codes: [
        { country_code: "CA", harmonized_system_code: "6109100033" },
      ],
    },
  ],
  [sixth, { cost: "7.00" }],
  [eighth, { cost: null }],
]);
export const after = before.map((item) => ({ ...item, ...wishes.get(item.id) }));
export const changed = [...wishes.keys()];

export async function openScene(api: Api = "rest"): Promise<Scene> {
  let onRequest: Listener | undefined;
  let driver: Driver | undefined;
  const listen: Listener = (request) => onRequest?.(request);
  // Operations end when they are asked for, so that no process waits.
  const bulk = { created: 0, running: 0 };
  const shop = await openForeignShop(opening, listen, undefined, { bulk });
  const desk = await openDesk(shop, undefined, api);
  await desk.write("sheet.csv", sheet);

  /** Carries out the command in a process that does so again and again. */
  const drive = (args: readonly string[], mishap: object): Promise<Ended> => {
    if (driver === undefined) {
      const opened = startDriver(join(import.meta.dirname, "driver.mjs"));
      onTestFinished(() => opened.kill("SIGKILL"));
      driver = opened;
    }
    return driver.carryOut({ args, cwd: desk.folder, env: desk.env, mishap });
  };

  const strike: Scene["strike"] = async (args, mishap, lost = []) => {
    const log = join(desk.folder, "operations.log");
    await desk.write("operations.log", "");
    let arrived = 0;
    let at: string | undefined;
    const byShop = mishap?.what === "kill-on-arrival" || mishap?.what === "kill-on-answer";
    const given = { log, ...mishap };
    const survives = mishap?.what.startsWith("kill") !== true;
    const started = survives
      ? undefined
      : desk.startProcess(args, { env: byShop ? {} : device(given) });
    onRequest = (request) => {
      const { method, url } = request;
      arrived += 1;
      if (itemsUpdatedBy(request).some((id) => lost.includes(id))) return "reset";
      if (!byShop || arrived !== mishap.at) return undefined;
      at = `${arrived} request ${method} ${url}`;
      started?.kill("SIGKILL");
      return mishap.what === "kill-on-arrival" ? "reset" : "reset-after";
    };
    const ended = await (started?.ended ?? drive(args, given));
    onRequest = undefined;
    const operations = (await readFile(log, "utf8")).trim().split("\n");
    at ??= operations.find((line) => line.startsWith("! "))?.slice(2);
    return { signal: null, ...ended, at, operations };
  };
  return { desk, shop, strike, hear: (listener) => void (onRequest = listener) };
}

/** All files under the folder of runs, as paths below the desk. */
export async function filesOf(desk: Desk, folder = "runs"): Promise<string[]> {
  const options = { recursive: true, withFileTypes: true } as const;
  const found = await readdir(join(desk.folder, folder), options).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(desk.folder.length + 1));
}

/** Every file under its final name is complete; only the journal's last line may be torn. */
export async function expectWholeFiles(desk: Desk): Promise<void> {
  for (const name of await filesOf(desk)) {
    if (name.endsWith(".tmp")) continue;
    const text = await desk.read(name);
    const ended = { name, text: expect.stringMatching(/\n$/) };
    if (basename(name) === "sheet.csv") {
      const whole = name.includes("Z-undo-") ? undoSheet : sheet;
      // The time in an undo's sheet is another one each time.
      const known = text.replace(/,(updated_at|\d{4}-[\dT:.-]+Z)$/gm, "");
      expect({ name, text: known }).toEqual({ name, text: whole });
    } else if (name.endsWith(".csv")) {
      expect({ name, text }).toEqual(ended);
      parse(text, { bom: true }); // refuses rows of unequal length
    } else if (name.endsWith(".json")) JSON.parse(text);
    else if (name.endsWith(".jsonl")) {
      if (!name.endsWith("journal.jsonl")) expect({ name, text }).toEqual(ended);
      for (const line of linesOf(text)) JSON.parse(line);
    }
  }
}

/** The complete lines. */
export const linesOf = (text: string): string[] => text.split("\n").slice(0, -1);
