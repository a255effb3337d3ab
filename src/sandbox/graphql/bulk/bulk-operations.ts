// The bulk operations of a shop: they start, are carried out as time passes, end, and outlast the process where the store
// has a state file.
import { randomBytes } from "node:crypto";
import type { GraphQLSchema } from "graphql";
import type { Answer } from "../../answer.ts";
import type { Shop } from "../../call.ts";
import type { Documents } from "../request/documents.ts";
import type {
  Bulk,
  BulkError,
  BulkOptions,
  MutationRequest,
  QueryRequest,
  StagedTarget,
  StageRequest,
  Starting,
  Work,
} from "./bulk.ts";
import { BulkFolder } from "./bulk-folder.ts";
import { BulkHost, type BulkResult } from "./bulk-host.ts";
import { readBulkText } from "./bulk-text.ts";
import { checkMutation } from "./mutation-check.ts";
import { LineFile, MutationWork, stampOf } from "./mutation-work.ts";
import {
  type BulkEnding,
  isLive,
  noProgress,
  type OperationRecord,
  type OperationType,
  type OperationView,
  storedOperations,
} from "../../store/bulk-operation.ts";
import { checkQuery } from "./query-check.ts";
import { QueryWork } from "./query-work.ts";
import { Running } from "./running.ts";
import { Staging } from "./staging.ts";

export interface BulkParts {
  readonly shop: Shop;
  readonly allows: (scope: string) => boolean;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  readonly stateFile: string | undefined;
  readonly options: BulkOptions;
  readonly distort: (method: string, url: string, answer: Answer) => Answer;
}

const mostAtOnce = 5;
const week = 604_800_000;
const firstId = 8_005_433_884_978n;
const idStep = 65_536n;
const turnMs = 10;

export class BulkOperations implements Bulk {
  readonly showsProgress: boolean;
  readonly #parts: BulkParts;
  readonly #schema: GraphQLSchema;
  readonly #documents: Documents;
  readonly #folder: BulkFolder;
  readonly #staging: Staging;
  readonly #host: BulkHost;
  readonly #endings: BulkEnding[];
  readonly #now: () => number;
  /** Oldest first. */
  readonly #all: Running[] = [];
  #lastId: bigint;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: BulkParts, schema: GraphQLSchema, documents: Documents) {
    const { options, clock, stateFile } = parts;
    this.#parts = parts;
    this.#schema = schema;
    this.#documents = documents;
    this.showsProgress = options.showsProgress ?? true;
    this.#endings = [...(options.endings ?? [])];
    // The time of day follows the clock, so that a test that moves it moves both.
    const [wall, start] = [Date.now(), clock()];
    const now = (this.#now = () => wall + (clock() - start));
    const folder = (this.#folder = new BulkFolder(stateFile));
    const staging = (this.#staging = new Staging(now));
    const find = (name: string): BulkResult | undefined => this.#result(name);
    this.#host = new BulkHost({ folder, staging, now, find, distort: parts.distort });
    for (const view of storedOperations(parts.shop.store.notes)) this.#add(view);
    this.#lastId = BigInt(this.#all.at(-1)?.view.record.id ?? firstId);
    this.#schedule();
  }

  /** Does what is due, and starts the other host for a request that may need it. */
  async prepare(body: string): Promise<void> {
    this.advance();
    if (/bulkoperation|stagedupload/i.test(body)) await this.#host.start();
  }

  /** One turn: the operations do what is due, up to a limit; true if there is more. */
  advance(): boolean {
    return this.#all.map((each) => each.advance()).includes(true);
  }

  addEnding(ending: BulkEnding): void {
    this.#endings.push(ending);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#host.close();
    this.#folder.close();
  }

  operations(): OperationView[] {
    return this.#all.map(({ view }) => view).toReversed();
  }

  find(id: string): OperationView | undefined {
    return this.#all.find(({ view }) => view.record.id === id)?.view;
  }

  latest(type: OperationType): OperationView | undefined {
    return this.#all.findLast(({ view }) => view.record.type === type)?.view;
  }

  startMutation(request: MutationRequest): Starting {
    const checked = checkMutation(request, {
      schema: this.#schema,
      documents: this.#documents,
      uploadSize: (key) => this.#folder.uploadSize(key),
    });
    if ("message" in checked) return { errors: [checked] };
    return this.#starting({
      type: "MUTATION",
      text: request.mutation,
      groupObjects: true,
      uploadKey: request.stagedUploadPath,
      uploadStamp: stampOf(this.#folder.upload(request.stagedUploadPath)),
    });
  }

  startQuery({ query, groupObjects }: QueryRequest): Starting {
    const checked = checkQuery(query, this.#schema, this.#documents);
    if (!("operation" in checked)) return { errors: checked };
    return this.#starting({
      type: "QUERY",
      text: query,
      groupObjects,
      uploadKey: "",
      uploadStamp: "",
    });
  }

