// The file that the report page saves, as people and spreadsheets bring it back: what is certain is read, everything else
// is refused before anything is sent.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { openChoiceScene } from "./choice-scene.ts";

type Text = (hash: string) => string | Buffer;

const accepted: readonly (readonly [name: string, text: Text, left: number[]])[] = [
  ["as it is saved", (hash) => `plan,line,send\n${hash},3,no\n${hash},4,yes\n`, [3]],
  ["by Excel", (hash) => `\ufeffplan;line;send\r\n${hash};3;NO\r\n${hash};10;Yes\r\n`, [3]],
  [
    "with TRUE and FALSE, in several languages",
    (hash) => `plan,line,send\n${hash},3,FALSE\n${hash},4,WAHR\n${hash},5,FAUX\n`,
    [3, 5],
  ],
  [
    "with blanks and quotes",
    (hash) =>
      `Plan, Line ,SEND\n "${hash}" , 3 ," no "\n`.replaceAll(' "', '"').replaceAll('" ', '"'),
    [3],
  ],
  ["with other columns, in another order", (hash) => `note,send,line,plan\nhm,no,3,${hash}\n`, [3]],
  ["with the same decision twice", (hash) => `plan,line,send\n${hash},3,no\n${hash},3,no\n`, [3]],
  [
    "with a decimal of pandas and capitals",
    (hash) => `plan,line,send\n${hash.toUpperCase()},3.0,no\n`,
    [3],
  ],
  ["in UTF-16", (hash) => Buffer.from(`\ufeffplan\tline\tsend\n${hash}\t3\tno\n`, "utf16le"), [3]],
  ["with empty rows", (hash) => `plan,line,send\n,,\n${hash},3,no\n\n,,\n`, [3]],
];

test.each(accepted)("a decisions file %s is read", async (_, text, left) => {
  const { desk, run, apply, changed } = await openChoiceScene();
  await desk.write("decisions.csv", text(await hashOf(desk, run)));
  const { stderr, code } = await apply("--decisions", "decisions.csv", "--yes");
  expect({ stderr, code, changed: changed() }).toMatchObject({
    code: 1,
    changed: [2, 3, 4, 5, 6, 10].filter((line) => !left.includes(line)),
  });
});

type Scene = Awaited<ReturnType<typeof openChoiceScene>>;

const hashOf = async (desk: Scene["desk"], run: string): Promise<string> =>
  createHash("sha256")
    .update(await desk.read(`${run}/plan.jsonl`))
    .digest("hex");

const refused: readonly (readonly [text: Text, words: RegExp])[] = [
  [
    () => "",
    /Cannot use "decisions\.csv": 1 fault\n {2}there is no decision in it; wanted the columns plan,line,send\nNothing was sent/,
  ],
  [() => "plan,line,send\n", /there is no decision in it/],
  [(hash) => `plan,line\n${hash},3\n`, /line 1: the column "send" is missing/],
  [(hash) => `plan,line,send,send\n${hash},3,no,yes\n`, /the column "send" is there twice/],
  [(hash) => `${hash},3,no\n`, /the column "plan" is missing/],
  [
    () => `plan,line,send\n${"0".repeat(64)},3,no\n`,
    /line 2: plan: the decision is for another plan, or for an earlier one/,
  ],
  [
    (hash) => `plan,line,send\n${hash},3,no\n${"ab".repeat(32)},4,no\n`,
    /line 3: plan: the decision is for another plan/,
  ],
  [
    () => "plan,line,send\n1.23E+45,3,no\n",
    /plan: found "1\.23E\+45", which is what a spreadsheet makes of a long number: open the report/,
  ],
  [() => `plan;line;send\n"4,7E+63";3;no\n`, /a spreadsheet makes of a long number/],
  [(hash) => `plan,line,send\n${hash.slice(0, 60)},3,no\n`, /wanted 64 digits and letters/],
  [(hash) => `plan,line,send\n${hash},3,no\n,4,no\n`, /line 3: plan: found \(empty\)/],
  [(hash) => `plan,line,send\n${hash},x,no\n`, /line 2: line: found "x"; wanted the line of a row/],
  [
    (hash) => `plan,line,send\n${hash},-3,no\n${hash},"3,5",no\n${hash},3E+1,no\n${hash},,no\n`,
    /4 faults/,
  ],
  [(hash) => `plan,line,send\n${hash},3,maybe\n`, /line 2: send: found "maybe"; wanted yes or no/],
  [
    (hash) => `plan,line,send\n${hash},3,\n${hash},4,1\n${hash},5,y\n${hash},6,0\n`,
    /send: found \(empty\); wanted yes or no[^]*found "1"[^]*found "y"/,
  ],
  [(hash) => `plan,line,send\n${hash},3,no\n${hash},3,yes\n`, /line 3: row 3 is decided twice/],
  [
    (hash) => `plan,line,send\n${hash},99,no\n`,
    /Cannot choose rows of "runs\/\S+": line 99 is not in the plan\. Nothing was sent/,
  ],
  [(hash) => `plan,line,send\n${hash},1,no\n`, /line 1 is not in the plan/],
  [(hash) => `plan,line,send\n${hash},8,yes\n`, /line 8 cannot be chosen: it is unchanged/],
  [(hash) => `plan,line,send\n${hash},9,yes\n`, /line 9 cannot be chosen: it is invalid/],
  [() => "\u0000\u0001", /Cannot use "decisions\.csv"/],
  [(hash) => `plan,line,send\n"${hash},3,no\n`, /Cannot use "decisions\.csv"/],
];

