// Titles of a sheet in messages: whole, as far as they can be titles.
import { quoted, shortened } from "../../words.ts";

const longestTitle = 200;

export const quotedTitle = (title: string): string => quoted(title, longestTitle);

export const shortenedTitle = (title: string): string => shortened(title, longestTitle);
