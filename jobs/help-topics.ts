// What `help TOPIC` tells, from the tables that the program itself goes by.
import { variables } from "../src/environment.ts";
import { exitCodes } from "../src/exit-code.ts";

/** A title, and rows of a name and what it means. */
export interface Topic {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, means: string])[];
  /** What is to be said of all of them. */
  readonly note?: string;
}

/** By the word that `help` takes. */
export const topics: Readonly<Record<string, () => Promise<Topic>>> = {
  "exit-codes": async () => exitCodeTopic,
  columns: async () => {
    const { fieldNames, fields } = await import("../src/item/fields.ts"); // with all that reads them
    const rows = fieldNames.map((name) => {
      const { holds, writable } = fields[name];
      return [name, writable ? holds : `${holds}; never sent`] as const;
    });
    const note =
      "A column that is absent is left alone, and so is a blank cell, unless the base shows that somebody emptied it; [clear] clears. A column harmonized_system_code.US is the HS code of one country. Columns that begin with result_ are ignored.";
    return { title: "Columns of a sheet", rows, note };
  },
  environment: async () => environmentTopic,
};

export const exitCodeTopic: Topic = {
  title: "Exit codes",
  rows: exitCodes.map(([code, means]) => [String(code), means]),
};

export const environmentTopic: Topic = { title: "Environment", rows: variables };

/** Characters of a line. */
const width = 100;

/** In two columns. */
export function inColumns({ title, rows, note = "" }: Topic): string {
  const indent = 4 + Math.max(...rows.map(([name]) => name.length));
  const lines = rows.flatMap(([name, means]) =>
    wrapped(means, width - indent).map(
      (text, at) => (at === 0 ? `  ${name}` : "").padEnd(indent) + text,
    ),
  );
  return [`${title}:`, ...lines, ...(note === "" ? [] : ["", ...wrapped(note, width)])].join("\n");
}

function wrapped(text: string, most: number): readonly string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
