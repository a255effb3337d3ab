// A CSV file as records with their line numbers: its bytes are decoded, split into rows, and checked.
import { setImmediate } from "node:timers/promises";
import type { LineWord } from "../../words.ts";
import type { RawRow } from "../row.ts";
import type { Fault } from "../sheet-error.ts";
import type { TitleMap } from "../titles/titles.ts";
import { largestRow } from "./csv-parser.ts";
import { CsvRows } from "./csv-rows.ts";
import { decode } from "../text/decode.ts";
import { delimiterOf, isSeparatorLine } from "./delimiter.ts";
import { SoundRows } from "./sound-rows.ts";

/** What the user says about a file that its bytes do not show. */
export interface Format {
  /** A name of the WHATWG, such as windows-1252; UTF-8 without one. */
  readonly encoding?: string | undefined;
  /** Between cells; if absent, it is found in the header line. */
  readonly delimiter?: string | undefined;
  /** The columns that the user names for titles of the file. */
  readonly map?: TitleMap | undefined;
  /** The word for a line in messages, if it is not `line`. */
  readonly lineWord?: LineWord;
  /** Gets the delimiter once it is known. */
  readonly onDelimiter?: (mark: string) => void;
}

/**
 * Yields the header and every row that is not blank, some hundreds at a time. Faults go to `onFault`; rows with a fault
 * are not yielded.
 */
export async function* records(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  onFault: (fault: Fault) => void,
  format: Format = {},
): AsyncGenerator<readonly RawRow[]> {
  const text = withoutEndMark(decode(bytes, source, format.encoding));
  try {
    const { head, lines } = await headOf(text);
    const delimiter = format.delimiter ?? delimiterOf(lines, format.map);
    format.onDelimiter?.(delimiter);
    const parser = new CsvRows(delimiter);
    const sound = new SoundRows(delimiter, format, onFault);
    for (let piece: Buffer | undefined = head; piece !== undefined && !parser.lost;) {
      await parser.feed(piece);
      for (const batch of sound.take(parser.rows(), parser.faults())) {
        yield batch;
        // So that a signal is heard in the middle of a piece, too: short rows of a wide sheet make millions of cells.
        await setImmediate();
      }
      if (sound.isOver) return;
      const next = await text.next();
      piece = next.done === true ? undefined : next.value;
    }
    await parser.finish();
    yield* sound.take(parser.rows(), parser.faults());
    if (!sound.isOver) yield* sound.end();
  } finally {
    await text.return(undefined);
  }
}

/** DOS programs end a text with this byte. */
const endMark = 0x1a;

/** The same text, without that byte at its end. */
async function* withoutEndMark(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isHeld = false;
  for await (const piece of text) {
    const whole: Buffer = isHeld ? Buffer.concat([Buffer.of(endMark), piece]) : piece;
    isHeld = whole.at(-1) === endMark;
    yield isHeld ? whole.subarray(0, -1) : whole;
  }
}

/** Lines that are searched for titles, to find the delimiter. */
const mostLines = 20;

/** The text up to the end of the header line or further, and the lines in it from the header on. */
async function headOf(text: AsyncIterator<Buffer>): Promise<{ head: Buffer; lines: string[] }> {
  let head = Buffer.alloc(0);
  for (;;) {
    const all = head.toString().split(/[\r\n]/);
    const found = all.findIndex((line) => line.trim() !== "" && !isSeparatorLine(line));
    const lines = found < 0 ? [] : joined(all.slice(found, found + mostLines));
    if ((found >= 0 && found < all.length - 1) || head.length >= largestRow) return { head, lines };
    const next = await text.next();
    if (next.done === true) return { head, lines };
    head = Buffer.concat([head, next.value]);
  }
}

/** Joins lines between which a quote is open: a title with line breaks. */
function joined(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let begun = "";
  for (const line of lines) {
    begun += line;
    if (begun.split('"').length % 2 === 1) {
      whole.push(begun);
      begun = "";
    } else begun += " ";
  }
  return whole.length === 0 ? [...lines] : whole;
}
