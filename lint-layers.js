// A linter rule of this project: a folder of src/ imports only what its line here names, types included, so that the
// code flows one way. Later lines may name earlier ones and never the other way round.
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** Small functions that any folder may use. */
const everywhere = ["clock", "secret", "system-error", "words"];

/** From the innermost to the commands; a file of src/ itself stands without its ending. */
const layers = {
  clock: [],
  secret: [],
  "system-error": [],
  visible: [],
  words: ["visible"],
  environment: [],
  host: ["environment"],
  item: [],
  sandbox: [],
  disk: ["host"],
  run: ["disk", "host"],
  base: ["item", "disk", "host"],
  shop: ["item", "disk"],
  sheet: ["item", "disk", "host", "shop/address"],
  workbook: ["host", "item", "disk", "sheet"],
  "exit-code": [
    "base/base-error",
    "run/run-error",
    "sheet/sheet-error",
    "shop/shop-error",
    "workbook/workbook-limit-error",
  ],
  cause: ["shop/shop-error"],
  meaning: ["cause", "exit-code"],
  terminal: ["cause", "exit-code", "host", "meaning"],
  plan: ["item", "base", "sheet", "shop", "run", "disk"],
  apply: ["item", "plan", "shop", "run", "disk"],
  report: ["item", "base", "sheet", "workbook", "plan", "apply", "run", "disk", "terminal"],
  audit: ["item", "sheet", "plan", "terminal"],
  page: ["visible", "host", "item", "plan", "report", "run", "disk", "terminal", "audit"],
  runs: ["exit-code", "host", "disk", "run", "plan", "apply", "report", "terminal"],
  notify: ["exit-code", "shop", "terminal"],
  session: [
    "cause",
    "exit-code",
    "environment",
    "host",
    "disk",
    "notify",
    "run",
    "sandbox",
    "shop",
    "terminal",
  ],
  doctor: ["exit-code", "environment", "host", "run", "shop", "terminal", "session"],
  export: [
    "exit-code",
    "host",
    "item",
    "disk",
    "base",
    "sheet",
    "workbook",
    "run",
    "shop",
    "terminal",
    "audit",
    "page",
    "session",
  ],
  import: [
    "cause",
    "exit-code",
    "host",
    "item",
    "disk",
    "base",
    "sheet",
    "workbook",
    "run",
    "shop",
    "terminal",
    "plan",
    "apply",
    "report",
    "page",
    "runs",
    "session",
    "export",
  ],
  group: [
    "cause",
    "exit-code",
    "host",
    "disk",
    "run",
    "sheet",
    "shop",
    "terminal",
    "plan",
    "runs",
    "session",
    "import",
  ],
  formats: [
    "cause",
    "exit-code",
    "item",
    "base",
    "run",
    "terminal",
    "plan",
    "apply",
    "report",
    "audit",
    "runs",
    "doctor",
    "export",
    "import",
    "group",
  ],
};

/** Stages that know no network, no clock and no file: files and folders of src/, files without their ending. */
const pure = [
  "item",
  "audit",
  "plan/decide",
  "plan/decision",
  "plan/mistake",
  "plan/rules",
  "plan/tally",
  "plan/watch",
  "sheet/cell",
  "sheet/column",
  "sheet/dialect",
  "sheet/dialect-of",
  "sheet/duplicates",
  "sheet/echo",
  "sheet/edge-blanks",
  "sheet/file/delimiter",
  "sheet/inner-guard",
  "sheet/key",
  "sheet/like-skus",
  "sheet/row",
  "sheet/several",
  "sheet/skus",
  "sheet/titles",
  "report/advice",
  "report/digest",
  "report/field-changes",
  "report/lines",
  "report/percent",
  "report/retry-cell",
  "report/status",
  "report/summary",
  "report/view",
];
const impure =
  /^(node:(?!buffer$).*|undici|bottleneck)$|^src\/(clock\.ts$|(disk|run|shop(?!\/address\.ts$))\/)/;

const root = import.meta.dirname;
const names = Object.keys(layers);

/** What is wrong with this import, or undefined. */
function faultOf(file, specifier) {
  const from = relative(root, file).replaceAll("\\", "/");
  if (!from.startsWith("src/")) return undefined;
  const to = specifier.startsWith(".")
    ? relative(root, resolve(dirname(file), specifier)).replaceAll("\\", "/")
    : specifier;
  const [here, there] = [from, to].map((path) => path.slice("src/".length).replace(/\.ts$/, ""));
  if (impure.test(to) && isIn(here, pure)) {
    return `${from} is a pure stage: no network, no clock, no files`;
  }
  if (!specifier.startsWith(".")) return undefined;
  if (!to.startsWith("src/")) return `src/ imports nothing from outside: ${to}`;
  const layer = here.split("/")[0];
  if (there.split("/")[0] === layer) return undefined;
  const allowed = layers[layer];
  if (allowed === undefined) return `src/${layer} has no line in lint-layers.js`;
  if (isIn(there, [...everywhere, ...allowed])) return undefined;
  return `${layer} may import ${allowed.join(", ") || "no other folder"}; ${there} is not among them`;
}

function isIn(path, places) {
  return places.some((name) => path === name || path.startsWith(`${name}/`));
}

// A name that nothing has would hold nothing.
for (const name of [...pure, ...everywhere, ...names, ...Object.values(layers).flat()]) {
  const path = join(root, "src", name);
  if (!existsSync(path) && !existsSync(`${path}.ts`))
    throw new Error(`lint-layers.js: there is no src/${name}`);
}
for (const [at, name] of names.entries()) {
  const later = layers[name].find((other) => names.indexOf(other.split("/")[0]) >= at);
  if (later !== undefined)
    throw new Error(`lint-layers.js: ${name} names ${later}, which comes later`);
}

const rule = {
  create(context) {
    const check = (node) => {
      const source = node.source;
      if (typeof source?.value !== "string") return;
      const message = faultOf(context.filename, source.value);
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
};

export default { meta: { name: "layers" }, rules: { order: rule } };
