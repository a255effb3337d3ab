// The shop's own data, and the scopes of the caller's token.
import { ok } from "../answer.ts";
import type { Route } from "../call.ts";
import { shopFacts } from "../store/shop-facts.ts";

export const shopRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^shop\.json$/,
    handle: () =>
      ok({
        shop: {
          id: Number(shopFacts.id),
          name: shopFacts.name,
          email: shopFacts.email,
          domain: shopFacts.domain,
          myshopify_domain: shopFacts.myshopifyDomain,
          country_code: shopFacts.countryCode,
          currency: shopFacts.currency,
          iana_timezone: shopFacts.timezone,
          timezone: `(GMT-05:00) ${shopFacts.timezone}`,
          plan_name: shopFacts.plan.toLowerCase(),
          plan_display_name: shopFacts.plan,
          created_at: shopFacts.createdAt,
          updated_at: shopFacts.createdAt,
        },
      }),
  },
  {
    method: "GET",
    path: /^\/admin\/oauth\/access_scopes\.json$/,
    handle: (_call, { scopes }) => ok({ access_scopes: scopes.map((handle) => ({ handle })) }),
  },
];
