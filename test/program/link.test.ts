// Links to files in a terminal: for which terminals, and how.
import { hostname } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Environment } from "../../src/host/host.ts";
import { canLink, linkTo } from "../../src/terminal/link.ts";
import { coloured } from "../../src/terminal/paint.ts";
import { shellQuoted } from "../../src/terminal/terminal.ts";
import { testHost } from "../support/test-host.ts";

function hostWith(env: Environment, isTTY = true) {
  const { host } = testHost({ env });
  return { ...host, stdout: Object.assign(host.stdout, { isTTY }) };
}

test.for<[boolean, Environment]>([
  [true, { TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.5.1" }],
  [false, { TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.0.15" }],
  [false, { TERM_PROGRAM: "Apple_Terminal", TERM_PROGRAM_VERSION: "455", TERM: "xterm" }],
  [true, { TERM_PROGRAM: "vscode", TERM_PROGRAM_VERSION: "1.95.0" }],
  [false, { TERM_PROGRAM: "vscode", TERM_PROGRAM_VERSION: "1.71.2" }],
  [true, { TERM_PROGRAM: "WezTerm", TERM_PROGRAM_VERSION: "20240203-110809-5046fc22" }],
  [true, { TERM_PROGRAM: "ghostty" }],
  [true, { TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.4" }],
  [true, { TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.5a" }],
  [false, { TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.3a", VTE_VERSION: "7600" }],
  [true, { VTE_VERSION: "6003" }],
  [false, { VTE_VERSION: "4800" }],
  [true, { KONSOLE_VERSION: "220401" }],
  [true, { WT_SESSION: "8e9c5d34" }],
  [true, { TERM: "xterm-kitty" }],
  [false, { TERM: "xterm-256color" }],
  [false, { TERM: "dumb", VTE_VERSION: "7600" }],
  [false, { VTE_VERSION: "7600", CI: "true" }],
  [false, { VTE_VERSION: "7600", NO_COLOR: "1" }],
  [false, { VTE_VERSION: "7600", FORCE_HYPERLINK: "0" }],
  [true, { TERM: "xterm", FORCE_HYPERLINK: "1" }],
  [false, {}],
])("%s: a link with %o", ([can, env]) => {
  expect(canLink(hostWith(env), "stdout")).toBe(can);
  expect(canLink(hostWith(env, false), "stdout")).toBe(false);
});

test("a link leads to the file, whatever its name has", () => {
  const host = hostWith({ VTE_VERSION: "7600" });
  const name = "/r uns/>\u001b]8;;http:x\u0007/é;%41/report.html";
  const shown = "/r uns/>\\u001b]8;;http:x\\u0007/é;%41/report.html";
  const link = coloured(linkTo(name, name, host, "stdout"));
  const [before, target = "", text, ...after] = link.split("\u001b");
  expect([before, after]).toEqual(["", ["]8;;", "\\"]]);
  const url = target.replace("]8;;", "");
  expect(url).toMatch(/^[!-~]+$/);
  expect(text).toBe(`\\${shown}`);
  expect(url.startsWith(`file://${hostname()}/`)).toBe(true);
  expect(fileURLToPath(url.replace(hostname(), ""))).toBe(name);
  expect(linkTo(name, name, hostWith({}), "stdout")).toBe(name);
});

test("a word of a proposed command is quoted where a shell reads more into it", () => {
  const run = "runs/2026-11-21T02-00-00Z-import-acme";
  expect(shellQuoted(run)).toBe(run);
  const words = ["=ls", "~/runs", "a b", "it's", "$(x)", "a;b", "*", "#x", "", "{a,b}", "!1"];
  for (const word of words) expect(shellQuoted(word)).toMatch(/^'.*'$/);
});
