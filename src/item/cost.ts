// Cost of one unit in the shop's currency: a decimal string, never a float.
import { Big } from "big.js";
import { type Field, wireText } from "./field.ts";

const plain = /^\d{1,15}(\.\d{1,10})?$/;

export const cost: Field<string | null> = {
  writable: true,
  cleared: null,
  wire: wireText,
  read(text) {
    const found = text.trim();
    if (plain.test(found)) return { value: found };
    if (found.startsWith("-")) return { wanted: "zero or more" };
    return { wanted: "digits with a decimal point and nothing else, such as 12.50" };
  },
  write: (value) => value ?? "",
  // "25" and "25.00" are one cost. What is not a plain decimal can only equal itself.
  canonical: (value) => (value !== null && plain.test(value) ? new Big(value).toFixed() : value),
};
