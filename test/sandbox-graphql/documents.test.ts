import { expect, test } from "vitest";
import { graphql } from "./caller.ts";
import { open } from "../sandbox/caller.ts";

test.each<[string, string, Record<string, unknown>]>([
  [
    "a field that is not there",
    "query Q {\n  shop {\n    nope\n  }\n}",
    {
      message: "Field 'nope' doesn't exist on type 'Shop'",
      locations: [{ line: 3, column: 5 }],
      path: ["query Q", "shop", "nope"],
      extensions: { code: "undefinedField", typeName: "Shop", fieldName: "nope" },
    },
  ],
  [
    "a code of the errors of an item",
    'mutation M { inventoryItemUpdate(id: "gid://shopify/InventoryItem/1", input: {}) { userErrors { code } } }',
    {
      message: "Field 'code' doesn't exist on type 'UserError'",
      path: ["mutation M", "inventoryItemUpdate", "userErrors", "code"],
      extensions: { code: "undefinedField", typeName: "UserError", fieldName: "code" },
    },
  ],
  [
    "a field in a fragment",
    "query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { price } } }",
    {
      message: "Field 'price' doesn't exist on type 'InventoryItem'",
      path: ["query Q", "nodes", "... on InventoryItem", "price"],
    },
  ],
  [
    "an object without its fields",
    "query Q { shop }",
    {
      message:
        "Field must have selections (field 'shop' returns Shop but has no selections. Did you mean 'shop { ... }'?)",
      path: ["query Q", "shop"],
      extensions: { code: "selectionMismatch", nodeName: "field 'shop'", typeName: "Shop" },
    },
  ],
  [
    "a scalar with fields",
    "{ shop { name { x } } }",
    { extensions: { code: "selectionMismatch", nodeName: "field 'name'", typeName: "String" } },
  ],
  [
    "an argument that is not there",
    'query Q { inventoryItems(first: 1, sortKey: "ID") { nodes { id } } }',
    {
      message: "Field 'inventoryItems' doesn't accept argument 'sortKey'",
      path: ["query Q", "inventoryItems", "sortKey"],
      extensions: {
        code: "argumentNotAccepted",
        name: "inventoryItems",
        typeName: "Field",
        argumentName: "sortKey",
      },
    },
  ],
  [
    "missing arguments",
    "mutation M { inventoryItemUpdate { userErrors { field } } }",
    {
      message: "Field 'inventoryItemUpdate' is missing required arguments: id, input",
      path: ["mutation M", "inventoryItemUpdate"],
      extensions: {
        code: "missingRequiredArguments",
        className: "Field",
        name: "inventoryItemUpdate",
        arguments: "id, input",
      },
    },
  ],
  [
    "a country in the text that is not in the enum",
    'mutation M { inventoryItemUpdate(id: "gid://shopify/InventoryItem/1", input: {countryCodeOfOrigin: UK}) { userErrors { field } } }',
    {
      message:
        "Argument 'countryCodeOfOrigin' on InputObject 'InventoryItemInput' has an invalid value (UK). Expected type 'CountryCode'.",
      path: ["mutation M", "inventoryItemUpdate", "input", "countryCodeOfOrigin"],
      extensions: {
        code: "argumentLiteralsIncompatible",
        typeName: "InputObject",
        argumentName: "countryCodeOfOrigin",
      },
    },
  ],
  [
    "an argument of the wrong type",
    'query Q { inventoryItems(first: "ten") { nodes { id } } }',
    {
      message:
        "Argument 'first' on Field 'inventoryItems' has an invalid value (\"ten\"). Expected type 'Int'.",
      path: ["query Q", "inventoryItems", "first"],
      extensions: {
        code: "argumentLiteralsIncompatible",
        typeName: "Field",
        argumentName: "first",
      },
    },
  ],
  [
    "a null where a value is needed",
    "query Q { inventoryItem(id: null) { id } }",
    {
      message:
        "Argument 'id' on Field 'inventoryItem' has an invalid value (null). Expected type 'ID!'.",
      extensions: { code: "argumentLiteralsIncompatible" },
    },
  ],
  [
    "a part of an input that is missing",
    'mutation M { inventoryItemUpdate(id: "gid://shopify/InventoryItem/1", input: {countryHarmonizedSystemCodes: [{countryCode: CA}]}) { userErrors { field } } }',
    {
      message:
        "Argument 'harmonizedSystemCode' on InputObject 'CountryHarmonizedSystemCodeInput' is required. Expected type String!",
      extensions: {
        code: "missingRequiredInputObjectAttribute",
        argumentName: "harmonizedSystemCode",
        argumentType: "String!",
        inputObjectType: "CountryHarmonizedSystemCodeInput",
      },
    },
  ],
  [
    "a part of an input that does not exist",
    'mutation M { inventoryItemUpdate(id: "gid://shopify/InventoryItem/1", input: {price: 1}) { userErrors { field } } }',
    {
      message: "InputObject 'InventoryItemInput' doesn't accept argument 'price'",
      path: ["mutation M", "inventoryItemUpdate", "input", "price"],
      extensions: {
        code: "argumentNotAccepted",
        name: "InventoryItemInput",
        typeName: "InputObject",
      },
    },
  ],
  [
    "an id in the text that is none",
    'query Q { inventoryItem(id: "x") { id } }',
    {
      message: "Invalid global id 'x'",
      path: ["query Q", "inventoryItem", "id"],
      extensions: { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
    },
  ],
  [
    "a variable that is not used",
    "\n  query Q($id: ID!, $more: Int) { inventoryItem(id: $id) { id } }",
    {
      message: "Variable $more is declared by Q but not used",
      locations: [{ line: 2, column: 3 }],
      path: ["query Q"],
      extensions: { code: "variableNotUsed", variableName: "more" },
    },
  ],
  [
    "a variable that is not declared",
    "query Q { inventoryItem(id: $id) { id } }",
    {
      message: "Variable $id is used by Q but not declared",
      extensions: { code: "variableNotDefined", variableName: "id" },
    },
  ],
  [
    "a variable of the wrong type",
    "query Q($id: String!) { inventoryItem(id: $id) { id } }",
    { extensions: { code: "variableMismatch", variableName: "id", errorMessage: "Type mismatch" } },
  ],
  [
    "a directive that is not there",
    "query Q { shop @idempotent2 { name } }",
    {
      message: "Directive @idempotent2 is not defined",
      extensions: { code: "undefinedDirective", directiveName: "idempotent2" },
    },
  ],
  [
    "a fragment that is not there",
    "{ shop { ...F } }",
    {
      message: "Fragment F was used, but not defined",
      extensions: { code: "useAndDefineFragment", fragmentName: "F" },
    },
  ],
  [
    "a fragment that is not used",
    "{ shop { name } } fragment F on Shop { name }",
    { message: "Fragment F was defined, but not used" },
  ],
  [
    "a fragment on an unknown type",
    "{ shop { ... on Nope { name } } }",
    { extensions: { code: "undefinedType", typeName: "Nope" } },
  ],
  [
    "a fragment that never applies",
    "{ shop { ... on Product { id } } }",
    { extensions: { code: "cannotSpreadFragment" } },
  ],
  [
    "two fields of one name",
    "{ shop { a: name a: email } }",
    { extensions: { code: "fieldConflict" } },
  ],
  [
    "a text that ends too early",
    "query Q {\n  shop {\n    id\n",
    {
      message: "syntax error, unexpected end of file at [3, 5]",
      locations: [{ line: 3, column: 5 }],
      extensions: { code: "PARSE_ERROR" },
    },
  ],
  ["a text that is no document", "{ shop { name } } }", { extensions: { code: "PARSE_ERROR" } }],
  ["no text", "", { extensions: { code: "PARSE_ERROR" } }],
])("%s is an error of the document, without data and cost", async (_name, query, error) => {
  const answer = await graphql(await open(), query);
  expect(answer.errors?.[0]).toMatchObject(error);
  expect(Object.keys(answer)).toEqual(["errors"]);
});
