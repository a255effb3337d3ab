// What the shop says of itself, the same by REST and by GraphQL.

export const shopFacts = {
  id: "58210451619",
  name: "King Street Goods",
  email: "shop@example.com",
  domain: "sandbox.example.com",
  myshopifyDomain: "sandbox.myshopify.com",
  countryCode: "CA",
  currency: "CAD",
  // A zone without daylight saving, as all times of the store have the same offset.
  timezone: "America/Panama",
  plan: "Basic",
  createdAt: "2026-01-01T09:00:00-05:00",
} as const;
