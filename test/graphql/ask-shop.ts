// A shop as the program reads it, and the lists behind it, without a command.
import { leapingClock } from "../support/leaping-clock.ts";
import { onTestFinished } from "vitest";
import { Http } from "../../src/shop/http/http.ts";
import { Lists } from "../../src/shop/rest/lists.ts";
import { restShop } from "../../src/shop/rest/rest.ts";
import { StoreLists } from "../../src/shop/rest/store.ts";
import { Sender } from "../../src/shop/sender.ts";
import type { Shop } from "../../src/shop/shop.ts";

interface Site {
  readonly origin: string;
  readonly token: string;
}

export function askShop({ origin, token }: Site): Shop {
  const address = { name: "test", origin };
  const shop = restShop({
    address,
    credentials: { token },
    version: "2026-01",
    clock: leapingClock(),
  });
  onTestFinished(() => shop.close());
  return shop;
}

/** What REST lists of a whole store. */
export function storeLists({ origin, token }: Site): StoreLists {
  const http = new Http(origin, { token }, { clock: leapingClock() });
  const nothing = (): void => undefined;
  const sender = new Sender(http, {
    share: 1,
    patience: 900,
    onAttempt: nothing,
    onOutage: nothing,
  });
  onTestFinished(() => http.close());
  const lists = new Lists(sender, { name: "test", origin }, (text) => http.clean(text));
  return new StoreLists(lists, "/admin/api/2026-01");
}
