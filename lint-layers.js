// A linter rule of this project: a folder of src/ imports only what its line here names, types included, so that the
// code flows one way. Later lines may name earlier ones and never the other way round.
import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
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
  terminal: ["visible", "cause", "exit-code", "host", "meaning"],
  plan: ["visible", "item", "base", "sheet", "shop", "run", "disk"],
  apply: ["item", "plan", "shop", "run", "disk"],
  report: [
    "visible",
    "item",
    "base",
    "sheet",
    "workbook",
    "plan",
    "apply",
    "run",
    "disk",
    "terminal",
  ],
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
    "audit",
    "runs",
    "session",
    "import",
  ],
  formats: [
    "cause",
    "exit-code",
    "item",
    "disk",
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
  /^(undici|bottleneck)$|^src\/(clock\.ts$|base\/base\.ts$|terminal\/(progress|session|terminal)\.ts$|(disk|host|run|session|shop(?!\/address\.ts$))\/)/;
const isImpure = (to) => impure.test(to) || (isBuiltin(to) && to !== "node:buffer");
const impureGlobals = /^(fetch|queueMicrotask|set(Immediate|Interval|Timeout))$/;

const root = import.meta.dirname;
const names = Object.keys(layers);

const inRoot = (file) => relative(root, file).replaceAll("\\", "/");
const inSource = (path) => path.slice("src/".length).replace(/\.ts$/, "");
const isPure = (path) => path.startsWith("src/") && isIn(inSource(path), pure);

/** What is wrong with this import, or undefined. */
function faultOf(file, specifier, isOfTypes) {
  const from = inRoot(file);
  if (!from.startsWith("src/")) return undefined;
  const to = specifier.startsWith(".") ? inRoot(resolve(dirname(file), specifier)) : specifier;
  if (isPure(from) && !isOfTypes && isImpure(to)) return impureIn(from);
  if (!specifier.startsWith(".")) return undefined;
  if (!to.startsWith("src/")) return `src/ imports nothing from outside: ${to}`;
  const [here, there] = [from, to].map(inSource);
  const layer = here.split("/")[0];
  if (there.split("/")[0] === layer) return undefined;
  const allowed = layers[layer];
  if (allowed === undefined) return `src/${layer} has no line in lint-layers.js`;
  if (isIn(there, [...everywhere, ...allowed])) return undefined;
  return `${layer} may import ${allowed.join(", ") || "no other folder"}; ${there} is not among them`;
}

const impureIn = (path) => `${path} is a pure stage: no network, no clock, no files`;

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
      const isOfTypes = node.importKind === "type" || node.exportKind === "type";
      const message = faultOf(context.filename, source.value, isOfTypes);
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
      ...(isPure(inRoot(context.filename)) && pureOnly(context)),
    };
  },
};

const isDate = ({ type, name }) => type === "Identifier" && name === "Date";

/** `Date` with arguments is a value. */
function pureOnly(context) {
  const message = impureIn(inRoot(context.filename));
  const report = (node) => context.report({ node, message });
  return {
    CallExpression({ callee }) {
      if (callee.type === "Identifier" && impureGlobals.test(callee.name)) report(callee);
    },
    MemberExpression({ object, property }) {
      if (object.type !== "Identifier") return;
      if (object.name === "performance" || (isDate(object) && property.name === "now"))
        report(object);
    },
    NewExpression({ callee, arguments: given }) {
      if (isDate(callee) && given.length === 0) report(callee);
    },
  };
}

export default { meta: { name: "layers" }, rules: { order: rule } };
