// Runs an operation without promises. What a field needs is worked out once for a request and not for each object, so that
// a page of hundreds of items costs little more than its JSON: the engine's own way takes several times as long.
import {
  getNamedType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { FieldResolver } from "./fields/fields.ts";
import { collect, type Collected, type Picture } from "./selection.ts";
import type { Visit } from "./visit.ts";

export interface Outcome {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

interface Path {
  readonly before: Path | undefined;
  readonly key: string | number;
}

/** The value as the answer shows it. */
type Completion = (value: unknown, path: Path) => unknown;

interface PlannedField {
  readonly key: string;
  readonly nodes: Collected["nodes"];
  readonly isNonNull: boolean;
  readonly read: (source: unknown) => unknown;
  readonly complete: Completion;
}

export function runOperation(
  { operation, selectionSet }: OperationDefinitionNode,
  picture: Picture,
  visit: Visit,
): Outcome {
  const root = picture.schema.getRootType(operation);
  if (!root) throw new Error(`The schema has no ${operation}`);
  const run = new Run(picture, visit);
  try {
    return { data: run.object(run.plan(root, [selectionSet]), undefined), errors: run.errors };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { data: null, errors: [...run.errors, error] };
  }
}

class Run {
  readonly errors: GraphQLError[] = [];
  readonly #picture: Picture;
  readonly #visit: Visit;

  constructor(picture: Picture, visit: Visit) {
    this.#picture = picture;
    this.#visit = visit;
  }

  plan(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): PlannedField[] {
    return collect(selectionSets, type, this.#picture).map((field) => this.#planField(type, field));
  }

  object(fields: readonly PlannedField[], source: unknown, before?: Path): Record<string, unknown> {
    const shown: Record<string, unknown> = {};
    for (const field of fields) {
      const path = { before, key: field.key };
      // An error makes the field null, or, if it must not be null, the object that it is in.
      try {
        shown[field.key] = field.complete(field.read(source), path);
      } catch (error) {
        const located = locatedError(error, field.nodes, keysOf(path));
        if (field.isNonNull) throw located;
        this.errors.push(located);
        shown[field.key] = null;
      }
    }
    return shown;
  }

  #planField(type: GraphQLObjectType, field: Collected): PlannedField {
    const { key, name, nodes } = field;
    if (name === "__typename") {
      return { key, nodes, isNonNull: true, read: () => type.name, complete: (value) => value };
    }
    const definition = type.getFields()[name];
    if (!definition) throw new Error(`No field ${type.name}.${name}`);
    const args = field.args(this.#picture.variables);
    const visit = this.#visit;
    const at = { path: { key } };
    const resolve = definition.resolve as FieldResolver | undefined;
    const { readConnection } = visit;
    const isConnection = getNamedType(definition.type).name.endsWith("Connection");
    const isRoot = type === this.#picture.schema.getQueryType();
    return {
      key,
      nodes,
      isNonNull: isNonNullType(definition.type),
      read: !resolve
        ? (source) => (source as Record<string, unknown>)[name]
        : readConnection && isConnection
          ? (source) => readConnection(isRoot, args, (other) => resolve(source, other, visit, at))
          : (source) => resolve(source, args, visit, at),
      complete: this.#completion(definition.type, field, `${type.name}.${name}`),
    };
  }

  #completion(type: GraphQLOutputType, field: Collected, place: string): Completion {
    if (isNonNullType(type)) {
      const complete = this.#completion(type.ofType, field, place);
      return (value, path) => {
        const completed = complete(value, path);
        if (completed === null) throw new Error(`The field ${place} must not be null`);
        return completed;
      };
    }
    if (isListType(type)) return this.#listCompletion(type.ofType, field, place);
    if (isLeafType(type)) {
      return (value) => (value === undefined || value === null ? null : type.serialize(value));
    }
    const plans = new Map<string, readonly PlannedField[]>();
    return (value, path) => {
      if (value === undefined || value === null) return null;
      const object = isAbstractType(type) ? this.#typeOf(value, type.resolveType) : type;
      const plan = plans.get(object.name) ?? this.plan(object, field.selectionSets);
      plans.set(object.name, plan);
      return this.object(plan, value, path);
    };
  }

  #listCompletion(type: GraphQLOutputType, field: Collected, place: string): Completion {
    const complete = this.#completion(type, field, place);
    const isNonNull = isNonNullType(type);
    return (value, before) => {
      if (value === undefined || value === null) return null;
      return (value as readonly unknown[]).map((entry, key) => {
        const path = { before, key };
        try {
          return complete(entry, path);
        } catch (error) {
          const located = locatedError(error, field.nodes, keysOf(path));
          if (isNonNull) throw located;
          this.errors.push(located);
          return null;
        }
      });
    };
  }

  #typeOf(value: unknown, resolveType: unknown): GraphQLObjectType {
    const name = (resolveType as (value: unknown) => string)(value);
    const type = this.#picture.schema.getType(name);
    if (!isObjectType(type)) throw new Error(`No type ${name}`);
    return type;
  }
}

function keysOf(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at; at = at.before) keys.unshift(at.key);
  return keys;
}
