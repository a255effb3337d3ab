// Planted bugs of the shop through GraphQL.
import { mutant, type Mutant } from "./mutant.ts";

export const byGraphql: readonly Mutant[] = [
  mutant(
    "a mutation whose answer was lost sent again unseen",
    [
      "src/shop/graphql/client.ts",
      "this.#send(request, { changes: true,",
      "this.#send(request, { changes: false,",
    ],
    ["test/graphql/answers.test.ts", "never, after it was made"],
  ),
  mutant(
    "a stale row that leaves with others",
    [
      "src/shop/graphql/update/update-job.ts",
      "else if (row.mayLeave()) {",
      "else if (row.mayLeave() || true) {",
    ],
    ["test/graphql/shop.test.ts", "rows of one product leave together"],
  ),
  mutant(
    "an error of a batch given to another row",
    [
      "src/shop/graphql/update/updates.ts",
      "variantIn(error) === at)",
      "variantIn(error) === at + 1)",
    ],
    ["test/graphql/shop.test.ts", "rows of one product leave together"],
  ),
  mutant(
    "an answer about another item believed",
    [
      "src/shop/graphql/update/updates.ts",
      'if (idIn("InventoryItem", echo.id) !== row.id)',
      'if (idIn("InventoryItem", echo.id) === undefined)',
    ],
    ["test/graphql/batches.test.ts", "matched by variant and checked by item"],
  ),
  mutant(
    "a batch with a country that makes it invalid",
    [
      "src/shop/graphql/update/update-row.ts",
      'if (typeof origin === "string" && !isCountryOfShopify(origin)) return undefined;',
      'if (typeof origin === "string" && !isCountryOfShopify(origin)) return known?.owner;',
    ],
    ["test/graphql/batches.test.ts", "an origin that Shopify does not have"],
  ),
  mutant(
    "a pace of points that forgets what is under way",
    [
      "src/shop/graphql/points.ts",
      "(this.#level + this.#held + points - usable)",
      "(this.#level + points - usable)",
    ],
    ["test/graphql/pace-simulated.test.ts", "is never throttled"],
  ),
  mutant(
    "THROTTLED counted as a failure",
    ["src/shop/sender.ts", "tries = Math.max(0, tries - 1);", "tries = Math.max(0, tries);"],
    ["test/graphql/answers.test.ts", "with THROTTLED waits"],
  ),
  mutant(
    "a warning about a search ignored",
    ["src/shop/graphql/envelope.ts", "if (warning !== undefined) {", "if (warning === null) {"],
    ["test/graphql/answers.test.ts", "a warning about the search"],
  ),
  mutant(
    "a result with an error beside it taken for a refusal",
    [
      "src/shop/graphql/envelope.ts",
      "const done = wanted.changes &&",
      "const done = !wanted.changes &&",
    ],
    ["test/graphql/answers.test.ts", "with a result and an error beside it"],
  ),
  mutant(
    "a time of a search without quotes",
    [
      "src/shop/graphql/read/walk.ts",
      "updated_at:>='${since.toISOString()}'",
      "updated_at:>=${since.toISOString()}",
    ],
    ["test/graphql/shop.test.ts", "a walk of what was changed since"],
  ),
  mutant(
    "country codes after the first page left out",
    [
      "src/shop/graphql/read/reader.ts",
      "if (cut.length === 0) return all;",
      "if (cut.length >= 0) return all;",
    ],
    ["test/graphql/shop.test.ts", "the codes of many countries"],
  ),
];
