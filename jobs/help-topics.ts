// The texts of `help TOPIC`, from the tables that the program itself uses.
import { variables } from "../src/environment.ts";
import { exitCodes } from "../src/exit-code.ts";
import { wrapped } from "../src/words.ts";

export interface Topic {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, means: string])[];
  /** About all rows. */
  readonly note?: string;
}

/** By the name that `help` takes. */
export const topics: Readonly<Record<string, () => Promise<Topic>>> = {
  "exit-codes": async () => exitCodeTopic,
  columns: async () => {
    const { fieldNames, fields } = await import("../src/item/fields.ts"); // loads much code
    const rows = fieldNames.map((name) => {
      const { holds, writable } = fields[name];
      return [name, writable ? holds : `${holds}; never sent`] as const;
    });
    const others = [
      ["cost@acme-us", "any column for one shop; where its cell is empty, the plain column counts"],
      ["cost.EUR", "the cost in the shops that keep EUR; costs are never converted"],
    ] as const;
    const note =
      "A column that is missing is left alone. [clear] empties a value. A blank cell is left alone, unless the base shows that somebody emptied it. A column harmonized_system_code.US is the HS code of one country. Columns that begin with result_ are ignored.";
    return { title: "Columns of a sheet", rows: [...rows, ...others], note };
  },
  environment: async () => environmentTopic,
};

export const exitCodeTopic: Topic = {
  title: "Exit codes",
  rows: exitCodes.map(([code, means]) => [String(code), means]),
};

export const environmentTopic: Topic = { title: "Environment", rows: variables };

/** Characters in a line. */
const width = 100;

/** The topic as two columns. */
export function inColumns({ title, rows, note = "" }: Topic): string {
  const indent = 4 + Math.max(...rows.map(([name]) => name.length));
  const lines = rows.flatMap(([name, means]) =>
    wrapped(means, width - indent).map(
      (text, at) => (at === 0 ? `  ${name}` : "").padEnd(indent) + text,
    ),
  );
  return [`${title}:`, ...lines, ...(note === "" ? [] : ["", ...wrapped(note, width)])].join("\n");
}