  cancel(id: string): void {
    this.#all.find(({ view }) => view.record.id === id)?.cancel();
  }

  stage(request: StageRequest): StagedTarget {
    return this.#staging.create(request, this.#host.origin);
  }

  urlOf({ record }: OperationView): string {
    const result = this.#result(record.resultName);
    if (!result) throw new Error(`The operation ${record.id} has no result`);
    return this.#host.urlOf(result);
  }

  #starting(
    given: Pick<OperationRecord, "type" | "text" | "groupObjects" | "uploadKey" | "uploadStamp">,
  ): Starting {
    const busy = this.#inTheWay(given.type);
    if (busy) return { errors: [busy] };
    this.#lastId += idStep;
    const record: OperationRecord = {
      id: String(this.#lastId),
      ...given,
      status: "CREATED",
      errorCode: null,
      createdAt: this.#now(),
      completedAt: null,
      expiresAt: null,
      resultName: randomBytes(14).toString("hex"),
      result: "none",
      ending: {},
    };
    const operation = { record, progress: noProgress };
    return {
      operation,
      start: () => {
        const at = this.#endings.findIndex(({ type }) => type === undefined || type === given.type);
        const [ending = {}] = at < 0 ? [] : this.#endings.splice(at, 1);
        this.#add({ ...operation, record: { ...record, ending } }).keep();
        this.#schedule();
      },
    };
  }

  #inTheWay(type: OperationType): BulkError | undefined {
    const others = this.#all.filter(({ view }) => view.record.type === type && isLive(view.record));
    if (others.length < mostAtOnce) return undefined;
    const ids = others.map(({ view }) => `gid://shopify/BulkOperation/${view.record.id}`);
    return {
      field: null,
      message: `A bulk ${type.toLowerCase()} operation for this app and shop is already in progress: ${ids.join(", ")}.`,
      code: "OPERATION_IN_PROGRESS",
    };
  }

  #add(view: OperationView): Running {
    const { shop, options, clock } = this.#parts;
    const running = new Running(view, {
      store: shop.store,
      folder: this.#folder,
      clock,
      now: this.#now,
      createWork: () => this.#workOf(view.record),
      linesPerSecond: options.linesPerSecond ?? 50_000,
      delay: options.delay ?? 0,
      resultLifetime: options.resultLifetime ?? week,
      canceledResult: (options.canceledUrl ?? true) ? "url" : "none",
    });
    this.#all.push(running);
    return running;
  }

  #workOf({ id, type, text, groupObjects, uploadKey, uploadStamp }: OperationRecord): Work {
    const read = readBulkText(text, this.#schema);
    if ("fault" in read) throw new Error(`The stored text of ${id} has a fault: ${read.fault}`);
    const { shop, allows, options } = this.#parts;
    const context = { shop, allows, bulk: this };
    if (type === "QUERY") return new QueryWork(read, groupObjects, context);
    const isShuffled = options.shuffled ?? true;
    const seed = isShuffled ? Number(BigInt(id) % 4_294_967_296n) : undefined;
    const file = new LineFile(this.#folder.upload(uploadKey), uploadStamp, seed);
    return new MutationWork(file, read, this.#schema, context);
  }

  #result(name: string): BulkResult | undefined {
    const view = this.#all.find(({ view }) => view.record.resultName === name)?.view;
    if (!view || view.record.expiresAt === null) return undefined;
    const { id, expiresAt } = view.record;
    return { name, operationId: id, size: view.progress.size, expiresAt };
  }

  /** Also without requests an operation goes on, as long as the process does. */
  #schedule(wait = turnMs): void {
    clearTimeout(this.#timer);
    if (!this.#all.some(({ view }) => isLive(view.record))) return;
    this.#timer = setTimeout(() => {
      this.#schedule(this.advance() ? 0 : turnMs);
    }, wait).unref();
  }
}
