import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf } from "../../src/shop/address.ts";
import { adviceOnStatus, connectionFault, kindOf, whatShopifySaid } from "../../src/shop/answer.ts";
import { parseJson } from "../../src/shop/http/json.ts";
import { nextPage } from "../../src/shop/rest/link.ts";
import { redact } from "../../src/secret.ts";
import { expectGrowth } from "../support/growth.ts";

describe("the address of a shop", () => {
  test.each([
    "acme",
    " ACME ",
    "acme.myshopify.com",
    "Acme.MyShopify.com",
    "https://acme.myshopify.com",
    "https://ACME.myshopify.com/admin/products?x=1#y",
    "https://acme.myshopify.com:443/",
    "https://admin.shopify.com/store/acme",
    "https://admin.shopify.com/store/Acme/products/1",
  ])("%j is acme's", (text) => {
    expect(addressOf(text)).toEqual({
      name: "acme.myshopify.com",
      origin: "https://acme.myshopify.com",
    });
  });

  test.each([
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
    ["http://localhost:4010/admin", "http://localhost:4010"],
    ["http://[::1]:4010/", "http://[::1]:4010"],
    ["http://127.1:80", "http://127.0.0.1"],
  ])("%j is a local store's", (text, origin) => {
    expect(addressOf(text)).toEqual({ name: origin.slice("http://".length), origin });
  });

  test.each([
    "",
    " ",
    "-acme",
    "acme shop",
    "acme/../evil",
    "acme.com",
    "acme.myshopify.com.evil.com",
    "evil.com/acme.myshopify.com",
    "https://acme.com",
    "https://acme.myshopify.com.evil.com",
    "https://evil.com/.myshopify.com",
    "https://evil.com#.myshopify.com",
    "https://evil.com?acme.myshopify.com",
    "https://acme.myshopify.com@evil.com",
    "https://user:secret@acme.myshopify.com",
    "https://a.acme.myshopify.com",
    "https://acme.myshopify.com:8443",
    "https://evil.com\\.myshopify.com",
    "http://acme.myshopify.com",
    "ftp://acme.myshopify.com",
    "https://admin.shopify.com",
    "https://admin.shopify.com/store/",
    "https://admin.shopify.com/store/evil.com%2f",
    "https://admin.shopify.com:444/store/acme",
    "http://admin.shopify.com/store/acme",
    "https://127.0.0.1:4010",
    "http://localhost.evil.com",
    "http://127.0.0.1.evil.com",
    "http://user@localhost:4010",
    "http://192.168.0.1:4010",
    "http://0.0.0.0:4010",
    "//acme.myshopify.com",
  ])("%j is none that a token may be sent to", (text) => {
    expect(addressOf(text)).toBeUndefined();
  });

  test("whatever is asked for, a token goes to Shopify by https or stays on this machine", () => {
    const part = fc.constantFrom(
      ..."acme|.myshopify.com|https://|http://|localhost|127.0.0.1|evil.com|admin.shopify.com|/store/".split(
        "|",
      ),
      ..."@|/|\\|:|.|?|#|%2e|[::1]|:80|-".split("|"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
        const found = addressOf(parts.join(""));
        if (found === undefined) return;
        expect(found.origin).toMatch(
          /^(https:\/\/[a-z0-9][a-z0-9-]*\.myshopify\.com|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)$/,
        );
      }),
      { numRuns: cases(5000) },
    );
  });
});

describe("the next page", () => {
  const url =
    "https://acme.myshopify.com/admin/api/2026-01/inventory_items.json?limit=250&page_info=eyJ";
  test.each([
    [`<${url}>; rel="next"`, url],
    [`<${url}>; rel=next`, url],
    [`<${url}>;rel="next";title="a, b"`, url],
    [`<${url}>; title="x"; REL="NEXT"`, url],
    [`<https://x/previous>; rel="previous", <${url}>; rel="next"`, url],
    [`<${url}>; rel="next",<https://x/previous>; rel="previous"`, url],
    [`<${url}&ids=1,2>; rel="next", <https://x/>; rel="previous"`, `${url}&ids=1,2`],
    [`<https://x/next>; rel="previous"`, undefined],
    [`<https://x/?rel="next">; rel="previous"`, undefined],
    [`<https://x/>; rel="nextish"`, undefined],
    [`rel="next"`, undefined],
    ["", undefined],
    [undefined, undefined],
  ])("of %j is %j", (header, next) => {
    expect(nextPage(header)).toBe(next);
  });
});

