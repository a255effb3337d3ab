// The shop's own data, and the scopes of the caller's token.
import { ok } from "./answer.ts";
import type { Route } from "./call.ts";

export const shopRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^shop\.json$/,
    handle: () =>
      ok({
        shop: {
          id: 58_210_451_619,
          name: "King Street Goods",
          email: "shop@example.com",
          domain: "sandbox.example.com",
          myshopify_domain: "sandbox.myshopify.com",
          country_code: "CA",
          currency: "CAD",
          iana_timezone: "America/Toronto",
          timezone: "(GMT-05:00) America/Toronto",
          plan_name: "basic",
          plan_display_name: "Basic",
          created_at: "2026-01-01T09:00:00-05:00",
          updated_at: "2026-01-01T09:00:00-05:00",
        },
      }),
  },
  {
    method: "GET",
    path: /^\/admin\/oauth\/access_scopes\.json$/,
    handle: (_call, { scopes }) => ok({ access_scopes: scopes.map((handle) => ({ handle })) }),
  },
];
