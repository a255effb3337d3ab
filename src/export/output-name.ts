// Names of files with placeholders, such as `exports/{shop}-{date}.csv`, which are filled for each export anew.
import { basename, dirname } from "node:path";
import { ExitError } from "../exit-code.ts";
import { shopInNames } from "../run/run.ts";

/** What a name is filled for. */
export interface Occasion {
  readonly shop: string;
  /** When the export began. */
  readonly at: Date;
}

/** In UTC, as the names of runs are: by local time an hour would come twice a year. */
const placeholders = {
  shop: ({ shop }: Occasion): string => shopInNames(shop),
  date: ({ at }: Occasion): string => at.toISOString().slice(0, 10),
  time: ({ at }: Occasion): string => at.toISOString().slice(11, 19).replaceAll(":", "-"),
};

const isPlaceholder = (name: string): name is keyof typeof placeholders =>
  Object.hasOwn(placeholders, name);

const braces = /\{([^{}]*)\}/g;

/** Throws an ExitError 2 where a placeholder is none. */
export function checkName(name: string): void {
  const unknown = Array.from(name.matchAll(braces), ([, inside = ""]) => inside).filter(
    (inside) => !isPlaceholder(inside),
  );
  if (unknown.length === 0) return;
  const found = unknown.map((inside) => `{${inside}}`).join(", ");
  throw new ExitError(2, `Cannot write to "${name}": ${found} is none of {shop}, {date}, {time}`);
}

export function filledName(name: string, occasion: Occasion): string {
  return name.replace(braces, (whole, inside: string) =>
    isPlaceholder(inside) ? placeholders[inside](occasion) : whole,
  );
}

const dated = /\{(?:date|time)\}/;

/** True where every export gets a file of its own, all in one folder. */
export const isSeries = (name: string): boolean =>
  dated.test(basename(name)) && !dated.test(dirname(name));
