// A sheet on the web: its address as a person gives it, the address of its file, and a name for messages without secrets.
// Of a Google Sheet one tab is read, as CSV: a workbook would have all of them.
import { loopback } from "../../shop/address.ts";

export interface WebAddress {
  /** Where the file is. */
  readonly url: URL;
  /** The address without what may be a secret, because it is kept and shown. */
  readonly name: string;
  /** Google Sheets redirects to other hosts of Google. */
  readonly isGoogle: boolean;
  /** Why it must not be read, if so. */
  readonly fault?: string;
}

/** Undefined for the name of a file. */
export function webAddressOf(text: string): WebAddress | undefined {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return undefined;
  if (!URL.canParse(text)) {
    const fault = "it is not a URL; wanted an https address";
    return { url: new URL("https://invalid.invalid"), name: "the sheet", isGoogle: false, fault };
  }
  const url = new URL(text);
  const isGoogle = url.protocol === "https:" && url.host === "docs.google.com";
  const fault = faultOf(url);
  return {
    url: isGoogle ? googleFile(url) : withoutHash(url),
    name: nameOf(url),
    isGoogle,
    ...(fault !== undefined && { fault }),
  };
}

function faultOf({ protocol, hostname, username, password }: URL): string | undefined {
  if (username !== "" || password !== "") {
    return "its address has a user name or a password before the @; wanted an address without them";
  }
  if (protocol === "https:" || (protocol === "http:" && loopback.has(hostname))) return undefined;
  if (protocol !== "http:") return `its address begins with ${protocol}; wanted https`;
  return "its address begins with http:, so that anybody on the network could read and change it; wanted https";
}

function withoutHash(given: URL): URL {
  const url = new URL(given);
  url.hash = "";
  return url;
}

/** Other addresses than those of a sheet to look at are left as they are. */
function googleFile(given: URL): URL {
  const found = /^\/(?:a\/[^/]+\/)?spreadsheets\/(?:u\/\d+\/)?d\/(e\/)?([\w-]+)(?:\/([^/]*))?/.exec(
    given.pathname,
  );
  const [, published, key = "", view = ""] = found ?? [];
  const isFile =
    view === "export" || view === "gviz" || (view === "pub" && given.searchParams.has("output"));
  if (found === null || isFile) return withoutHash(given);
  const [path, kind] =
    published === undefined
      ? [`/spreadsheets/d/${key}/export`, "format"]
      : [`/spreadsheets/d/e/${key}/pub`, "output"];
  const url = new URL(path, given.origin);
  url.searchParams.set(kind, "csv");
  const gid = /(?:^#|&)gid=(\d+)/.exec(given.hash)?.[1] ?? given.searchParams.get("gid") ?? "";
  if (/^\d+$/.test(gid)) url.searchParams.set("gid", gid);
  if (published !== undefined && gid !== "") url.searchParams.set("single", "true");
  // Files that were shared before September 2021 may need it.
  const resource = given.searchParams.get("resourcekey");
  if (resource !== null) url.searchParams.set("resourcekey", resource);
  return url;
}

/** The name of a file, or a part that looks like words. */
const isPlain = (part: string): boolean =>
  part.length < 8 ||
  /^[A-Za-z]?[a-z]*(?:[-_.][A-Za-z]?[a-z]*)*$/.test(part) ||
  /^[\w .%()-]{1,80}\.(?:csv|tsv|txt|xlsx)$/i.test(part);

/** Who knows the key of a shared sheet can read it; a query can have a password. */
function nameOf({ protocol, host, pathname, search }: URL): string {
  const parts = pathname.split("/").map((part) => (isPlain(part) ? part : `${part.slice(0, 4)}…`));
  return `${protocol}//${host}${parts.join("/")}${search === "" ? "" : "?…"}`;
}
