// Cursor paging as in the shop: a page of a sequence, and the Link header to the next one. A cursor has a place in the
// sequence and the filters; a request with a cursor must not have filters.
import { failure, Refusal } from "../answer.ts";

export interface PageRequest {
  limit: number;
  backward: boolean;
  /** The first place of the page; backward, the place after its last one. */
  from: number;
  /** The parameters that select what is listed, from the query or from the cursor. */
  filters: Readonly<Record<string, string>>;
  fields: string | null;
}

export interface Page<T> {
  rows: readonly T[];
  /** A Link header, unless everything is on one page. */
  headers: Readonly<Record<string, string>>;
}

const defaultLimit = 50;
const maxLimit = 250;
const allowedWithCursor = ["limit", "fields", "page_info"];

export function readPageRequest(query: URLSearchParams): PageRequest {
  const limit = readLimit(query.get("limit"));
  const fields = query.get("fields");
  const cursor = query.get("page_info");
  const others = [...query].filter(([name]) => !allowedWithCursor.includes(name));
  if (cursor === null) {
    return { limit, fields, backward: false, from: 0, filters: Object.fromEntries(others) };
  }
  const [stray] = others;
  if (stray) {
    const [name] = stray;
    const why = `${name} cannot be passed when page_info is present. See https://shopify.dev/api/usage/pagination-rest for more information.`;
    throw new Refusal(failure(400, { [name]: why }));
  }
  return { limit, fields, ...decodeCursor(cursor) };
}

/** The requested page of a sequence in which some places are empty; `url` is that of the list. */
export function takePage<T>(
  request: PageRequest,
  url: string,
  places: number,
  at: (place: number) => T | undefined,
): Page<T> {
  const { backward, from, limit } = request;
  const step = backward ? -1 : 1;
  const taken: { place: number; row: T }[] = [];
  for (let place = backward ? from - 1 : from; place >= 0 && place < places; place += step) {
    if (taken.length === limit) break;
    const row = at(place);
    if (row !== undefined) taken.push({ place, row });
  }
  if (backward) taken.reverse();

  const first = taken[0]?.place ?? from;
  const after = (taken.at(-1)?.place ?? from - 1) + 1;
  const links: string[] = [];
  if (holdsAny(first - 1, -1)) links.push(linkTo(request, url, true, first));
  if (holdsAny(after, 1)) links.push(linkTo(request, url, false, after));
  const rows = taken.map(({ row }) => row);
  return { rows, headers: links.length > 0 ? { Link: links.join(", ") } : {} };

  function holdsAny(start: number, direction: 1 | -1): boolean {
    for (let place = start; place >= 0 && place < places; place += direction) {
      if (at(place) !== undefined) return true;
    }
    return false;
  }
}

function linkTo(request: PageRequest, url: string, backward: boolean, from: number): string {
  const query = new URLSearchParams({ limit: String(request.limit) });
  if (request.fields !== null) query.set("fields", request.fields);
  const cursor = JSON.stringify({ backward, from, filters: request.filters });
  query.set("page_info", Buffer.from(cursor).toString("base64url"));
  return `<${url}?${query.toString()}>; rel="${backward ? "previous" : "next"}"`;
}

function decodeCursor(text: string): Pick<PageRequest, "backward" | "from" | "filters"> {
  try {
    const cursor = JSON.parse(Buffer.from(text, "base64url").toString()) as Record<string, unknown>;
    const { backward, from, filters } = cursor;
    if (typeof backward === "boolean" && Number.isSafeInteger(from) && isFilters(filters)) {
      return { backward, from: from as number, filters };
    }
  } catch {
    // Not a cursor: refused below.
  }
  throw new Refusal(failure(400, { page_info: "Invalid value." }));
}

function isFilters(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every((each) => typeof each === "string");
}

function readLimit(text: string | null): number {
  if (text === null || text === "") return defaultLimit;
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) {
    throw new Refusal(failure(400, "Limit must be a number greater than 0"));
  }
  if (Number(text) > maxLimit) {
    throw new Refusal(failure(400, `Limit exceeds maximum limit of ${maxLimit}`));
  }
  return Number(text);
}
