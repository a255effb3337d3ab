import { describe, expect, test } from "vitest";
import { same } from "../../src/item/field.ts";
import {
  type FieldName,
  fieldNames,
  fields,
  type Item,
  itemSchema,
} from "../../src/item/fields.ts";
import { isId } from "../../src/item/id.ts";
import { IdSet } from "../../src/item/id-set.ts";
import { parseJson } from "../../src/shop/http/json.ts";

const codes = (text: string): { country_code: string; harmonized_system_code: string }[] =>
  text.split(";").map((entry) => {
    const [country_code = "", harmonized_system_code = ""] = entry.split(":");
    return { country_code, harmonized_system_code };
  });

describe("reading a cell", () => {
  test.each<[FieldName, string, unknown]>([
    ["cost", "12.50", "12.50"],
    ["cost", " 12.50 ", "12.50"],
    ["cost", "0", "0"],
    ["cost", "999999999999999.99", "999999999999999.99"],
    ["tracked", "true", true],
    ["tracked", "TRUE", true],
    ["tracked", " WAHR ", true],
    ["tracked", "1.0", true],
    ["tracked", "0,00", false],
    ["tracked", "no", false],
    ["requires_shipping", "0", false],
    ["requires_shipping", "1", true],
    ["country_code_of_origin", "ca", "CA"],
    ["country_code_of_origin", "NA", "NA"],
    ["country_code_of_origin", "XK", "XK"],
    ["province_code_of_origin", " ON ", "ON"],
    ["province_code_of_origin", "no such place", "no such place"],
    ["harmonized_system_code", "010121", "010121"],
    ["harmonized_system_code", "0101.21.00-00", "0101210000"],
    ["harmonized_system_code", "0101 21", "010121"],
    ["harmonized_system_code", "1234567890123", "1234567890123"],
    ["harmonized_system_code", "1012100001", "1012100001"],
    ["country_harmonized_system_codes", "CA:1234561111", codes("CA:1234561111")],
    [
      "country_harmonized_system_codes",
      " ca : 1234.56 ; ; US:010121 ;",
      codes("CA:123456;US:010121"),
    ],
    ["sku", " 000123 ", " 000123 "],
    ["sku", "😀".repeat(255), "😀".repeat(255)],
  ])("%s %j is taken", (name, text, value) => {
    expect(fields[name].read(text)).toEqual({ value });
  });

  const fourDigits = "an HS code of 6 to 13 digits";
  test.each<[FieldName, string, string]>([
    ["cost", "-1", "zero or more"],
    ["cost", "abc", "digits with a decimal point and nothing else, such as 12.50"],
    ["cost", "0x10", "digits with a decimal point"],
    ["cost", "Infinity", "digits with a decimal point"],
    ["cost", "12.", "digits with a decimal point"],
    ["cost", ".5", "digits with a decimal point"],
    ["cost", "$25.00", "digits with a decimal point"],
    ["cost", "1 234.50", "digits with a decimal point"],
    ["cost", "١٢", "digits with a decimal point"],
    ["tracked", "maybe", "true or false"],
    ["tracked", "2", "true or false"],
    ["tracked", "null", "true or false"],
    [
      "country_code_of_origin",
      "EL",
      "a two-letter ISO 3166 country code such as CA; did you mean GR",
    ],
    ["country_code_of_origin", "ZZ", "a two-letter ISO 3166 country code such as CA"],
    ["country_code_of_origin", "CAX", "a two-letter ISO 3166 country code"],
    ["country_code_of_origin", "Korea", "this name could be KP or KR"],
    ["harmonized_system_code", "10121", "was a leading zero lost, and 010121 meant"],
    ["harmonized_system_code", "101.2100", "was a leading zero lost, and 01012100 meant"],
    ["harmonized_system_code", "0101", fourDigits],
    ["harmonized_system_code", "12345678901234", fourDigits],
    ["harmonized_system_code", "1.01E+05", fourDigits],
    ["harmonized_system_code", "..", fourDigits],
    ["harmonized_system_code", "902.101", "3 digits before the first point"],
    ["harmonized_system_code", "6.10910", "1 digit before the first point"],
    ["country_harmonized_system_codes", "CA", "country and code, such as CA:1234561111"],
    ["country_harmonized_system_codes", ";", "country and code, such as CA:1234561111"],
    ["country_harmonized_system_codes", "CA:123456:US", "country and code"],
    ["country_harmonized_system_codes", "EL:123456", "did you mean GR"],
    ["country_harmonized_system_codes", "CA:10121", "for CA 6, 8, 10, 12 or 13 digits"],
    ["country_harmonized_system_codes", "CA:123456;ca:123456", "one code for CA, not two"],
    ["sku", "x".repeat(256), "at most 255 characters, not 256"],
  ])("%s %j is refused, with what is wanted", (name, text, wanted) => {
    expect(fields[name].read(text)).toMatchObject({ wanted: expect.stringContaining(wanted) });
  });

  test.each([
    [5, ""],
    [7, ""],
    [9, "; or is the code complete, like codes of Japan? --hs-zeros keep takes it as it is"],
    [
      11,
      "; or is the code complete, like codes of Taiwan and Thailand? --hs-zeros keep takes it as it is",
    ],
  ])("an HS code of %d digits has probably lost a zero", (digits, whole) => {
    const code = "1".repeat(digits);
    expect(fields.harmonized_system_code.read(code)).toMatchObject({
      wanted: `6, 8, 10, 12 or 13 digits; was a leading zero lost, and 0${code} meant? --fix-hs-zeros puts it back${whole}`,
    });
    expect(fields.harmonized_system_code.read(code, { fixHsZeros: true })).toMatchObject({
      value: `0${code}`,
      by: [{ kind: "hs_zero" }],
    });
  });
});

