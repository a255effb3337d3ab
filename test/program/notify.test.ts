// --notify: whatever a command's end is, one notice of it arrives, with nothing secret in it; and no receiver's trouble
// changes what the command ends with.
import { expect, test } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import { openElsewhere } from "../support/servers/elsewhere.ts";
import { openReceiver, type Receiver } from "../support/servers/receiver.ts";
import { openSandbox, puts } from "../support/shops.ts";

const token = "shpat_0123456789abcdef0123456789abcdef";
const secrets = /SECRET|HUSH|shpat_|customers/;

interface Scene {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly receiver: Receiver;
  readonly run: (...args: readonly string[]) => Promise<Ended>;
}

async function open(options: SandboxOptions = {}, receiving?: Receiver): Promise<Scene> {
  const sandbox = await openSandbox({ items: 6, token, ...options });
  const desk = await openDesk(sandbox);
  const receiver = receiving ?? (await openReceiver());
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n}.77\n`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  const run: Scene["run"] = async (...args) => {
    const ended = await desk.run([...args, "--notify", receiver.url]);
    expect(ended.stdout + ended.stderr).not.toMatch(/SECRET|HUSH/);
    expect(receiver.bodies.join()).not.toMatch(secrets);
    return ended;
  };
  return { sandbox, desk, receiver, run };
}

test("a run that went well is told in one line for people and in counts for programs", async () => {
  const { desk, receiver, run } = await open();
  expect((await run("import", "sheet.csv", "--yes", "--allow-held")).code).toBe(0);
  const [folder = ""] = await desk.runs();
  expect(receiver.notices).toHaveLength(1);
  expect(receiver.headers[0]?.["content-type"]).toBe("application/json");
  expect(receiver.notices[0]).toMatchObject({
    command: "import",
    shop: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    folder,
    exit_code: 0,
    means: expect.stringContaining("every row is as the sheet wants it"),
    counts: { rows: 6, outcomes: { updated: 6 } },
  });
  const text = receiver.notices[0]?.text ?? "";
  expect(text).toMatch(
    /^inventory-csv import for 127\S+: 6 rows: 6 updated · exit code 0, .* s · run /,
  );
  expect(text).not.toContain("\n");
  const files = JSON.stringify(receiver.notices);
  expect(files).not.toContain(desk.folder);
  expect(files).not.toContain("sheet.csv");
});

test("rows that failed, a refusal, a wrong sheet and a stop are told with their exit codes", async () => {
  const { sandbox, desk, receiver, run } = await open();
  const last = (): unknown => receiver.notices.at(-1);
  expect((await run("plan", "sheet.csv")).code).toBe(0);
  expect(last()).toMatchObject({ command: "plan", exit_code: 0, counts: { rows: 6 } });
  expect((await run("import", "sheet.csv", "--allow-held")).code).toBe(4);
  expect(last()).toMatchObject({ exit_code: 4, counts: { decisions: { change: 6 } }, requests: 1 });
  expect((await run("import", "customers.csv", "--yes")).code).toBe(2);
  expect(last()).toMatchObject({ exit_code: 2, folder: null, counts: null });
  expect((await run("import", "sheet.csv", "--max-changes", "x")).code).toBe(2);
  expect(last()).toMatchObject({ exit_code: 2, shop: null });
  sandbox.addFault({
    method: "PUT",
    nth: 1,
    times: 9,
    when: "before",
    effect: { status: 422, body: { errors: `no ${token}` } },
  });
  expect((await run("import", "sheet.csv", "--yes", "--allow-held")).code).toBe(1);
  expect(last()).toMatchObject({
    exit_code: 1,
    counts: { outcomes: { failed: 6 }, needs_attention: 6 },
  });
  sandbox.revoke(token);
  expect((await run("export", "-o", "items.csv")).code).toBe(3);
  expect(last()).toMatchObject({ command: "export", exit_code: 3, requests: 1 });
  expect((await run("apply", `runs/${(await desk.runs())[0]}`, "--yes")).code).toBe(3);
  expect(last()).toMatchObject({ command: "apply", folder: (await desk.runs())[0] });
  expect((await run("doctor")).code).toBe(1);
  expect(last()).toMatchObject({ command: "doctor", counts: { fails: 1 } });
  expect(receiver.notices.at(-1)?.text).toContain("fails: credentials");
  expect(receiver.notices).toHaveLength(8);
});

test("a shop that another run holds, and a signal before a shop is asked, are told", async () => {
  const { desk, receiver, run } = await open();
  const holder = desk.start(["import", "-", "--yes"], { open: true });
  await expect.poll(() => desk.runs()).toHaveLength(1);
  expect((await run("import", "sheet.csv", "--yes", "--allow-held")).code).toBe(5);
  expect(receiver.notices.at(-1)).toMatchObject({ exit_code: 5, folder: null, requests: 0 });
  holder.send("SIGTERM");
  await holder.ended;
  const args = ["export", "--ids", "-", "--log", "json", "--notify", receiver.url];
  const waiting = desk.start(args, { open: true });
  await waiting.heard(/"event":"start"/, "stderr");
  waiting.send("SIGINT");
  expect((await waiting.ended).code).toBe(130);
  expect(receiver.notices.at(-1)).toMatchObject({ command: "export", exit_code: 130 });
  expect(receiver.notices).toHaveLength(2);
});

test("SIGTERM in the middle of an import, and a fault of the program, are told too", async () => {
  const { sandbox, desk, receiver } = await open({ latency: { from: 100, to: 200 }, items: 60 });
  const args = ["import", "sheet.csv", "--yes", "--allow-held", "--notify", receiver.url];
  const started = desk.start(args);
  await expect.poll(() => puts(sandbox)).toBeGreaterThanOrEqual(5);
  started.send("SIGTERM");
  expect((await started.ended).code).toBe(143);
  expect(receiver.notices).toMatchObject([
    { exit_code: 143, means: expect.stringContaining("SIGTERM") },
  ]);
  expect(receiver.notices[0]?.counts).toMatchObject({ outcomes: { conflict: 0 } });

  const runs = (await desk.runs()).length;
  const broken = desk.start(["import", "-", "--yes", "--notify", receiver.url], { open: true });
  await expect.poll(() => desk.runs()).toHaveLength(runs + 1);
  broken.send(new Error("boo"));
  expect((await broken.ended).code).toBe(70);
  expect(receiver.notices.at(-1)).toMatchObject({ exit_code: 70 });
});

test.for<[name: string, answer: Parameters<typeof openReceiver>[0], said: string]>([
  ["refuses", (response) => void response.writeHead(404).end("SECRET"), "it answered 404"],
  ["breaks off", (response) => void response.destroy(), "other side closed"],
  ["never ends its answer", (response) => void response.writeHead(200).write("o"), ""],
])("a receiver that %s changes nothing but a warning", async ([, answer, said]) => {
  const { run } = await open({}, await openReceiver(answer));
  const { code, stderr } = await run("export", "-o", "items.csv", "--quiet", "--log", "json");
  expect(code).toBe(0);
  const events = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { event: string; msg: string });
  const names = ["start", ...(said === "" ? [] : ["notify"]), "end"];
  expect(events.map(({ event }) => event)).toEqual(names);
  if (said !== "") expect(events[1]?.msg).toMatch(/^Cannot notify http:\/\/127\.0\.0\.1:\d+: /);
  expect(events[1]?.msg).toContain(said);
});

test("a redirect of the receiver is not followed, and one that is down is warned of", async () => {
  const elsewhere = await openElsewhere();
  const redirecting = await openReceiver(
    (response) => void response.writeHead(307, { location: elsewhere.url }).end(),
  );
  const { desk, run } = await open({}, redirecting);
  const ended = await run("export", "-o", "items.csv");
  expect(ended.code).toBe(0);
  expect(ended.stderr).toContain("it answered 307, and redirects are not followed");
  elsewhere.close();
  expect(elsewhere.seen).toEqual([]);
  const env = { INVENTORY_CSV_NOTIFY: "http://127.0.0.1:1/SECRET" };
  const down = await desk.run(["export", "-o", "items.csv", "--verbose"], { env });
  expect(down.code).toBe(0);
  expect(down.stderr).toContain("Cannot notify http://127.0.0.1:1: connect ECONNREFUSED");
  expect(down.stderr).not.toContain("SECRET");
});

test("the address comes from the environment or an env file too, and the flag goes first", async () => {
  const { desk, receiver } = await open();
  const other = await openReceiver();
  const env = { INVENTORY_CSV_NOTIFY: receiver.url };
  expect((await desk.run(["export", "-o", "a.csv"], { env })).code).toBe(0);
  await desk.write(".env", `INVENTORY_CSV_NOTIFY="${receiver.url}"\n`);
  expect((await desk.run(["export", "-o", "b.csv", "--settings-file", ".env"])).code).toBe(0);
  expect((await desk.run(["export", "-o", "c.csv", "--notify", other.url], { env })).code).toBe(0);
  expect((await desk.run(["--version"], { env })).code).toBe(0);
  expect([receiver.notices.length, other.notices.length]).toEqual([2, 1]);
});

test("a settings file that is missing is a 2, with its reason on standard error, and a notice", async () => {
  const { sandbox, desk, receiver, run } = await open();
  const ended = await run("export", "--settings-file", "missing.env", "-o", "items.csv");
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(
    'Cannot read --settings-file "missing.env": no such file or directory (ENOENT)',
  );
  expect(receiver.notices).toMatchObject([{ command: "export", exit_code: 2 }]);
  // The former name works for whoever has it in a job.
  await desk.write("shop.env", `SHOPIFY_SHOP=${sandbox.origin}\n`);
  expect((await run("export", "--env-file", "shop.env", "-o", "items.csv")).code).toBe(0);
});

test("an address that none may be sent to is refused before anything is sent, and not shown", async () => {
  const { sandbox, desk } = await open();
  for (const [address, said] of [
    ["hooks.example/SECRET", "it is not a URL"],
    ["", "it is not a URL"],
    ["http://hooks.example.com/SECRET", "with http anybody on the network could read it"],
    ["ftp://127.0.0.1/SECRET", "it begins with ftp:"],
    ["https://me:SECRET@hooks.example.com/", "it has a user name or a password"],
    ["file:///SECRET", "it begins with file:"],
  ] as const) {
    const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes", "--notify", address]);
    expect(code).toBe(2);
    expect(stderr).toContain(`Cannot use the address in --notify: ${said}`);
    expect(stderr).not.toContain("SECRET");
  }
  expect(sandbox.requests).toEqual([]);
  expect(await desk.runs()).toEqual([]);
});