describe("JSON with large integers", () => {
  test.each<[string, unknown]>([
    [`{"id":271878346596884015}`, { id: "271878346596884015" }],
    [`{"id" : -271878346596884015 }`, { id: "-271878346596884015" }],
    [`{"a":[{"id":9007199254740993},{"id":1}]}`, { a: [{ id: "9007199254740993" }, { id: 1 }] }],
    [`{"id":123456789012345}`, { id: 123456789012345 }],
    [`{"cost":1234567890123456.5}`, { cost: 1234567890123456.5 }],
    [`{"cost":1234567890123456e2}`, { cost: 1234567890123456e2 }],
    [`{"a\\"":271878346596884015}`, { 'a"': "271878346596884015" }],
    [`[271878346596884015]`, ["271878346596884015"]],
    [`271878346596884015`, "271878346596884015"],
    [`{"a":0.1250000000000000000,"b":1e1234567890123456}`, { a: 0.125, b: Infinity }],
    [`[]`, []],
  ])("%s", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test.each([
    `":12345678901234567890,`,
    `"id" : 12345678901234567}`,
    `\\":12345678901234567 `,
    `\\`,
  ])("the text %j is no integer, as a value or as a key", (text) => {
    const value = { sku: text, [text]: `${text}${text}` };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
    expect(parseJson(JSON.stringify(value, null, 2))).toEqual(value);
  });

  test("everything else is as JSON.parse reads it", () => {
    const piece = fc.constantFrom(
      '"',
      ":",
      " ",
      "\\",
      ",",
      "}",
      "{",
      "1234567890123456789",
      "\n",
      "é",
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.double({ min: -1e9, max: 1e9 }),
      fc.constant(null),
      fc.array(text),
    );
    fc.assert(
      fc.property(fc.dictionary(text, value), fc.nat(2), (object, indent) => {
        const json = JSON.stringify(object, null, indent);
        expect(parseJson(json)).toEqual(JSON.parse(json));
      }),
      { numRuns: cases(2000) },
    );
  });
});

test("JSON that is cut off is refused quickly, wherever it is cut", async () => {
  const parseCut = (size: number): void => {
    const whole = JSON.stringify({ id: 1, sku: '"'.repeat(size) });
    for (const length of [1, 9, 20, size + 1, whole.length - 1]) {
      expect(() => parseJson(whole.slice(0, length))).toThrow(SyntaxError);
    }
  };
  await expectGrowth(parseCut, [1_000, 100_000]);
});

describe("secrets", () => {
  test.each<[string, string[], string]>([
    ["token shpat_0123456789abcdefABCDEF, end", [], "token [token], end"],
    ["shpss_1 shpca_2 shppa_3", [], "[token] [token] [token]"],
    ["my own-secret here: own-secret", ["own-secret"], "my [token] here: [token]"],
    ["shpat_abc-def", ["shpat_abc-def"], "[token]"],
    ["abcdef abc", ["abc", "abcdef"], "[token] [token]"],
    ["a.c abc", ["a.c"], "[token] abc"],
    ["nothing", [""], "nothing"],
    ["shipping_address", [], "shipping_address"],
  ])("%j without %j is %j", (text, secrets, clean) => {
    expect(redact(text, secrets)).toBe(clean);
  });
});

describe("what Shopify said", () => {
  test.each([
    [`{"errors":"Not Found"}`, "Not Found"],
    [
      `{"errors":{"cost":["must be greater than or equal to 0"]}}`,
      "cost must be greater than or equal to 0",
    ],
    [
      `{"errors":{"ids":"Required parameter missing or invalid"}}`,
      "ids Required parameter missing or invalid",
    ],
    [
      `{"errors":{"cost":["is bad","is odd"],"sku":["is long"]}}`,
      "cost is bad, is odd; sku is long",
    ],
    [`{"errors":["one","two"]}`, "one, two"],
    [`{"errors":[{"message":"three"}]}`, "message three"],
    [
      `{"error":"invalid_request","error_description":"app_not_installed"}`,
      "invalid_request, app_not_installed",
    ],
    [`{"error":"shop_not_permitted"}`, "shop_not_permitted"],
    [`{"errors":{}}`, `{"errors":{}}`],
    [`{"errors":null}`, `{"errors":null}`],
    ["null", "null"],
    ["[]", "[]"],
    [`"text"`, `"text"`],
    ["", "(empty)"],
    ["  \n ", "(empty)"],
    ["upstream connect error", "upstream connect error"],
    [
      "<html><head><title>x</title></head><body><h1>502</h1>\n <p>Bad\tGateway</p></body></html>",
      "502 Bad Gateway",
    ],
    [`<style>p { color: red }</style><SCRIPT>alert(1)</SCRIPT><p>Sorry</p>`, "Sorry"],
    ["<p></p>", "(empty)"],
  ])("in %s is %j", (body, said) => {
    expect(whatShopifySaid(body, undefined)).toBe(said);
  });

  test("a long body is cut to 200 characters, and never inside one", () => {
    const said = whatShopifySaid(`${"x".repeat(199)}😀${"y".repeat(500)}`, undefined);
    expect(said).toHaveLength(201);
    expect(said.isWellFormed()).toBe(true);
    expect(said.endsWith("…")).toBe(true);
  });

  test.each(["<head", "<", "<style><", "<p"])(
    "a body of nothing but %j is read quickly",
    async (part) => {
      const read = (times: number): string => whatShopifySaid(part.repeat(times), undefined);
      await expectGrowth(read, [2_000, 200_000]);
    },
  );

  test("a redirect is named by where it leads", () => {
    expect(whatShopifySaid("<html>moved</html>", "https://x.com/")).toBe(
      "a redirect to https://x.com/",
    );
  });
});

describe("what an answer means", () => {
  test.each([
    ["throttled", [429]],
    ["stop", [300, 301, 302, 303, 307, 308, 401, 402, 403, 423, 430, 540, 783]],
    ["refused", [400, 404, 406, 409, 410, 414, 422, 451]],
    ["fault", [201, 204, 408, 500, 502, 503, 504, 520, 524, 530, 999]],
  ])("%s: %j", (kind, statuses) => {
    expect(statuses.map(kindOf)).toEqual(statuses.map(() => kind));
  });

  test.each([301, 401, 402, 403, 404, 423, 430, 540])("%d comes with advice", (status) => {
    expect(adviceOnStatus(status)).toMatch(/^\S.*[^.]$/);
  });

  test.each([
    [{ code: "ECONNREFUSED", message: "no" }, "unsent"],
    [{ code: "ENOTFOUND", message: "no" }, "unsent"],
    [{ code: "UND_ERR_CONNECT_TIMEOUT", message: "no" }, "unsent"],
    [{ code: "ECONNRESET", message: "no" }, "fault"],
    [{ code: "UND_ERR_SOCKET", message: "no" }, "fault"],
    [{ code: "UND_ERR_BODY_TIMEOUT", message: "no" }, "fault"],
    [{ code: 23, message: "no" }, "fault"],
    [{ message: "no" }, "fault"],
    [{ code: "CERT_HAS_EXPIRED", message: "no" }, "stop"],
    [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT", message: "no" }, "stop"],
    [{ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE", message: "no" }, "stop"],
    [{ code: "ERR_TLS_CERT_ALTNAME_INVALID", message: "no" }, "stop"],
  ])("a connection that broke by %j is %s", (cause, kind) => {
    expect(connectionFault(cause)).toMatchObject({ kind, found: "got no complete answer: no" });
  });

  test.each([[undefined], [null], ["text"], [{ code: "EPIPE", message: "" }]])(
    "a cause of %j has words too",
    (cause) => {
      expect(connectionFault(cause).found).toMatch(/^got no complete answer: \S+$/);
    },
  );
});
