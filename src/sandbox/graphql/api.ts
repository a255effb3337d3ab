// The GraphQL Admin API: one request, from its text to its answer. The status is 200 for nearly everything. This file and
// what it imports load the engine; the rest of the store works without it.
import { getVariableValues, type GraphQLSchema } from "graphql";
import { ok, type Answer } from "../answer.ts";
import { BulkOperations, type BulkParts } from "./bulk/bulk-operations.ts";
import type { Shop } from "../call.ts";
import type { Points } from "../points.ts";
import type { Json } from "../wire-json.ts";
import { mostPoints, tooDear, throttled } from "./request/cost-refusal.ts";
import { priceOf } from "./cost.ts";
import { Documents, type Document } from "./request/documents.ts";
import { Draft } from "./update/draft.ts";
import { inputSizeFault } from "./request/input-size.ts";
import { chooseOperation } from "./request/operation.ts";
import { introspect, isIntrospection } from "./introspection.ts";
import { readRequest, type GraphqlRequest } from "./request/read-request.ts";
import type { RequestFault } from "./request/request-fault.ts";
import { runOperation } from "./run.ts";
import { shownErrors } from "./request/shown-errors.ts";
import { createSchema } from "./schema.ts";
import { collect, type Picture } from "./selection.ts";
import { variableFaults } from "./request/variables.ts";
import type { Visit } from "./visit.ts";

export interface GraphqlCall {
  readonly contentType: string;
  readonly body: string;
  readonly allows: (scope: string) => boolean;
}

interface Cost {
  readonly requestedQueryCost: number;
  actualQueryCost: number | null;
  readonly throttleStatus: {
    readonly maximumAvailable: number;
    currentlyAvailable: number;
    readonly restoreRate: number;
  };
}

const readingOf = (schema: GraphQLSchema) => ({ schema, documents: new Documents(schema) });

/** One for all stores of a process: it takes longer to make than most answers, and no store changes it. */
let shared: ReturnType<typeof readingOf> | undefined;

export class GraphqlApi {
  readonly #schema: GraphQLSchema;
  readonly #documents: Documents;
  readonly #shop: Shop;
  readonly #points: Points;
  readonly bulk: BulkOperations;

  constructor(parts: BulkParts, points: Points) {
    ({ schema: this.#schema, documents: this.#documents } = shared ??= readingOf(createSchema()));
    this.#shop = parts.shop;
    this.#points = points;
    this.bulk = new BulkOperations(parts, this.#schema, this.#documents);
  }

  answer({ contentType, body, allows }: GraphqlCall): Answer {
    const request = readRequest(contentType, body);
    if ("status" in request) return request;
    const document = this.#documents.read(request.query);
    if ("faults" in document) return refused(document.faults);
    return this.#answerDocument(document, request, allows);
  }

  #answerDocument(
    document: Document,
    request: GraphqlRequest,
    allows: (scope: string) => boolean,
  ): Answer {
    const schema = this.#schema;
    const operation = chooseOperation(document, request.operationName);
    if ("message" in operation) return refused([operation]);
    const faults = variableFaults(operation, request.variables, schema);
    if (faults.length > 0) return refused(faults);
    const { variableDefinitions = [] } = operation;
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, request.variables);
    if (!coerced) return refused(errors.map(({ message }) => ({ message })));

    const picture: Picture = { schema, fragments: document.fragments, variables: coerced };
    const root = schema.getRootType(operation.operation);
    const roots = root ? collect([operation.selectionSet], root, picture) : [];
    const price = priceOf(operation, picture);
    const cost = this.#cost(price.requested);
    const seen = { operations: roots.map(({ name }) => name), cost };
    if (price.requested > mostPoints) return { ...refused([tooDear(price.requested)], cost), seen };
    if (!this.#points.pay(price.requested)) {
      cost.throttleStatus.currentlyAvailable = this.#points.available;
      return { ...refused([throttled], cost), seen };
    }
    cost.throttleStatus.currentlyAvailable = this.#points.available;
    const tooLong = inputSizeFault(roots, coerced);
    if (tooLong) return { ...refused([tooLong], cost), seen };

    const run = (keeps: boolean): { json: Json; draft: Draft; data: unknown } => {
      const draft = new Draft(this.#shop.store, keeps);
      const visit: Visit = { shop: this.#shop, draft, allows, searches: [], bulk: this.bulk };
      const { data, errors: found } = isIntrospection(roots)
        ? introspect(document, operation, schema, coerced)
        : runOperation(operation, picture, visit);
      const search = visit.searches.length > 0 ? { search: visit.searches } : {};
      const json = {
        ...(found.length > 0 && { errors: shownErrors(found) }),
        data,
        extensions: { cost, ...search },
      };
      return { json: json as unknown as Json, draft, data };
    };
    const { json, draft, data } = run(true);
    cost.actualQueryCost = price.actual(data);
    return {
      ...ok(json),
      isPlain: true,
      seen,
      ...(!draft.isEmpty && {
        apply: () => {
          draft.apply();
        },
        untouched: () => run(false).json,
      }),
      settle: () => {
        this.#points.refund(price.requested - (cost.actualQueryCost ?? 0));
        cost.throttleStatus.currentlyAvailable = this.#points.available;
      },
    };
  }

  #cost(requested: number): Cost {
    const { size, restore, available } = this.#points;
    return {
      requestedQueryCost: requested,
      actualQueryCost: null,
      throttleStatus: {
        maximumAvailable: size,
        currentlyAvailable: available,
        restoreRate: restore,
      },
    };
  }
}

/** Errors alone, without data; the cost is shown only if it was computed. */
function refused(faults: readonly RequestFault[], cost?: Cost): Answer {
  const shown = cost === undefined ? {} : { extensions: { cost } };
  return { ...ok({ errors: faults, ...shown } as unknown as Json), isPlain: true };
}
