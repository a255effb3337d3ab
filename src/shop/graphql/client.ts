// Sends our documents: what a request is called in messages, what it costs, and what its answer must be.
import { z } from "zod";
import type { Call, Http } from "../http/http.ts";
import type { Sender, Sent } from "../sender.ts";
import { ShopError, type ShopErrorDetails } from "../shop-error.ts";
import { type DocumentName, documents, nullable, requestedPoints, rootOf } from "./documents.ts";
import { envelopeOf } from "./envelope.ts";

/** A document with its variables. */
export interface Request {
  readonly document: DocumentName;
  readonly variables: Readonly<Record<string, unknown>>;
  /** For messages, as in `inventoryItemUpdate 44871419625635`. */
  readonly name: string;
}

export interface Mutation {
  /** Whether something is left to send; called when the request would leave. */
  readonly mayLeave: () => boolean;
  /** The document that would leave now. */
  readonly next: () => DocumentName;
  /** What has left, or would leave now. */
  readonly request: () => Request;
}

interface Effect {
  readonly changes: boolean;
  readonly mayLeave?: () => boolean;
  readonly next?: () => DocumentName;
}

/** What is not as it must be in an answer. */
export class Flaw extends Error {
  constructor(what: string) {
    super(what);
    this.name = "Flaw";
  }
}

export class Client {
  readonly #http: Http;
  readonly #sender: Sender;
  readonly #path: string;
  /** Points that the shop requests for each document: by our table, until an answer shows it. */
  readonly #costs: Record<DocumentName, number> = { ...requestedPoints };

  constructor(http: Http, sender: Sender, version: string) {
    this.#http = http;
    this.#sender = sender;
    this.#path = `/admin/api/${version}/graphql.json`;
  }

  costOf(document: DocumentName): number {
    return this.#costs[document];
  }

  /**
   * A request that may be repeated: it reads, or a repetition does no harm, as when an operation is canceled or another
   * upload target is made. `read` gets the root field of the answer, and throws a Flaw if it is not as it must be.
   */
  sendRepeatable<T>(request: Request, read: (content: unknown) => T): Promise<Sent<T>> {
    return this.#send(() => request, { changes: false }, read);
  }

  /** The same after the sender has stopped too, as one request. */
  async sendRepeatableAfterStop<T>(request: Request, read: (content: unknown) => T): Promise<T> {
    const call = this.#call(() => request, { changes: false }, read);
    return (await this.#sender.sendAfterStop(call)).data;
  }

  /** What is sent is decided when it leaves: after `mayLeave`. */
  mutation({ mayLeave, next, request }: Mutation): Promise<Sent<unknown>> {
    return this.#send(request, { changes: true, mayLeave, next }, (content) => content);
  }

  /** A mutation that is about no item. It is never aborted, and not repeated unless nothing can have happened. */
  command<T>(request: Request, read: (content: unknown) => T): Promise<Sent<T>> {
    return this.#send(() => request, { changes: true }, read);
  }

  /** An error of a request that was answered with 200. */
  error(details: ShopErrorDetails): ShopError {
    return new ShopError({ status: 200, ...details, found: this.clean(details.found) });
  }

  /** The text without secrets. */
  clean(text: string): string {
    return this.#http.clean(text);
  }

  #send<T>(
    request: () => Request,
    effect: Effect,
    read: (content: unknown) => T,
  ): Promise<Sent<T>> {
    return this.#sender.send(this.#call(request, effect, read));
  }

  #call<T>(
    request: () => Request,
    { next = () => request().document, ...effect }: Effect,
    read: (content: unknown) => T,
  ): Call<T> {
    const { changes } = effect;
    return {
      method: "POST",
      path: this.#path,
      name: () => request().name,
      body: () => {
        const { document, variables } = request();
        return JSON.stringify({ query: documents[document], variables });
      },
      cost: () => this.#costs[next()],
      envelope: envelopeOf(
        () => {
          const { document } = request();
          return { root: rootOf[document], mayBeNull: nullable.has(document), changes };
        },
        ({ requested }) => (this.#costs[request().document] = requested),
      ),
      schema: schemaOf(read),
      ...effect,
    };
  }
}

/** The unexpected content of an answer is reported as for REST. */
const schemaOf = <T>(read: (content: unknown) => T): z.ZodType<T> =>
  z.unknown().transform((content, context) => {
    try {
      return read(content);
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      context.addIssue({ code: "custom", message: error.message });
      return z.NEVER;
    }
  });
