// Found by attack: servers that lie, disks that are full, files that change, readers that leave.
import { leapingClock } from "../support/leaping-clock.ts";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox, puts } from "../support/shops.ts";

const token = "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";

test("a PUT that fails for ever is repeated at growing distances, and then failed", async () => {
  const [item] = foreignItems(1);
  const shop = await openForeignShop(item === undefined ? [] : [item], ({ method }) =>
    method === "PUT"
      ? { status: 500, body: { errors: "An unexpected error occurred" } }
      : undefined,
  );
  const desk = await openDesk(shop);
  await desk.write("sheet.csv", `id,cost\n${item?.id},9\n`);
  const waits: number[] = [];
  const clock = leapingClock((milliseconds) => void waits.push(milliseconds));
  const { code } = await desk.run(["import", "sheet.csv", "--yes", "--allow-held"], { clock });
  expect(code).toBe(1);
  expect(puts(shop)).toBe(5);
  // One before each reading of what became of the item.
  expect(waits).toHaveLength(5);
  for (const [n, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(250 * 2 ** n);
    expect(wait).toBeLessThanOrEqual(500 * 2 ** n);
  }
  const [result] = await desk.rows(`runs/${(await desk.runs())[0]}/results.csv`);
  expect(result).toMatchObject({ result_status: "failed", result_attempts: "5" });
});

test("a list that is no list is asked for again, and named with its request id", async () => {
  let lists = 0;
  const shop = await openForeignShop(3, ({ url }) => {
    if (!url.includes("inventory_items.json")) return undefined;
    lists += 1;
    const body = { inventory_items: [{ id: 1, tracked: null }] };
    return { status: 200, headers: { "x-request-id": `r-${lists}` }, body };
  });
  const desk = await openDesk(shop);
  const { code, stderr } = await desk.run(["export", "--ids", "-"], { input: "44000000000001\n" });
  expect(code).toBe(3);
  expect(lists).toBe(5);
  expect(stderr).toMatch(
    /answered 200 with unexpected content: inventory_items\.0\.\w+: .*\(request id r-5\)/,
  );
});

test("a PUT that answers with another item is read back, and true all the same", async () => {
  const items = foreignItems(2);
  let first = true;
  const shop = await openForeignShop(items, ({ method }) => {
    if (method !== "PUT" || !first) return undefined;
    first = false;
    return { status: 200, body: { inventory_item: items[1] } };
  });
  const desk = await openDesk(shop);
  await desk.write("sheet.csv", `id,cost\n${items[0]?.id},9\n`);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(0);
  expect(shop.items.get(items[0]?.id ?? "")?.["cost"]).toBe("9.00");
});

test("an outage half-way ends in exit code 3, tells how to carry on, and counts what the shop has seen", async () => {
  const sandbox = await openSandbox({ items: 30 });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  await desk.write("sheet.csv", `id,cost\n${ids.map((id) => `${id},7.77`).join("\n")}\n`);
  const args = ["import", "sheet.csv", "--yes", "--allow-held", "--give-up-after", "2s"];
  const started = desk.start(args);
  sandbox.addFault({ method: "PUT", nth: 6, when: "before", effect: "reset" });
  await expect.poll(() => puts(sandbox), { interval: 2 }).toBeGreaterThanOrEqual(6);
  await sandbox.close();
  const { code, stderr } = await started.ended;
  expect(code).toBe(3);
  expect(stderr).toContain("To continue: inventory-csv apply");
  const summary = JSON.parse(await desk.read(`runs/${(await desk.runs())[0]}/summary.json`));
  const seen = puts(sandbox);
  // A PUT that reached a closing shop may not have been noted by it.
  expect(Math.abs(summary.attempts - seen)).toBeLessThanOrEqual(16);
  expect(summary.attempts).toBeLessThan(40);
});

test("a sheet that was changed in its run since the plan is not applied", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  await desk.write("sheet.csv", `id,cost\n${ids.map((id) => `${id},7`).join("\n")}\n`);
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const run = `runs/${(await desk.runs())[0]}`;
  await desk.write(
    `${run}/sheet.csv`,
    `id,cost\n${ids
      .toReversed()
      .map((id) => `${id},7`)
      .join("\n")}\n`,
  );
  const { code, stderr } = await desk.run(["apply", run, "--yes"]);
  expect(code).toBe(2);
  expect(stderr).toContain("its sheet.csv was changed after it was planned");
  expect(sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
});

test.for(["sandbox ", "Sandbox", "SANDBOX"])(
  "--shop %j is the sandbox, and no shop of that name",
  async (shop) => {
    const desk = await openDesk();
    const env = { SHOPIFY_ACCESS_TOKEN: token };
    const { code, stdout } = await desk.run(["export", "--shop", shop], { env });
    expect(code).toBe(0);
    expect(stdout).toContain("TEA-GREEN-50");
  },
);

test("a shop without a single item does not replace yesterday's export", async () => {
  const sandbox = await openSandbox({ items: 0 });
  const desk = await openDesk(sandbox);
  await desk.write("items.csv", "yesterday");
  const { code, stderr } = await desk.run(["export", "-o", "items.csv"]);
  expect(code).toBe(1);
  expect(stderr).toContain("The shop shows no item at any location; nothing was written");
  expect(await desk.read("items.csv")).toBe("yesterday");
  const empty = await desk.run(["export", "--ids", "-"], { input: "\n" });
  expect(empty.code).toBe(2);
  expect(empty.stderr).toContain("there is no id in it");
});

test("an export keeps the mode of the file that it replaces", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  await desk.write("items.csv", "");
  await chmod(join(desk.folder, "items.csv"), 0o600);
  await desk.run(["export", "-o", "items.csv"]);
  expect((await stat(join(desk.folder, "items.csv"))).mode & 0o777).toBe(0o600);
});

