// A shop as the program reads it, and the lists behind it, without a command.
import { onTestFinished } from "vitest";
import { Http } from "../../src/shop/http/http.ts";
import { Lists } from "../../src/shop/rest/lists.ts";
import { restShop } from "../../src/shop/rest/rest.ts";
import { StoreLists } from "../../src/shop/rest/store.ts";
import { Sender } from "../../src/shop/sender.ts";
import type { Shop } from "../../src/shop/shop.ts";
import { leapingClock } from "../support/leaping-clock.ts";
import { type Site, transportOptions } from "../support/transport-options.ts";

export function askShop({ origin, token }: Site): Shop {
  const shop = restShop(transportOptions({ origin, token }));
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
