// Whose a run is: its folder and its files have to be the user's own, and links in it are not followed.
import { chmod, chown, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { begun, planned } from "./stored-run.ts";

const files = ["plan.jsonl", "journal.jsonl", "sheet.csv", "summary.json"];

test.for(files)("%s is not read through a link, nor if others may write to it", async (file) => {
  const { apply, desk, run } = await begun();
  const at = (name: string): string => join(desk.folder, run, name);
  await chmod(at(file), 0o620);
  expect(await apply()).toMatchObject({
    code: 2,
    requests: 0,
    said: expect.stringContaining(
      `Cannot use ${run}/${file}: other users may write to it (mode 620; to change that: chmod go-w); nothing was sent`,
    ),
  });
  await chmod(at(file), 0o600);
  await rename(at(file), at("elsewhere"));
  await symlink("elsewhere", at(file));
  expect(await apply()).toMatchObject({
    code: 2,
    requests: 0,
    said: expect.stringContaining(`Cannot use ${run}/${file}: it is a symbolic link`),
  });
});

test("a run is not used through a link, nor from a folder that others may write to", async () => {
  const { desk, run, sandbox } = await planned();
  await symlink(run, join(desk.folder, "link"));
  const before = sandbox.requests.length;
  for (const [folder, why] of [
    ["link", "it is a symbolic link; name the folder itself"],
    ["link/", "it is a symbolic link; name the folder itself"],
    [run, "other users may write to it (mode 777"],
  ] as const) {
    if (folder === run) await chmod(join(desk.folder, run), 0o777);
    for (const command of ["apply", "undo"]) {
      const { code, stderr } = await desk.run([command, folder, "--yes"]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
    }
  }
  expect(sandbox.requests).toHaveLength(before);
});

test.runIf(process.getuid?.() === 0).for([".", ...files])(
  "a run whose %s belongs to another user is refused",
  async (file) => {
    const { apply, desk, run } = await begun();
    await chown(join(desk.folder, run, file), 4711, 4711);
    expect(await apply()).toMatchObject({
      code: 2,
      requests: 0,
      said: expect.stringContaining("it belongs to another user (uid 4711); nothing was sent"),
    });
  },
);

test("files that a run from elsewhere links to are not written", async () => {
  const { apply, desk, run } = await planned();
  await desk.write("private", "mine");
  for (const name of ["results.csv", "retry.csv", "changes.csv", ".sheet.csv.rows"])
    await symlink("../../private", join(desk.folder, run, name)).catch(() => undefined);
  expect((await apply()).code).toBe(0);
  expect(await desk.read("private")).toBe("mine");
});