test("what is not certain is refused whole, and nothing is sent or kept", async () => {
  const { desk, run, shop, apply } = await openChoiceScene();
  const hash = await hashOf(desk, run);
  const sent = shop.requests.length;
  for (const [text, words] of refused) {
    await desk.write("decisions.csv", text(hash));
    const { code, stderr } = await apply("--decisions", "decisions.csv", "--yes");
    expect({ file: text(hash), code, stderr }).toEqual({
      file: text(hash),
      code: 2,
      stderr: expect.stringMatching(words),
    });
  }
  expect(shop.requests).toHaveLength(sent);
  await expect(desk.read(`${run}/journal.jsonl`)).rejects.toThrow("ENOENT");
});

test("a yes does not bring back what was left out earlier, and a conflict cannot be released", async () => {
  const { desk, run, shop, apply, idIn, changed } = await openChoiceScene();
  const hash = await hashOf(desk, run);
  await apply("--except", "3", "--rows", "2", "--yes");
  await desk.write("decisions.csv", `plan,line,send\n${hash},3,yes\n`);
  const { code, stderr } = await apply("--decisions", "decisions.csv", "--yes");
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("line 3 was left out earlier; to send it, name it with --rows 3"),
  ]);
  expect(changed()).toEqual([2]);

  await desk.write(
    "conflict.csv",
    `id,cost,updated_at\n${idIn(3)},11.00,2020-01-01T00:00:00Z\n${idIn(4)},11.00,\n`,
  );
  await desk.run(["plan", "conflict.csv"]);
  const other = `runs/${(await desk.runs())[1]}`;
  await desk.write("decisions.csv", `plan,line,send\n${await hashOf(desk, other)},2,yes\n`);
  const sent = shop.requests.length;
  const conflict = await desk.run(["apply", other, "--yes", "--decisions", "decisions.csv"]);
  expect([conflict.code, conflict.stderr]).toEqual([
    2,
    expect.stringContaining(
      "line 2 cannot be chosen: it is in conflict with the shop; plan the sheet again",
    ),
  ]);
  expect(shop.requests).toHaveLength(sent);
});

test("a released row of a sheet that is matched by SKU is sent only while its item has that SKU", async () => {
  const { desk, shop, idIn } = await openChoiceScene();
  await desk.write("skus.csv", "sku,cost\nSKU-0,500.00\nSKU-1,600.00\n");
  await desk.run(["plan", "skus.csv"]);
  const run = `runs/${(await desk.runs())[1]}`;
  Object.assign(shop.items.get(idIn(3)) ?? {}, { sku: "OTHER" });
  const { code } = await desk.run(["apply", run, "--yes", "--rows", "2-3", "--allow-held"]);
  expect(code).toBe(1);
  const rows = await desk.rows(`${run}/results.csv`);
  expect(rows.map(({ result_status }) => result_status)).toEqual(["updated", "conflict"]);
});