describe("writing a cell", () => {
  test.each<[FieldName, Item[FieldName], string]>([
    ["id", "39072856", "39072856"],
    ["sku", null, ""],
    ["cost", "12.50", "12.50"],
    ["cost", null, ""],
    ["tracked", false, "false"],
    ["harmonized_system_code", "010121", "010121"],
    ["country_harmonized_system_codes", [], ""],
    ["country_harmonized_system_codes", codes("US:2345678;CA:0123456"), "CA:0123456;US:2345678"],
  ])("%s %j is the text %j", (name, value, text) => {
    expect(fields[name].write(value)).toBe(text);
  });

  test("the order of the codes in an answer makes no difference, whatever they are", () => {
    const field = fields.country_harmonized_system_codes;
    const some = codes("US:222222;CA:111111;US:111111;ZZ:5");
    expect(field.write(some.toReversed())).toBe(field.write(some));
    expect(field.canonical(some.toReversed())).toBe(field.canonical(some));
  });
});

describe("what means the same to the shop", () => {
  test.each<[FieldName, Item[FieldName], Item[FieldName], boolean]>([
    ["cost", "25", "25.00", true],
    ["cost", "025.0", "25.00", true],
    ["cost", "0", "0.00", true],
    ["cost", "0", null, false],
    ["cost", "25.00", "25.001", false],
    ["cost", "0.1", "0.10000000000000000555", false],
    ["cost", "n/a", "n/a", true],
    ["harmonized_system_code", "6109.10", "610910", true],
    ["harmonized_system_code", "0101-21 00", "01012100", true],
    ["harmonized_system_code", "010121", "10121", false],
    ["harmonized_system_code", null, "010121", false],
    ["country_code_of_origin", "ca", "CA", true],
    ["country_code_of_origin", "CA", null, false],
    ["country_harmonized_system_codes", codes("CA:1234.56;US:1"), codes("us:1;ca:123456"), true],
    ["country_harmonized_system_codes", codes("CA:123456"), codes("CA:1234567"), false],
    ["country_harmonized_system_codes", [], codes("CA:123456"), false],
    ["sku", "", null, true],
    ["sku", "a", "A", false],
    ["sku", "a", "a ", false],
    ["province_code_of_origin", "", null, true],
    ["tracked", true, false, false],
  ])("%s: %j and %j: %s", (name, a, b, equal) => {
    expect([same(fields[name], a, b), same(fields[name], b, a)]).toEqual([equal, equal]);
  });

  test("what a field reads equals what it then writes, and reads again", () => {
    for (const [name, text] of [
      ["cost", "0012.500"],
      ["harmonized_system_code", "01.01-21"],
      ["country_harmonized_system_codes", "us:01.0121; ca:123456"],
      ["country_code_of_origin", "ca"],
      ["tracked", "Oui"],
      ["province_code_of_origin", " QC "],
    ] as const) {
      const reading = fields[name].read(text);
      if (!("value" in reading)) throw new Error(`${name} ${text} was refused`);
      const again = fields[name].read(fields[name].write(reading.value));
      if (!("value" in again)) throw new Error(`${name} ${text} was refused when written`);
      expect(same(fields[name], reading.value, again.value)).toBe(true);
    }
  });
});

