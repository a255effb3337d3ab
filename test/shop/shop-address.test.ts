// How a shop is named on the command line: what is refused, what a message shows of it, and where localhost is.
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { addressOf } from "../../src/shop/address.ts";
import { lookup } from "../../src/shop/http/lookup.ts";
import { openDesk } from "../support/command.ts";

const env = { SHOPIFY_ACCESS_TOKEN: "shpat_x" };

test.each([
  "https://user:hunter2secret@acme.myshopify.com",
  "https://user:hunter2/secret@acme.myshopify.com",
  "https://user:hunter2@secret@acme.myshopify.com",
  "https://user:hunter2/se@secret@acme.myshopify.com/x",
  "https://user:hunter2?secret@acme.myshopify.com",
  "https://user:hunter2#secret@acme.myshopify.com",
  "https://user:hunter2\nsecret@acme.myshopify.com",
  "user:hunter2/secret@acme.myshopify.com",
  "//user:hunter2/secret@acme.myshopify.com",
  "HTTPS:\\\\user:hunter2\\secret@acme.myshopify.com",
  "https://acme.example.com/?password=hunter2secret",
  "https://acme.example.com/#hunter2secret",
])("no message shows a part of the password in --shop, case %#", async (shop) => {
  for (const command of ["export", "doctor"]) {
    const { code, stdout, stderr } = await (
      await openDesk()
    ).run([command, "--shop", shop], { env });
    expect(code).toBe(command === "doctor" ? 1 : 2);
    expect(stdout + stderr).toContain("the shop is ");
    expect(stdout + stderr).not.toMatch(/hunter2|secret|user/);
  }
});

test.each([
  "\u0430cme", // Cyrillic
  "https://\u0430cme.myshopify.com",
  "https://admin.shopify.com/store/\u0430cme",
  "bac\u212a", // the sign of kelvin
  "\uff41cme.myshopify.com",
  "https://\uff41cme.myshopify.com",
  "http://\uff11\uff12\uff17.0.0.1",
  "http://\u24e4localhost:80",
  "gr\u00f6\u00dfe",
])("%j with letters other than ASCII is no address", (text) => {
  expect(addressOf(text)).toBeUndefined();
});

test.each([
  ["\u0430cme", '"\\u0430cme"'],
  ["https://\u0430cme.myshopify.com", '"https://\\u0430cme.myshopify.com"'],
  ["größe", '"größe"'],
  ["bac\u212a", '"bac\u212a"'],
])("a shop with other letters than ASCII is refused plainly: %s", async (shop, shown) => {
  const { code, stderr } = await (await openDesk()).run(["export", "--shop", shop], { env });
  expect(code).toBe(2);
  expect(stderr).toContain(
    `the shop is ${shown}; wanted only the letters a to z, digits and hyphens in its name`,
  );
});

const find = promisify(
  lookup as (
    name: string,
    options: object,
    done: (error: Error | null, found: unknown) => void,
  ) => void,
);

test("localhost is this machine, and other names are looked up", async () => {
  expect(await find("localhost", { all: true })).toEqual([
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ]);
  expect(await find("LOCALHOST", {})).toBe("127.0.0.1");
  expect(await find("localhost", { family: 6 })).toBe("::1");
  expect(await find("127.0.0.2", {})).toBe("127.0.0.2");
});
