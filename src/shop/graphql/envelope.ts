// How GraphQL wraps an answer: data, errors and points. Nearly everything comes with the status 200, so the errors say
// what must follow.
import { excerpt } from "../answer.ts";
import type { Envelope, Opened } from "../http/http.ts";
import type { Points } from "../pace.ts";
import type { ShopErrorDetails } from "../shop-error.ts";
import { fieldOfInput, isNode, type Node } from "./wire.ts";

export interface Wanted {
  /** The root field that the request is about; undefined: all that are there, and errors beside them do not count. */
  readonly root: string | undefined;
  /** Whether null is an answer: what was asked for does not exist. */
  readonly mayBeNull?: boolean;
  /** Whether the request changes the shop, by values that a person wrote. */
  readonly changes: boolean;
}

type Problem = Omit<ShopErrorDetails, "request" | "status">;

const statuses: NonNullable<Envelope["statuses"]> = new Map([
  [
    404,
    {
      kind: "stop" as const,
      advice:
        "the shop or this version of its API does not exist; check SHOPIFY_SHOP and SHOPIFY_API_VERSION",
    },
  ],
]);

/** `wanted` is called when an answer has come; `onPoints` gets its points. */
export function envelopeOf(wanted: () => Wanted, onPoints: (points: Points) => void): Envelope {
  return {
    statuses,
    open(json) {
      const points = pointsIn(json);
      if (points !== undefined) onPoints(points);
      return { ...opened(json, wanted(), points), points };
    },
  };
}

function opened(json: unknown, wanted: Wanted, points: Points | undefined): Opened {
  if (!isNode(json)) return { problem: unexpected("no object of GraphQL") };
  const { data, errors } = json;
  const { root } = wanted;
  if (typeof errors === "string") return { problem: fault(`answered 200: ${excerpt(errors)}`) };
  const warning = searchWarning(json);
  if (warning !== undefined) {
    // The shop then shows other items than those that were asked for.
    const found = `answered with a warning about the search: ${excerpt(warning)}`;
    return { problem: { kind: "refused", found } };
  }
  const content = isNode(data) && root !== undefined ? data[root] : data;
  const list = (Array.isArray(errors) ? errors.filter(isNode) : []).filter(({ path }) => {
    const [first] = Array.isArray(path) ? (path as unknown[]) : [];
    return first === undefined || first === root || root === undefined;
  });
  if (list.length > 0 && !(root === undefined && isNode(data))) {
    // What has a result was carried out, whatever else is wrong with it.
    const done = wanted.changes && content !== undefined && content !== null;
    return done ? { problem: fault(answered(said(list))) } : judged(list, wanted, points);
  }
  if (!isNode(data)) return { problem: unexpected("no data") };
  if (content === undefined || (content === null && wanted.mayBeNull !== true)) {
    return { problem: unexpected(`no ${root ?? "data"}`) };
  }
  return { content };
}

const said = (errors: readonly Node[]): string => {
  const messages = errors.map(({ message }) => (typeof message === "string" ? message : ""));
  return excerpt([...new Set(messages)].join(", "));
};
const answered = (what: string): string => `answered: ${what}`;
const fault = (found: string): Problem => ({ kind: "fault", found });
const unexpected = (what: string): Problem => ({
  kind: "fault",
  found: `answered 200 with unexpected content: ${what}`,
  inOrder: true,
});

/** Seconds to wait after THROTTLED if the answer has no points. */
const withoutFigures = 1;

/** Codes in capitals of a request that could not succeed in any shop; those of a document are in small letters. */
const bugs = new Set([
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "INVALID_VARIABLE",
  "MAX_COST_EXCEEDED",
  "MAX_INPUT_SIZE_EXCEEDED",
  "PARSE_ERROR",
]);

