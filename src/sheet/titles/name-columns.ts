// The columns that name the product and the variant of a row for people.
import { nameTitles } from "../../item/profiles.ts";
import { titleKey } from "../../item/title-key.ts";
import type { Header } from "./header.ts";

/** Indexes of columns. */
export interface NameColumns {
  readonly product: number | undefined;
  /** The values of the options of a variant; or one column with its title. */
  readonly variant: readonly number[];
  readonly handle: number | undefined;
}

export function nameColumns({ names, profile }: Header): NameColumns {
  const keys = names.map(titleKey);
  const indexOf = (...titles: readonly string[]): number | undefined => {
    const found = titles.map((title) => keys.indexOf(titleKey(title)));
    return found.find((index) => index >= 0);
  };
  const handle = indexOf(...nameTitles.handles);
  const isProgram = profile !== undefined || handle !== undefined;
  const title = isProgram ? indexOf(nameTitles.programProduct) : undefined;
  const variant = indexOf(nameTitles.variant);
  const options = nameTitles.options.flatMap((option) => indexOf(option) ?? []);
  return {
    product: indexOf(nameTitles.product) ?? title,
    variant: variant === undefined ? options : [variant],
    handle,
  };
}