test("ids in a shop's answers are ids, or the answer is refused", async () => {
  const shop = await openForeignShop(3, ({ url }) =>
    url.includes("inventory_levels")
      ? { status: 200, body: { inventory_levels: [{ inventory_item_id: "../products/1" }] } }
      : undefined,
  );
  const { code, stderr } = await (await openDesk(shop)).run(["export"]);
  expect(code).toBe(3);
  expect(stderr).toContain("inventory_levels.0.inventory_item_id: wanted an id");
  expect(shop.requests.some(({ url }) => url.includes("products/1"))).toBe(false);
});

test("pages without end are not followed for ever", async () => {
  let page = 0;
  const items = foreignItems(1);
  const shop = await openForeignShop(items, ({ url }) => {
    if (!url.includes("inventory_items.json")) return undefined;
    page += 1;
    const link = `<http://127.0.0.1/x>; rel="previous", <${url}&page_info=${page}>; rel="next"`;
    return { status: 200, headers: { link }, body: { inventory_items: items } };
  });
  const input = `${items[0]?.id}\n1\n`;
  const { code, stderr } = await (await openDesk(shop)).run(["export", "--ids", "-"], { input });
  expect(code).toBe(3);
  expect(stderr).toContain("a page without new items and a link to another page");
  expect(page).toBe(2);
});

test("an absurd bucket neither floods nor stalls", async () => {
  const input = foreignItems(150)
    .map(({ id }) => id)
    .join("\n");
  for (const limit of ["2000000/40", "0/0", "-3/40", "abc"]) {
    const shop = await openForeignShop(3, ({ url }) =>
      url.includes("inventory_items.json")
        ? {
            status: 200,
            headers: { "x-shopify-shop-api-call-limit": limit },
            body: { inventory_items: [] },
          }
        : undefined,
    );
    const { code, stderr } = await (await openDesk(shop)).run(["export", "--ids", "-"], { input });
    expect(code).toBe(1);
    expect(stderr).not.toContain("Warning");
    expect(shop.requests).toHaveLength(2);
  }
});

test("a reader that leaves does not decide what is sent", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  await desk.write("sheet.csv", `id,cost\n${ids.map((id) => `${id},7.77`).join("\n")}\n`);
  const program = join(import.meta.dirname, "../../dist/jobs/inventory-csv.js");
  const said = execFileSync(
    "bash",
    [
      "-c",
      `"${process.execPath}" "${program}" "$@" | true; echo "\${PIPESTATUS[0]}"`,
      "-",
      "import",
      "sheet.csv",
      "--yes",
    ],
    { cwd: desk.folder, env: { ...process.env, SHOPIFY_SHOP: "sandbox" }, encoding: "utf8" },
  );
  expect(said).toBe("0\n");
  const help = execFileSync(
    "bash",
    ["-c", `"${process.execPath}" "${program}" --help 2>&1 >/dev/full; echo "$?"`],
    { encoding: "utf8" },
  );
  expect(help).not.toContain("at ");
});

test("a signal ends the wait for a sheet that never comes", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const started = desk.startProcess(["import", "-", "--yes"], { open: true });
  await expect.poll(() => desk.runs()).toHaveLength(1);
  started.kill("SIGTERM");
  expect((await started.ended).code).toBe(143);
});

// Only root can make a disk this small.
test.runIf(process.getuid?.() === 0)(
  "a full disk is told of, with what to do, and leaves nothing half-written",
  async () => {
    const sandbox = await openSandbox({ items: 30 });
    const desk = await openDesk(sandbox);
    const disk = join(desk.folder, "disk");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24k", "tmpfs", disk]);
    onTestFinished(() => void execFileSync("umount", [disk]));
    const ids = [...sandbox.ids()];
    await desk.write("sheet.csv", `id,cost\n${ids.map((id) => `${id},7.77`).join("\n")}\n`);
    const { code, stderr } = await desk.run(
      ["import", "sheet.csv", "--yes", "--allow-held", "--runs", "disk"],
      { env: { TMPDIR: desk.folder } },
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/Cannot write the reports into disk\S+: .*ENOSPC/);
    expect(stderr).toMatch(/To continue: inventory-csv apply disk\S+ --yes/);
    const place = /The reports are in (\S+) instead/.exec(stderr)?.[1] ?? "";
    const results = await desk.rows(relative(desk.folder, join(place, "results.csv")));
    expect(results.map((row) => row["id"])).toEqual(ids);
    for (const { id = "", result_status } of results) {
      expect(result_status === "updated").toBe(sandbox.item(id)?.cost === "7.77");
    }
    const exported = await desk.run(["export", "-o", "disk/items.csv"]);
    expect(exported.code).toBe(3);
    expect(exported.stderr).toContain(
      'Cannot write "disk/items.csv": no space left on device (ENOSPC); make room there',
    );
    const left = (await readdir(disk, { recursive: true })).filter((name) => name.includes(".tmp"));
    expect(left).toEqual([]);
  },
);
