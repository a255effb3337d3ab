// The answer of an audit as JSON, and an item for the shops of its tests.
import { expect } from "vitest";
import type { Desk } from "../support/command.ts";

export interface Audit {
  readonly items: number;
  readonly todo: number;
  readonly lacking: { value: string; count: number; of: number; example?: { id: string } }[];
  readonly costs: { value: string; count: number; example?: { id: string; product?: string } }[];
  readonly hs_codes: { value: string; count: number }[];
  readonly origins: { value: string; count: number }[];
  readonly suspicious: { value: string; count: number; example?: { id: string; text: string } }[];
  readonly missing: string[];
  readonly requests: number;
}

export async function audit(desk: Desk, ...flags: readonly string[]): Promise<Audit> {
  const { code, stdout, stderr } = await desk.run(["audit", "--json", "--quiet", ...flags]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.match(/\n/g)).toHaveLength(1);
  return JSON.parse(stdout) as Audit;
}

export const counts = (list: readonly { value: string; count: number }[]): Record<string, number> =>
  Object.fromEntries(list.map(({ value, count }) => [value, count]));

/** With nothing suspicious, and without an HS code. */
export const sound = {
  cost: "1.00",
  harmonized_system_code: null,
  country_code_of_origin: "DE",
  province_code_of_origin: null,
  country_harmonized_system_codes: [],
};
