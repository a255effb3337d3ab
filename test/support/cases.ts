// How many random cases a property is tried with. They are the same on every run, the first ones first.
import process from "node:process";

/** All of them, or in `npm test` outside CI a quarter, so that it can be run after every edit. */
export const cases = (all: number): number =>
  process.env["FEW_CASES"] === undefined ? all : Math.ceil(all / 4);
