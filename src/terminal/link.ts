// Files as links of a terminal: the escape sequence OSC 8. A terminal without it should ignore it, but some print it, so
// links are written only where the environment names a program that is known to have them.
import { hostname } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Environment, Host } from "../host/host.ts";
import { isColoured, linked, type Stream } from "./paint.ts";

/** The name of a file as a link to it; only the name where links cannot be shown. */
export function linkTo(path: string, name: string, host: Host, stream: Stream): string {
  return canLink(host, stream) ? linked(urlOf(path), name) : name;
}

/** With the name of this machine, so that a terminal does not look for the file of a remote session on its own disk. */
function urlOf(path: string): string {
  const url = pathToFileURL(resolve(path)).href;
  return url.startsWith("file:///")
    ? url.replace("//", `//${encodeURIComponent(hostname())}`)
    : url;
}

/** FORCE_HYPERLINK decides where it is set, as in other programs. */
export function canLink(host: Host, stream: Stream): boolean {
  const { env } = host;
  const forced = env["FORCE_HYPERLINK"] ?? "";
  if (host[stream].isTTY !== true) return false;
  if (forced !== "") return forced !== "0";
  if (!isColoured(host, stream) || env["TERM"] === "dumb") return false;
  if ((env["CI"] ?? "") !== "" || (env["TEAMCITY_VERSION"] ?? "") !== "") return false;
  return knowsLinks(env);
}

/** The first version with links of the programs that say who they are. */
const programs: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  "iTerm.app": [3, 1],
  WezTerm: [20200620, 0],
  vscode: [1, 72],
  ghostty: [0, 0],
  zed: [0, 0],
  Hyper: [0, 0],
  terminology: [0, 0],
  tmux: [3, 4],
};

/** Values of TERM of terminals that set nothing else. */
const terms = ["alacritty", "xterm-kitty", "xterm-ghostty", "foot", "contour"];

function knowsLinks(env: Environment): boolean {
  const { TERM_PROGRAM: program = "", TERM_PROGRAM_VERSION: version = "", TERM: term = "" } = env;
  if (Object.hasOwn(programs, program)) return isFrom(version, programs[program] ?? [0, 0]);
  const set = (name: string): boolean => (env[name] ?? "") !== "";
  if (set("WT_SESSION") || set("DOMTERM")) return true;
  // As in 6003 for 0.60.3, and 201204 for 20.12.4.
  if (Number(env["VTE_VERSION"] ?? 0) > 5000) return true;
  if (Number(env["KONSOLE_VERSION"] ?? 0) >= 201200) return true;
  return terms.includes(term);
}

function isFrom(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, first = "0", second = "0"] = /^(\d+)(?:\D(\d+))?/.exec(version) ?? [];
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}
