// Carries out the lines of an uploaded file, each as one request of the mutation. The lines are done in blocks, and those
// of a block in an order that is the same in each process.
import { getVariableValues, type GraphQLSchema } from "graphql";
import { Draft, type Items } from "../update/draft.ts";
import type { WireItem } from "../../store/wire-item.ts";
import { shownErrors } from "../request/shown-errors.ts";
import { variableFaults } from "../request/variables.ts";
import { runOperation } from "../run.ts";
import type { Visit } from "../visit.ts";
import type { BulkText } from "./bulk-text.ts";
import type { LineFile } from "./line-file.ts";
import type { Progress } from "../../store/bulk-operation.ts";
import type { Step, StepPart, Work } from "./work.ts";

type Context = Pick<Visit, "shop" | "allows" | "bulk">;

export class MutationWork implements Work {
  readonly #file: LineFile;
  readonly #text: BulkText;
  readonly #schema: GraphQLSchema;
  readonly #context: Context;

  constructor(file: LineFile, text: BulkText, schema: GraphQLSchema, context: Context) {
    this.#file = file;
    this.#text = text;
    this.#schema = schema;
    this.#context = context;
  }

  step(limit: number, from: Progress): Step {
    const changed = new Map<string, WireItem>();
    const parts: StepPart[] = [];
    let progress = from;
    let block = this.#file.block(progress);
    while (parts.length < limit && block.lines.length > 0) {
      const place = block.order[progress.done - progress.first] ?? 0;
      const items: WireItem[] = [];
      const answer = this.#run(block.lines[place] ?? "", changed, items);
      const line = JSON.stringify({ ...answer, __lineNumber: progress.first + place });
      const text = `${line.replaceAll("/", "\\/")}\n`;
      const done = progress.done + 1;
      progress = { ...progress, done, objects: done };
      if (done - progress.first === block.lines.length) {
        progress = { ...progress, offset: block.end, first: done };
        block = this.#file.block(progress);
      }
      parts.push({ text, items, progress });
    }
    return { parts, isDone: block.lines.length === 0 };
  }

  /** The answer without its extensions; `items` gets what it changed. */
  #run(line: string, changed: Map<string, WireItem>, items: WireItem[]): Record<string, unknown> {
    const variables = readVariables(line);
    if (variables === undefined) return { errors: [notJson] };
    const { operation, picture } = this.#text;
    const faults = variableFaults(operation, variables, this.#schema);
    if (faults.length > 0) return { errors: faults };
    const { variableDefinitions = [] } = operation;
    const { coerced, errors } = getVariableValues(this.#schema, variableDefinitions, variables);
    if (!coerced) return { errors: errors.map(({ message }) => ({ message })) };

    const { store } = this.#context.shop;
    const source: Items = {
      get: (id) => changed.get(id) ?? store.get(id),
      put: (item) => {
        changed.set(item.id, item);
        items.push(item);
      },
    };
    const draft = new Draft(source, true);
    const visit: Visit = { ...this.#context, draft, searches: [] };
    const outcome = runOperation(operation, { ...picture, variables: coerced }, visit);
    draft.apply();
    const shown = outcome.errors.length > 0 ? { errors: shownErrors(outcome.errors) } : {};
    return { data: outcome.data, ...shown };
  }
}

const notJson = {
  message: "Failed to parse the line: it is not a JSON object",
  extensions: { code: "INVALID_JSON" },
};

function readVariables(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return value as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
