// A scene where a command can be given, put back after every attempt: to make one costs a process or more.
import type { Api } from "../../src/shop/shop.ts";
import type { Ended } from "../support/command.ts";
import { putFilesBack, saveFiles, type SavedFiles } from "./saved-files.ts";
import { openScene, type Scene } from "./scene.ts";

export interface Stage {
  readonly scene: Scene;
  /** The command that is to be struck. */
  readonly args: readonly string[];
  /** How things are before it: the runs, and how many requests and submissions there have been. */
  readonly start: {
    readonly runs: readonly string[];
    readonly sent: number;
    readonly submitted: number;
  };
  /** Carries out a command that is left alone. */
  readonly run: (args: readonly string[]) => Promise<Ended>;
  /** Folder and locks as they are now. */
  readonly save: () => SavedFiles;
  /** Puts folder, locks and shop to where they were at another time; to the start by default. */
  readonly reset: (files?: SavedFiles, putShopBack?: () => void) => void;
}

export async function openStage(
  prepare: (scene: Scene) => Promise<string[]>,
  api?: Api,
): Promise<Stage> {
  const scene = await openScene(api);
  const { desk, shop } = scene;
  const args = await prepare(scene);
  const folders = [desk.folder, desk.state];
  const [atFirst, shopAtFirst] = [saveFiles(folders), shop.save()];
  const runs = await desk.runs();
  return {
    scene,
    args,
    start: { runs, sent: shop.requests.length, submitted: shop.bulk.operations.length },
    run: (given) => desk.run(given),
    save: () => saveFiles(folders),
    reset: (files = atFirst, putShopBack = shopAtFirst) => {
      putFilesBack(folders, files);
      putShopBack();
    },
  };
}
