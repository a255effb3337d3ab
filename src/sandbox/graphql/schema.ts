// The schema with the functions that answer its fields. Scalars are taken as they are: the resolvers write them in the
// API's form.
import { buildSchema, GraphQLObjectType, isAbstractType, type GraphQLSchema } from "graphql";
import { bulkMutations, bulkQueries, operationFields } from "./fields/bulk-fields.ts";
import { codeFields, itemFields, measurementFields } from "./fields/item-fields.ts";
import { productFields, variantFields } from "./fields/product-fields.ts";
import { mutationFields, queryFields, typeOfNode } from "./fields/roots.ts";
import { sdl } from "./sdl.ts";
import { appFields, shopFields } from "./fields/shop-fields.ts";
import type { FieldResolver, Fields } from "./fields/fields.ts";

/** By type; what is not here is a property of its object. */
const answered: Readonly<Record<string, Fields<never>>> = {
  QueryRoot: { ...queryFields, ...bulkQueries },
  Mutation: { ...mutationFields, ...bulkMutations },
  BulkOperation: operationFields,
  InventoryItem: itemFields,
  InventoryItemMeasurement: measurementFields,
  CountryHarmonizedSystemCode: codeFields,
  Product: productFields,
  ProductVariant: variantFields,
  Shop: shopFields,
  AppInstallation: appFields,
};

export function createSchema(): GraphQLSchema {
  const schema = buildSchema(sdl, { assumeValidSDL: true });
  for (const [typeName, fields] of Object.entries(answered)) {
    const type = schema.getType(typeName);
    if (!(type instanceof GraphQLObjectType)) throw new Error(`No type ${typeName}`);
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (!field) throw new Error(`No field ${typeName}.${name}`);
      field.resolve = resolve as FieldResolver as NonNullable<typeof field.resolve>;
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: object) => typeOfNode(value);
  }
  return schema;
}
