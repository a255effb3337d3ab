// Planted bugs of what is sent, when, and what is made of the answer.
import { mutant, type Mutant } from "./mutant.ts";

export const sending: readonly Mutant[] = [
  mutant(
    "requests without the limiter",
    [
      "src/shop/limiter.ts",
      "return { result: await lane.limiter.schedule(job) };",
      "return { result: await job() };",
    ],
    ["test/processes/interrupted/stopping.test.ts", "no more requests than connections"],
  ),
  mutant(
    "a gate that is always open",
    ["src/shop/sender.ts", "if (milliseconds === 0) {", "if (milliseconds >= 0) {"],
    ["test/processes/paced-import.test.ts", "after a 429 nothing is sent"],
  ),
  mutant(
    "a pace that never waits",
    ["src/shop/pace.ts", "  wait(): number {\n", "  wait(): number {\n    return 0;\n"],
    ["test/shop/pace.test.ts", "after the burst one leaves in every half second"],
  ),
  mutant(
    "repeats inside the limiter",
    [
      "src/shop/sender.ts",
      "this.#limiter.schedule(attempt)",
      "this.#limiter.schedule(() => attempt().catch(attempt))",
    ],
    ["test/processes/paced-import.test.ts", "no request is repeated within 100 ms"],
  ),
  mutant(
    "repeats without a turn",
    [
      "src/shop/sender.ts",
      "const { departure, probe } = await this.#turn(call);",
      "const { departure, probe } = tries === 0 ? await this.#turn(call) : { departure: this.#pace.depart(1), probe: false };",
    ],
    ["test/processes/paced-import.test.ts", "after a 429 nothing is sent"],
  ),
  mutant(
    "milliseconds for the seconds of Retry-After",
    [
      "src/shop/retry.ts",
      "Math.min(Math.max(seconds, shortestRetryAfter)",
      "Math.min(Math.max(seconds / 1000, shortestRetryAfter)",
    ],
    ["test/processes/paced-import.test.ts", "after a 429 nothing is sent"],
  ),
  mutant(
    "probes without a pause",
    [
      "src/shop/breaker.ts",
      "this.#openSince === undefined ? 0 :",
      "this.#openSince === undefined || this.#pause > 0 ? 0 :",
    ],
    ["test/shop/breaker.test.ts", "lets one request at a time find out"],
  ),
  mutant(
    "many probes at once",
    ["src/shop/sender.ts", "if (this.#breaker.isProbing) {", "if (this.#patience < 0) {"],
    ["test/shop/breaker.test.ts", "asks one thing at a time"],
  ),
  mutant(
    "a PUT by a reading that has grown old",
    ["src/apply/carry-out.ts", "() => mayLeave())", "() => mayLeave() || true)"],
    ["test/processes/interrupted/doubt.test.ts", "no PUT leaves by a reading that has grown old"],
  ),
  mutant(
    "no limit in the URL of a list",
    ["src/shop/rest/rest.ts", 'ids.join(",")}&limit=${largestPage}`', 'ids.join(",")}`'],
    ["test/import/import.test.ts", "U ids and C changes cost"],
  ),
  mutant(
    "an id above 2^53 rounded as it is read",
    [
      "src/shop/http/json.ts",
      "const bigInteger = /^-?\\d{16,}$/;",
      "const bigInteger = /^-?\\d{20,}$/;",
    ],
    ["test/import/import.test.ts", "a PUT says an id above 2^53"],
  ),
  mutant(
    "Number(id) in the body of a PUT",
    [
      "src/shop/rest/rest.ts",
      '{"inventory_item":{"id":${asked},',
      '{"inventory_item":{"id":${Number(asked)},',
    ],
    ["test/import/import.test.ts", "a PUT says an id above 2^53"],
  ),
  mutant(
    "a PUT whose answer was lost sent again unseen",
    [
      "src/shop/retry.ts",
      '(kind === "fault" && changes !== true)',
      '(kind === "fault" && changes !== null)',
    ],
    ["test/processes/interrupted/stopping.test.ts", "a PUT whose answer is lost after"],
  ),
  mutant(
    "a lost answer reported as failed",
    [
      "src/apply/carry-out.ts",
      "      lastError = error;\n",
      '      if (kind === "fault") return resultOf("failed", message, requestId);\n      lastError = error;\n',
    ],
    ["test/processes/interrupted/stopping.test.ts", "a PUT whose answer is lost after"],
  ),
  mutant(
    "an answer of 401 that does not stop the rows in hand",
    ["src/shop/sender.ts", 'if (error.kind === "stop") this', "if (tries < 0) this"],
    ["test/processes/interrupted/stopping.test.ts", "no more requests than connections"],
  ),
  mutant(
    "401 taken for the fault of one row",
    ["src/shop/answer.ts", "new Set([401, 402,", "new Set([402,"],
    ["test/processes/interrupted/stopping.test.ts", "Invalid API key"],
  ),
  mutant(
    "a proxy passed by",
    [
      "src/shop/http/connections.ts",
      "const proxy = proxyTo(new URL(origin), this.#proxy);",
      "const proxy = proxyTo(new URL(origin), undefined);",
    ],
    ["test/shop/proxy.test.ts", "notices and the hosts of files go through the proxy too"],
  ),
  {
    name: "redirects followed",
    edits: [
      {
        file: "src/shop/http/http.ts",
        was: 'import { request, userAgent } from "./undici.ts";',
        is: 'import { interceptors } from "undici";\nimport { request, userAgent } from "./undici.ts";',
      },
      {
        file: "src/shop/http/http.ts",
        was: "request(this.#agent, {",
        is: "request(this.#agent.compose(interceptors.redirect({ maxRedirections: 3 })), {",
      },
    ],
    test: ["test/processes/interrupted/stopping.test.ts", "a redirect is not followed"],
  },
  {
    name: "the next page read from another host",
    edits: [
      {
        file: "src/shop/rest/lists.ts",
        was: "if (url === false || url.origin !== origin) {",
        is: "if (url === false) {",
      },
      {
        file: "src/shop/rest/lists.ts",
        was: "path = url.pathname + url.search;",
        is: "path = url.href;",
      },
      {
        file: "src/shop/http/http.ts",
        was: "          origin: this.#origin,\n          path,\n",
        is: '          origin: new URL(path, this.#origin).origin,\n          path: path.replace(/^http:..[^/]*/, ""),\n',
      },
    ],
    test: ["test/processes/interrupted/stopping.test.ts", "a redirect is not followed"],
  },
  mutant(
    "a token in what the shop said",
    [
      "src/secret.ts",
      'return clean.replace(shopifyToken, "[token]");',
      'return clean.replace(shopifyToken, "[token]") === "" ? "" : text;',
    ],
    ["test/processes/secrets.test.ts", "a token shows nowhere"],
  ),
  mutant(
    "a question for each shop of a group",
    [
      "src/group/assembly.ts",
      "this.#working.size > 0 || this.#waiting.size === 0",
      "this.#waiting.size === 0",
    ],
    ["test/group/group.test.ts", "one question is asked; the answer 'no'"],
  ),
  mutant(
    "a token of the environment for the shops of a group",
    [
      "src/group/member-host.ts",
      "for (const name of ofOneShop) delete env[name];",
      'for (const name of ofOneShop) delete env[name === "SHOPIFY_ACCESS_TOKEN" ? "" : name];',
    ],
    ["test/group/group.test.ts", "one sheet is planned, applied and undone in all shops"],
  ),
];
