// A stored run that a test edits, and what apply makes of it.
import { expect } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

export interface Stored {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly run: string;
  readonly ids: readonly string[];
  /** Edits the entry of a line of the file, the first being 1. */
  readonly edit: (file: string, line: number, change: (entry: Entry) => unknown) => Promise<void>;
  /** Exit code and messages of `apply --yes`, and how many requests it made. */
  readonly apply: (
    ...flags: string[]
  ) => Promise<{ code: number | null; said: string; requests: number }>;
}

export type Entry = Readonly<Record<string, unknown>>;

/** A plan that sets the cost of every item, from 5.00. */
export async function planned(
  costs: (n: number) => string = () => "7.77",
  items = 3,
): Promise<Stored> {
  const sandbox = await openSandbox({ items });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  for (const id of ids) sandbox.edit(id, { cost: "5.00" });
  await desk.write("sheet.csv", `id,cost\n${ids.map((id, n) => `${id},${costs(n)}\n`).join("")}`);
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const run = `runs/${(await desk.runs())[0]}`;
  return {
    sandbox,
    desk,
    run,
    ids,
    edit: async (file, line, change) => {
      const lines = (await desk.read(`${run}/${file}`)).split("\n");
      lines[line - 1] = JSON.stringify(change(JSON.parse(lines[line - 1] ?? "") as Entry));
      await desk.write(`${run}/${file}`, lines.join("\n"));
    },
    apply: async (...flags) => {
      const before = sandbox.requests.length;
      const { code, stdout, stderr } = await desk.run(["apply", run, "--yes", ...flags]);
      return { code, said: stdout + stderr, requests: sandbox.requests.length - before };
    },
  };
}

/** A run with an outcome for its first row; the shop was locked before the second one. */
export async function begun(): Promise<Stored> {
  const stored = await planned();
  const { sandbox, apply } = stored;
  const locked = { status: 423, body: "{}" };
  sandbox.addFault({ method: "PUT", nth: 2, times: 9, when: "before", effect: locked });
  expect((await apply()).code).toBe(3);
  expect((await stored.desk.read(`${stored.run}/journal.jsonl`)).split("\n")[1]).toContain(
    '"updated"',
  );
  return stored;
}