describe("an item of an answer", () => {
  const wire = (part: string): string =>
    `{"id":39072856,"sku":"IPOD","tracked":true,"requires_shipping":true${part}}`;
  const read = (text: string): Item => itemSchema.parse(parseJson(text));

  test("keys that are absent are read as nothing", () => {
    expect(read(wire(""))).toEqual({
      id: "39072856",
      sku: "IPOD",
      cost: null,
      tracked: true,
      requires_shipping: true,
      country_code_of_origin: null,
      province_code_of_origin: null,
      harmonized_system_code: null,
      country_harmonized_system_codes: [],
      created_at: null,
      updated_at: null,
      admin_graphql_api_id: null,
    });
    expect(Object.keys(read(wire("")))).toEqual(fieldNames);
  });

  test.each([
    [`"cost":null`, "cost", null],
    [`"cost":""`, "cost", null],
    [`"cost":"25.00"`, "cost", "25.00"],
    [`"cost":25.5`, "cost", "25.5"],
    [`"harmonized_system_code":123456`, "harmonized_system_code", "123456"],
    [`"harmonized_system_code":"010121"`, "harmonized_system_code", "010121"],
    [`"province_code_of_origin":""`, "province_code_of_origin", null],
    [`"country_harmonized_system_codes":null`, "country_harmonized_system_codes", []],
    [
      `"country_harmonized_system_codes":[{"country_code":"CA","harmonized_system_code":123456,"x":1}]`,
      "country_harmonized_system_codes",
      codes("CA:123456"),
    ],
  ] as const)("%s is read", (part, name, value) => {
    expect(read(wire(`,${part}`))[name]).toEqual(value);
  });

  test("an unknown key is dropped", () => {
    expect(read(wire(`,"brand_new":{"a":[1]}`))).toEqual(read(wire("")));
  });

  test.each(["271878346596884015", "9007199254740993", "9223372036854775807"])(
    "the id %s keeps its digits",
    (id) => {
      expect(read(`{"id":${id},"tracked":true,"requires_shipping":false}`).id).toBe(id);
      expect(read(`{"id" : ${id},"tracked":true,"requires_shipping":false}`).id).toBe(id);
      expect(read(`{"tracked":true,"requires_shipping":false,"id":\n ${id}\n}`).id).toBe(id);
    },
  );

  test.each([
    ["no id", `{"tracked":true,"requires_shipping":true}`],
    ["an id of nothing", `{"id":null,"tracked":true,"requires_shipping":true}`],
    ["an id of 0", `{"id":0,"tracked":true,"requires_shipping":true}`],
    ["an id with a fraction", `{"id":1.5,"tracked":true,"requires_shipping":true}`],
    ["an id that is a path", `{"id":"../products/1","tracked":true,"requires_shipping":true}`],
    ["a flag of nothing", `{"id":1,"tracked":null,"requires_shipping":true}`],
    ["a flag that is text", `{"id":1,"tracked":"true","requires_shipping":true}`],
    ["no flag", `{"id":1,"tracked":true}`],
    ["a list", "[]"],
    ["null", "null"],
  ])("%s is no item", (_, text) => {
    expect(itemSchema.safeParse(parseJson(text)).success).toBe(false);
  });

  test("an id that was rounded before it came here is an error, not another item", () => {
    const rounded = { id: Number("271878346596884015"), tracked: true, requires_shipping: true };
    expect(itemSchema.safeParse(rounded).success).toBe(false);
  });
});

describe("an id", () => {
  test.each(["1", "39072856", "9223372036854775807"])("%s is one", (text) => {
    expect(isId(text)).toBe(true);
  });

  test.each([
    "",
    "0",
    "01",
    "-1",
    "1.0",
    "1 ",
    "1\n",
    "4.37E+13",
    "１",
    "12345678901234567890",
    "1/2",
  ])("%j is none", (text) => {
    expect(isId(text)).toBe(false);
  });

  test("a set of ids keeps their order and their digits, however many there are", () => {
    const set = new IdSet();
    const ids = Array.from({ length: 5000 }, (_, n) =>
      String(9223372036854775807n - BigInt(n) * 4097n),
    );
    for (const id of ids) expect(set.add(id)).toBe(true);
    for (const id of ids) expect(set.add(id)).toBe(false);
    expect(set.size).toBe(5000);
    expect([...set]).toEqual(ids);
  });
});
