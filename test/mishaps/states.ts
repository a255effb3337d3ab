// What kills at every instant of a command leave, each different state once: it is put back, and the next command carries
// on from there.
import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { Api } from "../../src/shop/shop.ts";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";
import { type Order, record, type Sent, type State } from "./recorder.ts";
import { formOf, plain } from "./saved-files.ts";
import { itemsOf } from "./scene.ts";
import { openStage, type Stage } from "./stage.ts";
import { trialOf } from "./trials.ts";

/** States gone wrong after which no further one is tried. */
const enough = 20;

export interface Survey {
  /** All instants of the recorded commands. */
  readonly instants: readonly State[];
  /** How many different states there were to carry on from. */
  readonly tried: number;
  /** What went wrong after which kill. */
  readonly wrong: readonly string[];
}

export async function survey(name: string, api: Api, orders: readonly Order[]): Promise<Survey> {
  const { prepare, code, goOn } = trialOf(name);
  const stage = await openStage(prepare, api);
  const seen = new Set<string>();
  const wrong: string[] = [];
  const instants: State[] = [];
  for (const order of orders) {
    stage.reset();
    const { ended, states } = await record(stage.scene, stage.args, order);
    expect(ended).toMatchObject({ code });
    instants.push(...states);
    for (const state of states) {
      for (const late of arrivals(state.underWay)) {
        if (wrong.length >= enough) break;
        await putBack(stage, state, late);
        const key = keyOf(stage, state);
        if (seen.has(key)) continue;
        seen.add(key);
        try {
          await goOn(stage, { n: seen.size });
        } catch (error) {
          wrong.push(`${titleOf(state, late)}: ${String(error)}`);
        }
      }
    }
  }
  return { instants, tried: seen.size, wrong };
}

/** Which of these the shop may still carry out: none, all, or one alone. */
function arrivals(underWay: readonly Sent[]): (readonly Sent[])[] {
  const alone = underWay.length > 1 ? underWay.map((each) => [each]) : [];
  return underWay.length === 0 ? [[]] : [[], underWay, ...alone];
}

async function putBack(
  { scene: { shop }, reset }: Stage,
  { files, putShopBack }: State,
  late: readonly Sent[],
): Promise<void> {
  reset(files, putShopBack);
  // What came and was not carried out has left nothing.
  const kept = shop.requests.filter(({ status }) => status !== 0);
  shop.requests.splice(0, Infinity, ...kept);
  for (const { method, path, body } of late) {
    const headers = { "X-Shopify-Access-Token": shop.token, "Content-Type": "application/json" };
    const { ok } = await fetch(shop.origin + path, { method, body, headers });
    expect(ok).toBe(true);
  }
}

/** The same for states that differ by chance alone. */
function keyOf({ scene: { shop } }: Stage, { files }: State): string {
  const applied = shop.requests.filter(({ status }) => status === 200).flatMap(itemsUpdatedBy);
  const form = [...formOf(files), ...formOfShop(shop), ...applied.toSorted()];
  return createHash("sha256").update(JSON.stringify(form)).digest("hex");
}

/** Items, operations and uploads, the same for the same state of two runs. */
export function formOfShop(shop: ForeignShop): readonly string[] {
  const { operations, uploads } = shop.bulk;
  const shown = [...itemsOf(shop), ...operations].map((each) => plain(JSON.stringify(each)));
  return [...shown, `${uploads.size} uploads`];
}

const titleOf = ({ when, operation }: State, late: readonly Sent[]): string =>
  [`${when} ${operation}`, ...late.map(({ path }) => `late ${path}`)].join(", ");
