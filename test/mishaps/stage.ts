// A scene where a command can be given, put back after every attempt: to make one costs a process or more.
import { access, cp, rm } from "node:fs/promises";
import { onTestFinished } from "vitest";
import type { Api } from "../../src/shop/shop.ts";
import type { Ended } from "../command.ts";
import { settled } from "../settled.ts";
import { openScene, type Scene } from "./scene.ts";

export interface Stage {
  readonly scene: Scene;
  /** The command that is to be struck. */
  readonly args: readonly string[];
  /** Carries out a command that is left alone. */
  readonly run: (args: readonly string[]) => Promise<Ended>;
  /** Puts folder, locks and shop back to where they were at first. */
  readonly reset: () => Promise<void>;
}

export async function openStage(
  prepare: (scene: Scene) => Promise<string[]>,
  api?: Api,
): Promise<Stage> {
  const scene = await openScene(api);
  const args = await prepare(scene);
  return { scene, args, run: (given) => scene.desk.run(given), reset: await remember(scene) };
}

async function remember({ desk, shop }: Scene): Promise<() => Promise<void>> {
  await settled(shop, () => shop.requests.filter(({ status }) => status !== 401).length); // by a killed process
  const items = [...shop.items].map(([id, item]) => [id, structuredClone(item)] as const);
  const sent = shop.requests.length;
  const kept = (place: string): string => `${place}-kept`;
  const places: string[] = [];
  for (const place of [desk.folder, desk.state]) if (await exists(place)) places.push(place);
  for (const place of places) await cp(place, kept(place), { recursive: true });
  onTestFinished(async () => {
    for (const place of places) await rm(kept(place), { recursive: true, force: true });
  });
  return async () => {
    for (const place of [desk.folder, desk.state])
      await rm(place, { recursive: true, force: true });
    for (const place of places) await cp(kept(place), place, { recursive: true });
    for (const [id, item] of items) shop.items.set(id, structuredClone(item));
    shop.requests.length = sent;
  };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
