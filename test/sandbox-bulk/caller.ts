// A plain caller of the sandbox's bulk operations: uploads, starts, looks, downloads. The clock is the test's.
import { expect } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { graphql, itemGid, rootOf } from "../sandbox-graphql/caller.ts";
import { idsOf, open, type Served } from "../sandbox/caller.ts";

export interface Operation {
  id: string;
  type: string;
  status: string;
  errorCode: string | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  partialDataUrl: string | null;
  query: string;
}

export interface Refusal {
  field: string[] | null;
  message: string;
  code: string | null;
}

interface Target {
  url: string;
  resourceUrl: string;
  parameters: { name: string; value: string }[];
}

const operationFields =
  "id type status errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl query";

export const updateText = `mutation Update($id: ID!, $input: InventoryItemInput!) {
  inventoryItemUpdate(id: $id, input: $input) {
    inventoryItem { id unitCost { amount } countryHarmonizedSystemCodes(first: 10) { edges { node { countryCode } } } }
    userErrors { field message }
  }
}`;

/** A store whose clock stands still until it is moved. */
export async function openBulk(
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; ids: string[]; move: (ms: number) => void }> {
  let now = 0;
  const sandbox = await open({
    items: 40,
    clock: () => now,
    points: { size: 20_000, restore: 0 },
    ...options,
  });
  const move = (ms: number): void => {
    now += ms;
  };
  return { sandbox, ids: idsOf(sandbox), move };
}

export async function stage(sandbox: Served, method = "POST"): Promise<Target> {
  const body = await graphql(
    sandbox,
    `
      mutation ($input: [StagedUploadInput!]!) {
        stagedUploadsCreate(input: $input) {
          stagedTargets {
            url
            resourceUrl
            parameters {
              name
              value
            }
          }
          userErrors {
            field
            message
          }
        }
      }
    `,
    {
      input: [
        {
          resource: "BULK_MUTATION_VARIABLES",
          filename: "changes.jsonl",
          mimeType: "text/jsonl",
          httpMethod: method,
        },
      ],
    },
  );
  const { stagedTargets, userErrors } = rootOf(body, "stagedUploadsCreate") as {
    stagedTargets: Target[];
    userErrors: unknown[];
  };
  expect(userErrors).toEqual([]);
  const [target] = stagedTargets;
  if (!target) throw new Error("No staged target");
  return target;
}

export const keyOf = ({ parameters }: Target): string =>
  parameters.find(({ name }) => name === "key")?.value ?? "";

export function formOf({ parameters }: Target, text: string): FormData {
  const form = new FormData();
  for (const { name, value } of parameters) form.append(name, value);
  form.append("file", new Blob([text], { type: "text/jsonl" }), "changes.jsonl");
  return form;
}

/** The path of the staged upload. */
export async function upload(sandbox: Served, text: string): Promise<string> {
  const target = await stage(sandbox);
  const { status } = await fetch(target.url, { method: "POST", body: formOf(target, text) });
  expect(status).toBe(201);
  return keyOf(target);
}

interface Started {
  bulkOperation: Operation | null;
  userErrors: Refusal[];
}

export async function runMutation(
  sandbox: Served,
  path: string,
  mutation = updateText,
  clientIdentifier?: string,
): Promise<Started> {
  const body = await graphql(
    sandbox,
    `mutation($mutation: String!, $path: String!, $clientIdentifier: String) {
      bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path, clientIdentifier: $clientIdentifier) {
        bulkOperation { ${operationFields} } userErrors { field message code } } }`,
    { mutation, path, clientIdentifier },
  );
  return rootOf(body, "bulkOperationRunMutation") as Started;
}

export async function runQuery(
  sandbox: Served,
  query: string,
  groupObjects = false,
): Promise<Started> {
  const body = await graphql(
    sandbox,
    `mutation($query: String!, $groupObjects: Boolean!) {
      bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
        bulkOperation { ${operationFields} } userErrors { field message code } } }`,
    { query, groupObjects },
  );
  return rootOf(body, "bulkOperationRunQuery") as Started;
}

export async function look(sandbox: Served, id: string | undefined): Promise<Operation> {
  const body = await graphql(
    sandbox,
    `query($id: ID!) { bulkOperation(id: $id) { ${operationFields} } }`,
    { id },
  );
  return rootOf(body, "bulkOperation") as Operation;
}

export async function cancel(
  sandbox: Served,
  id: string | undefined,
): Promise<{ bulkOperation: { status: string } | null; userErrors: Omit<Refusal, "code">[] }> {
  const body = await graphql(
    sandbox,
    "mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }",
    { id },
  );
  return rootOf(body, "bulkOperationCancel") as Awaited<ReturnType<typeof cancel>>;
}

export const changesOf = (ids: readonly string[], cost = "9.99"): string =>
  ids.map((id) => `${JSON.stringify({ id: itemGid(id), input: { cost } })}\n`).join("");

/** The id of an operation that changes these items. */
export async function startChanges(
  sandbox: Served,
  ids: readonly string[],
  cost?: string,
): Promise<string> {
  const started = await runMutation(sandbox, await upload(sandbox, changesOf(ids, cost)));
  expect(started.userErrors).toEqual([]);
  return started.bulkOperation?.id ?? "";
}

export const numberKey = "__lineNumber";
export const parentKey = "__parentId";

export interface ResultLine {
  [numberKey]?: number;
  [parentKey]?: string;
  id?: string;
  data?: Record<string, unknown>;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
  [field: string]: unknown;
}

export async function download(url: string | null): Promise<ResultLine[]> {
  const response = await fetch(url ?? "");
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "application/jsonl",
  ]);
  const text = await response.text();
  expect(text).toMatch(/\n$/);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ResultLine);
}
