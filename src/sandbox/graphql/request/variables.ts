// Checks the variables of a request against their declared types, and words each problem as the API does.
import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type NamedTypeNode,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  type TypeNode,
} from "graphql";
import { readGid } from "../fields/gid.ts";
import type { RequestFault } from "./request-fault.ts";

interface Problem {
  readonly path: readonly (string | number)[];
  readonly explanation: string;
  /** Only some problems repeat their explanation here. */
  readonly message?: string;
}

type Values = Readonly<Record<string, unknown>>;

export function variableFaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: Values,
  schema: GraphQLSchema,
): RequestFault[] {
  return variableDefinitions.flatMap(({ variable, type: typeNode, defaultValue, loc }) => {
    const name = variable.name.value;
    const type = inputTypeOf(typeNode, schema);
    const value = values[name];
    if (value === undefined && (defaultValue || !isNonNullType(type))) return [];
    const problems = problemsOf(value, type);
    if (problems.length === 0) return [];
    const places = problems.flatMap(({ path, explanation }) =>
      path.length === 0 ? [] : `${path.join(".")} (${explanation})`,
    );
    const where = places.length === 0 ? "" : ` for ${places.join(", ")}`;
    return [
      {
        message: `Variable $${name} of type ${print(typeNode)} was provided invalid value${where}`,
        locations: loc ? [{ line: loc.startToken.line, column: loc.startToken.column }] : [],
        extensions: { code: "INVALID_VARIABLE", value: value ?? null, problems },
      },
    ];
  });
}

function problemsOf(value: unknown, type: GraphQLInputType): Problem[] {
  if (isNonNullType(type)) {
    if (value === undefined || value === null) return [here("Expected value to not be null")];
    return problemsOf(value, type.ofType);
  }
  if (value === undefined || value === null) return [];
  if (isListType(type)) {
    const entries = Array.isArray(value) ? (value as readonly unknown[]) : undefined;
    if (!entries) return problemsOf(value, type.ofType);
    return entries.flatMap((entry, n) => below(n, problemsOf(entry, type.ofType)));
  }
  if (isInputObjectType(type)) {
    if (typeof value !== "object" || Array.isArray(value)) {
      return [here(`Expected ${JSON.stringify(value)} to be a key-value object.`)];
    }
    const fields = type.getFields();
    const given = value as Values;
    const unknown = Object.keys(given)
      .filter((name) => !Object.hasOwn(fields, name))
      .flatMap((name) => below(name, [here(`Field is not defined on ${type.name}`)]));
    const known = Object.values(fields).flatMap((field) =>
      given[field.name] === undefined && field.defaultValue !== undefined
        ? []
        : below(field.name, problemsOf(given[field.name], field.type)),
    );
    return [...unknown, ...known];
  }
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    if (typeof value === "string" && names.includes(value)) return [];
    return [here(`Expected ${JSON.stringify(value)} to be one of: ${names.join(", ")}`)];
  }
  return scalarProblems(value, type.name);
}

function scalarProblems(value: unknown, typeName: string): Problem[] {
  if (typeName === "ID") {
    const id = typeof value === "number" ? String(value) : value;
    if (typeof id === "string" && readGid(id)) return [];
    const explanation = `Invalid global id '${typeof id === "string" ? id : JSON.stringify(id)}'`;
    return [{ path: [], explanation, message: explanation }];
  }
  if (fits(value, typeName)) return [];
  return [here(`Could not coerce value ${JSON.stringify(value)} to ${typeName}`)];
}

const decimal = /^[+-]?\d+(\.\d+)?$/;
const largestInt = 2_147_483_647;

function fits(value: unknown, typeName: string): boolean {
  switch (typeName) {
    case "Int":
      return Number.isInteger(value) && Math.abs(value as number) <= largestInt;
    case "Float":
      return typeof value === "number";
    case "Boolean":
      return typeof value === "boolean";
    case "Decimal":
      return typeof value === "number" || (typeof value === "string" && decimal.test(value));
    default:
      return typeof value === "string";
  }
}

function inputTypeOf(node: TypeNode, schema: GraphQLSchema): GraphQLInputType {
  const type = typeFromAST(schema, node as NamedTypeNode);
  // The document is valid, so its variables have input types.
  if (!isInputType(type)) throw new Error(`Not an input type: ${print(node)}`);
  return type;
}

function here(explanation: string): Problem {
  return { path: [], explanation };
}

function below(step: string | number, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: [step, ...problem.path] }));
}
