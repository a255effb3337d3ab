// Exports of one name with placeholders, night after night: what they are called, and which of them are removed.
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, readdir, rename, rm, symlink, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

/** A clock that stands. */
const at = (instant: string) => (): Date => new Date(instant);

const nightly = (desk: Desk, day: string, ...flags: readonly string[]): Promise<Ended> =>
  desk.run(["export", "-o", "out/{shop}-{date}.csv", ...flags], { now: at(`${day}T02:00:00Z`) });

async function openSeries(): Promise<{ desk: Desk; stem: string; files: () => Promise<string[]> }> {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  await mkdir(join(desk.folder, "out"));
  return {
    desk,
    stem: sandbox.origin.replace("http://", "").replace(":", "-"),
    files: async () => (await readdir(join(desk.folder, "out"))).toSorted(),
  };
}

test("a name tells shop, day and time in UTC, also of a folder, and of a workbook", async () => {
  const { desk, stem } = await openSeries();
  await mkdir(join(desk.folder, stem));
  const { code, stdout } = await desk.run(
    ["export", "-o", "{shop}/{date}T{time}Z.xlsx", "--json", "--quiet"],
    { now: at("2026-11-21T23:59:30-05:00") },
  );
  expect(code).toBe(0);
  const { file, base } = JSON.parse(stdout) as { file: string; base: string };
  expect(file).toMatch(new RegExp(`^${stem}/2026-11-22T04-59-3\\dZ\\.xlsx$`));
  expect(base).toBe(`${file}.base.jsonl`);
  expect(await readdir(join(desk.folder, stem))).toHaveLength(2);
});

test("a night in Berlin and one in Honolulu have the date of their place, and --keep knows them again", async () => {
  const { desk, files } = await openSeries();
  const night = (instant: string, TZ: string, ...flags: readonly string[]): Promise<Ended> =>
    desk.run(["export", "-o", "out/{local-date}.csv", ...flags], {
      now: at(instant),
      env: { TZ },
    });
  expect((await night("2026-11-20T23:30:00Z", "Europe/Berlin")).code).toBe(0);
  expect((await night("2026-11-22T23:30:00Z", ":Europe/Berlin", "--keep", "1")).code).toBe(0);
  expect(await files()).toEqual(["2026-11-23.base.jsonl", "2026-11-23.csv"]);
  expect((await night("2026-11-22T02:30:00Z", "Pacific/Honolulu")).code).toBe(0);
  expect(await files()).toContain("2026-11-21.csv");
  const wrong = await night("2026-11-22T02:30:00Z", "Europe/Berln");
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('TZ is "Europe/Berln"; wanted a time zone such as Europe/Berlin');
});

