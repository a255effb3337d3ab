// Every GraphQL document against Shopify's official schemas, which are fetched once. No other file needs them.
import { buildSchema, type GraphQLSchema, NoDeprecatedCustomRule, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { bulkItems, bulkUpdate, documents as sent } from "../../src/shop/graphql/documents.ts";
import { sdl } from "../foreign/sdl.ts";
import { officialSchema, schemaVersions } from "./official-schema.ts";
import { schemaDifferences } from "./schema-differences.ts";

/** With those that the shop carries out as bulk operations. */
const documents: Readonly<Record<string, string>> = {
  ...sent,
  bulkItems: bulkItems("ours_1", "", false),
  bulkItemsSince: bulkItems("ours_2", "updated_at:>='2026-11-01T00:00:00.000Z'", true),
  bulkUpdate: bulkUpdate("ours_3"),
};

/** Fields that are deprecated and may be asked for: they answer in every version that is checked here. */
const deprecated = ["InventoryItem.variant"];

const complaints = (schema: GraphQLSchema) =>
  Object.entries(documents).flatMap(([name, text]) =>
    validate(schema, parse(text)).map(({ message }) => `${name}: ${message}`),
  );
function deprecatedIn(schema: GraphQLSchema): string[] {
  const found = Object.values(documents).flatMap((text) =>
    validate(schema, parse(text), [NoDeprecatedCustomRule]),
  );
  return [
    ...new Set(
      found.map(({ message }) => /The \w+ (\S+) is deprecated/.exec(message)?.[1] ?? message),
    ),
  ];
}

test.each(schemaVersions)(
  "the official schema of %s knows each document, and all of the foreign shop's schema",
  async (version) => {
    const schema = await officialSchema(version);
    expect(Object.keys(documents)).not.toEqual([]);
    expect(complaints(schema)).toEqual([]);
    expect(deprecatedIn(schema)).toEqual(deprecated);
    expect(schemaDifferences(buildSchema(sdl), schema)).toEqual([]);
    const [own, official] = [buildSchema(sdl), schema].map((each) => {
      const type = each.getType("CountryCode");
      return type && "getValues" in type ? type.getValues().map(({ name }) => name) : [];
    });
    expect(own).toEqual(official);
    expect(own).toHaveLength(245);
  },
);

test("what a schema has and the official one has not is a difference", () => {
  const official = buildSchema(`
    interface Node { id: ID! }
    type Query { a(x: Int!, y: Int = 1): Int b: [Int!] old: Int @deprecated }
    enum E { A B }
    input I { a: Int b: Int! }
    type T implements Node { id: ID! }
  `);
  const other = buildSchema(`
    interface Node { id: ID! }
    interface Other { id: ID! }
    type Query { a(y: Int, z: Int): Int b: [Int] old: Int c: Int }
    enum E { A C }
    input I { a: Int! }
    type T implements Other { id: ID! }
    scalar Strange
  `);
  expect(schemaDifferences(official, official)).toEqual([]);
  expect(schemaDifferences(other, official).toSorted()).toEqual([
    "E has no value C in the official schema",
    "I lacks the required b",
    "I.a is Int!; official is Int",
    "Other is not in the official schema",
    "Query.a lacks the required x",
    "Query.a.y has the default undefined; official is 1",
    "Query.a.z is not in the official schema",
    "Query.b is [Int]; official is [Int!]",
    "Query.c is not in the official schema",
    "Query.old is deprecated in only one of the schemas",
    "Strange is not in the official schema",
    "T does not implement Other in the official schema",
  ]);
});
