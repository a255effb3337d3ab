// What is wrong with the variables of a GraphQL request. One wrong value refuses the whole request, in the words that
// the real API was recorded with.
import {
  getLocation,
  GraphQLID,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  print,
  typeFromAST,
} from "graphql";
import type { WireError } from "./document-errors.ts";

type Problem = { path: (string | number)[]; explanation: string };
type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function leafProblem(type: GraphQLInputType, value: unknown): string | undefined {
  if (type === GraphQLID)
    return typeof value === "string" && /^gid:\/\/shopify\/\w+\/\d+$/.test(value)
      ? undefined
      : `Invalid global id '${String(value)}'`;
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return typeof value === "string" && names.includes(value)
      ? undefined
      : `Expected ${JSON.stringify(value)} to be one of: ${names.join(", ")}`;
  }
  if (String(type) === "Decimal")
    return /^-?\d+(\.\d*)?$/.test(String(value)) && /number|string/.test(typeof value)
      ? undefined
      : `invalid decimal '${String(value)}'`;
  try {
    if ("parseValue" in type) type.parseValue(value);
    return undefined;
  } catch {
    return `Could not coerce value ${JSON.stringify(value)} to ${String(type)}`;
  }
}

function problems(type: GraphQLInputType, value: unknown, path: (string | number)[]): Problem[] {
  const isNothing = value === undefined || value === null;
  if (isNonNullType(type))
    return isNothing
      ? [{ path, explanation: "Expected value to not be null" }]
      : problems(type.ofType, value, path);
  if (isNothing) return [];
  if (isListType(type))
    return Array.isArray(value)
      ? value.flatMap((each: unknown, at) => problems(type.ofType, each, [...path, at]))
      : problems(type.ofType, value, path);
  if (isInputObjectType(type)) {
    if (!isFields(value))
      return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }];
    const fields = type.getFields();
    const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
    return [
      ...unknown.map((name) => ({
        path: [...path, name],
        explanation: `Field is not defined on ${type.name}`,
      })),
      ...Object.values(fields).flatMap((field) =>
        problems(field.type, value[field.name], [...path, field.name]),
      ),
    ];
  }
  const explanation = leafProblem(type, value);
  return explanation === undefined ? [] : [{ path, explanation }];
}

export function variableErrors(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Fields,
): WireError[] {
  return variableDefinitions.flatMap(({ variable, type: written, defaultValue, loc }) => {
    const name = variable.name.value;
    const type = typeFromAST(schema, written);
    if (!isInputType(type)) return [];
    if (defaultValue !== undefined && variables[name] === undefined) return [];
    const found = problems(type, variables[name], []);
    if (found.length === 0) return [];
    const deep = found.filter(({ path }) => path.length > 0);
    const where = deep.map(({ path, explanation }) => `${path.join(".")} (${explanation})`);
    const end = where.length > 0 ? ` for ${where.join(", ")}` : "";
    return {
      extensions: { problems: found, value: variables[name] ?? null, code: "INVALID_VARIABLE" },
      ...(loc ? { locations: [getLocation(loc.source, loc.start)] } : {}),
      message: `Variable $${name} of type ${print(written)} was provided invalid value${end}`,
    };
  });
}
