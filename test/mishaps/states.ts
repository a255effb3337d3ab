// What kills at every instant of a command leave, each different state once: it is put back, and the next command carries
// on from there.
import { expect } from "vitest";
import type { Api } from "../../src/shop/shop.ts";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { type Order, record, type Sent, type State } from "./recorder.ts";
import { openStage } from "./stage.ts";
import { isNew, keyOf } from "./state-key.ts";
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
  const { shop } = stage.scene;
  const asked = new Set<string>();
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
        putShopBack(shop, state);
        // Most instants are like another one: that shows before anything is written.
        if (!isNew(asked, keyOf(state.files, shop, late))) continue;
        await deliver(shop, late);
        if (!isNew(seen, keyOf(state.files, shop))) continue;
        stage.reset(state.files, () => undefined);
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

function putShopBack(shop: ForeignShop, state: State): void {
  state.putShopBack();
  // What came and was not carried out has left nothing.
  const kept = shop.requests.filter(({ status }) => status !== 0);
  shop.requests.splice(0, Infinity, ...kept);
}

async function deliver(shop: ForeignShop, late: readonly Sent[]): Promise<void> {
  for (const { method, path, body } of late) {
    const headers = { "X-Shopify-Access-Token": shop.token, "Content-Type": "application/json" };
    const { ok } = await fetch(shop.origin + path, { method, body, headers });
    expect(ok).toBe(true);
  }
}

const titleOf = ({ when, operation }: State, late: readonly Sent[]): string =>
  [`${when} ${operation}`, ...late.map(({ path }) => `late ${path}`)].join(", ");