test("a placeholder that is none, and a --keep without a series, are refused before a request", async () => {
  const { desk } = await openSeries();
  for (const [flags, why] of [
    [
      ["-o", "{shop}-{day}{}.csv"],
      "found {day}, {}; the placeholders are {shop}, {date}, {local-date} and {time}",
    ],
    [["-o", "{constructor}.csv"], "found {constructor}; the placeholders are"],
    [["-o", "{shop}.csv", "--keep", "3"], "wanted -o with {date}, {local-date} or {time}"],
    [["-o", "out/{date}/a-{time}.csv", "--keep", "3"], "but not of its folder"],
    [["--keep", "3"], "wanted -o with {date}, {local-date} or {time}"],
    [
      ["-o", "{date}.csv", "--keep", "0"],
      "argument '0' is invalid. Wanted: a whole number from 1 to",
    ],
    [["-o", "{date}.csv", "--keep", "3.5"], "argument '3.5' is invalid. Wanted: a whole number"],
    [["-o", "no/{date}.csv", "--keep", "3"], 'there is no folder "no"'],
  ] as const) {
    const { code, stderr } = await desk.run(["export", ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  }
  expect(await readdir(desk.folder)).toEqual(["out"]);
});

test("--keep leaves the newest exports with their bases, and says what it has removed", async () => {
  const { desk, stem, files } = await openSeries();
  for (const day of ["2026-02-27", "2026-02-28", "2026-03-01"]) await nightly(desk, day);
  const { code, stderr, stdout } = await nightly(desk, "2026-03-02", "--keep", "2", "--json");
  expect(code).toBe(0);
  expect(stderr).toContain(
    `Removed 2 older exports: out/${stem}-2026-02-28.csv, out/${stem}-2026-02`,
  );
  expect(JSON.parse(stdout)).toMatchObject({
    removed: [`out/${stem}-2026-02-28.csv`, `out/${stem}-2026-02-27.csv`],
    stuck: [],
  });
  expect(await files()).toEqual([
    `${stem}-2026-03-01.base.jsonl`,
    `${stem}-2026-03-01.csv`,
    `${stem}-2026-03-02.base.jsonl`,
    `${stem}-2026-03-02.csv`,
  ]);
});

test("a series of workbooks beside one of CSV files is another one", async () => {
  const { desk, stem, files } = await openSeries();
  for (const day of ["2026-03-01", "2026-03-02"]) {
    for (const ending of ["csv", "xlsx"]) {
      await desk.run(["export", "-o", `out/{shop}-{date}.${ending}`, "--keep", "1"], {
        now: at(`${day}T02:00:00Z`),
      });
    }
  }
  expect(await files()).toEqual(
    ["base.jsonl", "csv", "xlsx", "xlsx.base.jsonl"].map((end) => `${stem}-2026-03-02.${end}`),
  );
});

test("the newest export stays, also where the clock was set back", async () => {
  const { desk, stem, files } = await openSeries();
  await nightly(desk, "2026-03-02");
  await nightly(desk, "2026-03-01", "--keep", "1");
  expect(await files()).toEqual([`${stem}-2026-03-01.base.jsonl`, `${stem}-2026-03-01.csv`]);
});

test("--keep removes nothing but this shop's exports of this very name", async () => {
  const { desk, stem, files } = await openSeries();
  const out = (name: string): string => join(desk.folder, "out", name);
  const days = [1, 2, 3, 4, 5, 6].map((day) => `2026-03-0${day}`);
  for (const day of days) await nightly(desk, day);
  const [one, two, three, four, five, six] = days.map((day) => `${stem}-${day}`);
  // Edited where it lies, an hour later.
  const later = Date.now() / 1000 + 3600;
  await utimes(out(`${six}.csv`), later, later);
  // Renamed to another day; renamed for good; without a base; a link.
  await rename(out(`${one}.csv`), out(`${stem}-2025-12-31.csv`));
  await rename(out(`${one}.base.jsonl`), out(`${stem}-2025-12-31.base.jsonl`));
  await rename(out(`${two}.csv`), out(`${two}-good.csv`));
  await rm(out(`${three}.base.jsonl`));
  await rename(out(`${four}.csv`), out("real.csv"));
  await symlink("real.csv", out(`${four}.csv`));
  // Another shop's of the same name, a folder, other series, a day that no calendar has, a base of no program.
  const shop = await openSandbox({ items: 3 });
  const other = await openDesk(shop);
  const now = at("2026-03-11T02:00:00Z");
  await other.run(["export", "-o", "a.csv"], { now });
  await copyFile(join(other.folder, "a.csv"), out(`${stem}-2026-03-11.csv`));
  await copyFile(join(other.folder, "a.base.jsonl"), out(`${stem}-2026-03-11.base.jsonl`));
  await mkdir(out(`${stem}-2026-03-07.csv`));
  await desk.run(["export", "-o", `out/full-${stem}-2026-03-08.csv`], { now });
  await desk.run(["export", "-o", `out/${stem}-2026-02-30.csv`], { now });
  await desk.run(["export", "-o", `out/${stem}-2026-03-11.xlsx`], { now });
  await desk.write(`out/${stem}-2026-03-09.csv`, "");
  await desk.write(`out/${stem}-2026-03-09.base.jsonl`, '{"format":1}\n');
  // Saved again as a workbook, which is merged by the base of the CSV.
  await desk.write(`out/${five}.xlsx`, "");
  const before = await files();
  const { code, stderr } = await nightly(desk, "2026-03-10", "--keep", "1");
  expect(code).toBe(0);
  expect(stderr).not.toContain("Removed");
  expect(await files()).toEqual(
    [...before, `${stem}-2026-03-10.csv`, `${stem}-2026-03-10.base.jsonl`].toSorted(),
  );
});

test("what a killed night left is swept by the next one, and nothing else", async () => {
  const { desk, stem, files } = await openSeries();
  const gone = spawnSync("true").pid;
  const draft = (day: string, pid: number, host = hostname()): string =>
    `.${stem}-${day}.${host}.${pid}.tmp`;
  const left = [draft("2026-11-20.csv", gone), draft("2026-11-20.base.jsonl", gone)];
  const others = [
    draft("2026-11-20.csv", process.pid),
    draft("2026-11-20.csv", gone, "elsewhere"),
    draft("2026-11-20.xlsx", gone),
  ];
  for (const name of [...left, ...others]) await desk.write(`out/${name}`, "half");
  expect((await nightly(desk, "2026-11-21")).code).toBe(0);
  const exported = [`${stem}-2026-11-21.base.jsonl`, `${stem}-2026-11-21.csv`];
  expect(await files()).toEqual([...others, ...exported].toSorted());
});

test("an export that fails, or lacks ids, removes nothing", async () => {
  const { desk, files } = await openSeries();
  await nightly(desk, "2026-03-01");
  const before = await files();
  await desk.write("ids.txt", "12345\n");
  const lacking = await nightly(desk, "2026-03-02", "--ids", "ids.txt", "--keep", "1");
  expect(lacking.code).toBe(1);
  expect(lacking.stderr).toContain("Removed no older export");
  const failed = await desk.run(["export", "-o", "out/{shop}-{date}.csv", "--keep", "1"], {
    now: at("2026-03-03T02:00:00Z"),
    env: { SHOPIFY_ACCESS_TOKEN: "wrong" },
  });
  expect(failed.code).toBe(3);
  expect(await files()).toEqual(expect.arrayContaining(before));
});
