// How a command that stops says why: the cause as a word, the last message, one next step, and the shop in every line.
import { expect, test } from "vitest";
import { endingBy, Reason } from "../../src/cause.ts";
import { ExitError } from "../../src/exit-code.ts";
import { connectionFault } from "../../src/shop/answer.ts";
import { ShopError } from "../../src/shop/shop-error.ts";
import { openDesk } from "../support/command.ts";
import { openReceiver } from "../support/servers/receiver.ts";
import { openSandbox } from "../support/shops.ts";

const full = Object.assign(
  new Error("ENOSPC: no space left on device, write 'runs/a/plan.jsonl'"),
  {
    code: "ENOSPC",
    syscall: "write",
  },
);

test.each<[name: string, error: unknown, cause: string | null, message: string | null]>([
  ["a full disk", full, "disk", "no space left on device (ENOSPC)"],
  [
    "an error that it caused",
    new ExitError(3, "x", full),
    "disk",
    "no space left on device (ENOSPC)",
  ],
  ["a limit of a plan", new ExitError(4, "x", new Reason("7 of 9", "limit")), "limit", "7 of 9"],
  ["a wrong use", new ExitError(2, "no customers.csv"), null, null],
  ["a bug", new TypeError("boo"), null, null],
])("%s has its cause, and a message without a path", (_, error, cause, message) => {
  expect(endingBy(error)).toEqual({ cause, message });
});

test("a limit of memory or files is not blamed on the shop, and a write that may have left is looked at", () => {
  const request = "GET /x";
  const wasm = new RangeError("WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory");
  const buffer = new RangeError("Array buffer allocation failed");
  const files = Object.assign(new Error("connect EMFILE"), { code: "EMFILE", syscall: "connect" });
  for (const error of [wasm, buffer, files]) {
    const { kind, ...fault } = connectionFault(error);
    expect(kind).toBe("stop");
    const { cause, message } = endingBy(new ShopError({ kind, ...fault, request }));
    expect(cause).toBeNull();
    expect(message).toMatch(/^met a limit of this process: .*; give it more memory or files/);
  }
  expect(connectionFault(wasm, true).kind).toBe("stop");
  expect(connectionFault(buffer, true).kind).toBe("fault");
});

test("each cause of a stop is in the notice, the log and their text, and only that one", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const receiver = await openReceiver();
  const flags = ["--give-up-after", "1s", "--log", "json", "--notify", receiver.url];
  const cases: readonly [status: number, cause: string | null, message: RegExp][] = [
    [401, "credentials", /^answered 401: .*; check that SHOPIFY_ACCESS_TOKEN/],
    [403, "credentials", /^answered 403: /],
    [402, "locked", /frozen/],
    [423, "locked", /Shopify has locked this shop/],
    [430, "limit", /^answered 430: /],
    [429, "limit", /^the shop asks for a pause of 24 h 0 min/],
    [302, null, /^answered 302: a redirect/],
  ];
  const stop = async ([status, cause, message]: (typeof cases)[number]): Promise<void> => {
    const headers = { "Retry-After": "86400", location: "https://other.example/" };
    const effect = { status, headers: status === 429 || status === 302 ? headers : {} };
    sandbox.addFault({
      path: /locations/,
      nth: 1,
      times: status === 503 ? 99 : 1,
      when: "before",
      effect,
    });
    const { code, stderr } = await desk.run(["export", "-o", "items.csv", ...flags]);
    expect([status, code]).toEqual([status, 3]);
    const notice = receiver.notices.at(-1);
    expect(notice).toMatchObject({ cause, message: expect.stringMatching(message) });
    expect(notice?.text).toContain(notice?.message);
    expect(notice?.text).not.toMatch(/doctor|apply|outage or disk/);
    const events = stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(events.at(-1)).toMatchObject({ event: "end", cause, message: notice?.message });
    // The shop is known from the second event on.
    for (const event of events.slice(1)) expect(event).toHaveProperty("shop", notice?.shop);
  };
  for (const each of cases) await stop(each);
  const gone = await desk.run(["export", ...flags, "--shop", "http://127.0.0.1:1"]);
  expect(gone.code).toBe(3);
  expect(receiver.notices.at(-1)).toMatchObject({ cause: "outage" });
  // Not even root may write there.
  const readOnly = await desk.run(["export", "-o", "/sys/items.csv", ...flags]);
  expect(readOnly.code).toBe(3);
  expect(readOnly.stderr).toMatch(
    /Cannot write \\"\/sys\/items\.csv\\": [a-z ]+ \(E[A-Z]+\); give/,
  );
  expect(receiver.notices.at(-1)).toMatchObject({ cause: "disk" });
  expect(receiver.notices.at(-1)?.text).not.toContain("/sys");
  await desk.run(["export", "-o", "items.csv", ...flags]);
  expect(receiver.notices.at(-1)).toMatchObject({ exit_code: 0, cause: null, message: null });
  expect(receiver.notices.at(-1)?.text).not.toMatch(/doctor|sheet wants/);
  await stop([503, "outage", /^the shop kept failing for 1 s \(last error: answered 503: /]);
});

test("a stop in the middle of an import has one next step, and no text of the sheet leaves", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const receiver = await openReceiver();
  const [first, ...others] = sandbox.ids();
  await desk.write(
    "sheet.csv",
    `id,sku\n${[first, ...others].map((id) => `${id},HUSH-${id}`).join("\n")}\n`,
  );
  const effect = { status: 423, body: { errors: `HUSH-${first} is locked` } };
  sandbox.addFault({ method: "PUT", nth: 2, times: 9, when: "before", effect });
  const args = ["import", "sheet.csv", "--yes", "--notify", receiver.url];
  const { code, stdout, stderr } = await desk.run(args);
  expect(code).toBe(3);
  expect(`${stdout}${stderr}`.match(/inventory-csv [a-z]+ /g)).toEqual(["inventory-csv apply "]);
  expect(stdout).toMatch(/^127\.0\.0\.1:\d+: 3 rows: .*\nResults: .*\nPage: .*\n$/m);
  expect(receiver.notices[0]).toMatchObject({
    cause: "locked",
    message: expect.stringMatching(/^answered 423; Shopify has locked this shop/),
    means: "stopped early: the shop is locked; apply continues the run",
  });
  expect(receiver.bodies.join()).not.toContain("HUSH-");
  const limits = ["--max-changes", "1", "--notify", receiver.url];
  expect((await desk.run(["import", "sheet.csv", "--yes", ...limits])).code).toBe(4);
  expect(receiver.notices[1]).toMatchObject({
    cause: "limit",
    message: expect.stringContaining("(--max-changes)"),
  });
  expect((await desk.run(["plan", "sheet.csv"])).stdout).toMatch(/^127\.0\.0\.1:\d+: 3 rows: /m);
});