/** Errors without a result. A code that is not known may come after the change was made. */
function judged(errors: readonly Node[], wanted: Wanted, points: Points | undefined): Opened {
  const what = said(errors);
  const found = answered(what);
  const by = (code: string): Node | undefined => errors.find((error) => codeOf(error) === code);
  const [unknown] = errors.filter((error) => !knownCodes.has(codeOf(error)) && !isBug(error));
  if (unknown !== undefined) {
    const { requestId } = extensionsOf(unknown);
    return {
      problem: {
        ...fault(found),
        requestId: typeof requestId === "string" ? requestId : undefined,
      },
    };
  }
  const invalid = by("INVALID_VARIABLE");
  if (invalid !== undefined && wanted.changes) {
    return { problem: { kind: "refused", found: answered(excerpt(problemsOf(invalid))) } };
  }
  // The most variants of an update are not documented; nothing was changed, and each row can be sent alone.
  if (by("MAX_INPUT_SIZE_EXCEEDED") !== undefined && wanted.changes) {
    return { problem: { kind: "refused", found } };
  }
  if (errors.some(isBug)) return { bug: what };
  const denied = by("ACCESS_DENIED");
  if (denied !== undefined) {
    const scope = scopeIn(denied);
    const advice = `give the app the ${scope === undefined ? "missing scope" : `scope ${scope}`} and install it again`;
    return { problem: { kind: "stop", found, advice, trouble: "credentials" } };
  }
  if (by("SHOP_INACTIVE") !== undefined) {
    const advice = "the shop is closed or frozen; ask its owner";
    return { problem: { kind: "stop", found, advice, trouble: "locked" } };
  }
  if (by("THROTTLED") !== undefined) {
    const roomAfter =
      points === undefined
        ? withoutFigures
        : Math.max(0, (points.requested - points.available) / points.restore);
    const advice =
      "other apps leave no points for it; try again later, or wait longer with --give-up-after";
    return { problem: { kind: "throttled", found, roomAfter, advice } };
  }
  return { problem: { kind: "refused", found } };
}

const knownCodes = new Set(["THROTTLED", "ACCESS_DENIED", "SHOP_INACTIVE", "RESOURCE_NOT_FOUND"]);

const extensionsOf = ({ extensions }: Node): Node => (isNode(extensions) ? extensions : {});
const codeOf = (error: Node): string => {
  const { code } = extensionsOf(error);
  return typeof code === "string" ? code : "";
};
const isBug = (error: Node): boolean => bugs.has(codeOf(error)) || /^[a-z]/.test(codeOf(error));

/** The scope that an ACCESS_DENIED names, as in ``Required access: `write_inventory` access scope``. */
function scopeIn(error: Node): string | undefined {
  const { requiredAccess } = extensionsOf(error);
  const text = [requiredAccess, error.message].filter((each) => typeof each === "string").join(" ");
  return /\b(?:read|write)_[a-z_]+/.exec(text)?.[0];
}

/** What is wrong with which value of the input. */
function problemsOf(error: Node): string {
  const { problems } = extensionsOf(error);
  const list = Array.isArray(problems) ? problems.filter(isNode) : [];
  const words = list.map(({ path, explanation }) => {
    const keys = Array.isArray(path) ? path.map(String) : [];
    const names = keys.map((key) => fieldOfInput.get(key) ?? key);
    return `${names.join(".")}: ${String(explanation)}`;
  });
  return words.join("; ") || String(error.message);
}

/** A search with a part that the shop does not know shows more than was asked for. */
function searchWarning({ extensions }: Node): string | undefined {
  const search = isNode(extensions) ? extensions.search : undefined;
  if (!Array.isArray(search)) return undefined;
  for (const { warnings } of search.filter(isNode)) {
    const [warning] = Array.isArray(warnings) ? (warnings as unknown[]) : [];
    if (isNode(warning)) return `${String(warning.field)} ${String(warning.message)}`;
    if (warning !== undefined) return JSON.stringify(warning);
  }
  return undefined;
}

/** Numbers come as 2000 or as 2000.0, and the actual cost is null if the request was not executed. */
function pointsIn(json: unknown): Points | undefined {
  const extensions = isNode(json) && isNode(json.extensions) ? json.extensions : {};
  const { cost } = extensions;
  if (!isNode(cost) || !isNode(cost.throttleStatus)) return undefined;
  const { requestedQueryCost: requested, actualQueryCost: actual } = cost;
  const { maximumAvailable, currentlyAvailable, restoreRate } = cost.throttleStatus;
  if (!isCount(requested) || !isCount(maximumAvailable) || !isCount(restoreRate)) return undefined;
  if (typeof currentlyAvailable !== "number" || maximumAvailable === 0 || restoreRate === 0) {
    return undefined;
  }
  return {
    requested,
    actual: isCount(actual) ? actual : undefined,
    available: currentlyAvailable,
    size: maximumAvailable,
    restore: restoreRate,
  };
}

const isCount = (value: unknown): value is number => typeof value === "number" && value >= 0;
