// Guesses the encoding of a text that is not UTF-8: decodes it in each candidate and rates how natural the result
// looks. The guess is only for a message; no file is read with it.
import { decoderOf } from "./encoding.ts";

export interface Guess {
  readonly encoding: string;
  /** A part of the text, as it would be read. */
  readonly sample: string;
}

/** The first wins if two have the same weight. */
const candidates = [
  "windows-1252",
  "macintosh",
  "shift_jis",
  "gbk",
  "big5",
  "euc-kr",
  "euc-jp",
  "windows-1251",
  "koi8-r",
  "windows-1250",
  "windows-1253",
  "windows-1254",
  "cp850",
];

/** Below this weight, a text is not in any language. */
const plausible = 0.3;
/** Guesses whose weight differs from the best by at most this are named too. */
const near = 0.16;

/** The likely encodings, best first, at most three; `bytes` should begin at the start of a line or cell. */
export function guessEncodings(bytes: Uint8Array): readonly Guess[] {
  const weighed = candidates
    .flatMap((encoding) => {
      const text = textIn(bytes, encoding);
      return text === undefined ? [] : [{ encoding, text, weight: weightOf(text, encoding) }];
    })
    .filter(({ weight }) => weight >= plausible)
    .toSorted((a, b) => b.weight - a.weight);
  const best = weighed[0]?.weight ?? 0;
  const samples = new Set<string>();
  return weighed
    .filter(({ weight }) => best - weight <= near)
    .map(({ encoding, text }) => ({ encoding, sample: sampleOf(text) }))
    .filter(({ sample }) => !samples.has(sample) && samples.add(sample).size <= 3);
}

/** Undefined if the bytes cannot be in this encoding; a character that the end cuts does not matter. */
function textIn(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const text = decoderOf(encoding).decode(bytes);
    return control.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Characters that are in no sheet; those above ASCII show bytes without a letter in the encoding. */
// oxlint-disable-next-line no-control-regex
const control = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/;
const usual = /[äöüßéèàçñâêîôûïëáíóúãõåøæœùì]/i;
const slavicOrTurkish = /[ąćęłńśźżčďěňřšťůžőűășțğışđ]/i;
const greekOrCyrillic = /[\p{Script=Greek}\p{Script=Cyrillic}]/u;
const eastern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー、。・]/u;
const letter = /\p{L}/u;
const mark = /[’‘“”„–—…€£®™©°×½¼¾²³µ«»·¿¡\u00a0]/;
const halfWidth = /[\uff61-\uff9f]/;

/** The mean weight of the characters that are not ASCII, from about -1 to 1. */
function weightOf(text: string, encoding: string): number {
  const characters = Array.from(text);
  let sum = 0;
  let count = 0;
  for (const [at, character] of characters.entries()) {
    if (character < "\x80") continue;
    // A character of two bytes counts twice.
    const share = eastern.test(character) ? 2 : 1;
    sum += share * weigh(character, characters[at - 1] ?? " ", characters[at + 1] ?? " ", encoding);
    count += share;
  }
  return count === 0 ? 0 : sum / count;
}

function weigh(character: string, before: string, after: string, encoding: string): number {
  const isInWord = letter.test(before) && letter.test(after);
  if (halfWidth.test(character)) return halfWidth.test(before) || halfWidth.test(after) ? 0.2 : -1;
  if (eastern.test(character)) return weighEastern(character, before, after, encoding);
  if (greekOrCyrillic.test(character)) return weighCased(character, before, after);
  if (!letter.test(character)) {
    if (isInWord) return /[’·]/.test(character) ? 0.3 : -1;
    return mark.test(character) ? 0.4 : -0.8;
  }
  if (!/\p{Script=Latin}/u.test(character)) return -1;
  if (isUpper(character) && isLower(before)) return -1;
  const isBeside = [before, after].some(
    (one) => one > "\x7f" && letter.test(one) && !/ß/.test(one),
  );
  if (isBeside && character !== "ß") return -0.3;
  if (usual.test(character)) return isUpper(character) ? 0.7 : 1;
  return slavicOrTurkish.test(character) ? 0.8 : 0.6;
}

/** Greek and Cyrillic words contain no ASCII letters, and have capitals only at the beginning or everywhere. */
function weighCased(character: string, before: string, after: string): number {
  if (/[a-z]/i.test(before) || /[a-z]/i.test(after)) return -1;
  const isAlone = !greekOrCyrillic.test(before) && !greekOrCyrillic.test(after);
  if (isAlone) return -0.2;
  if (!/[\u0386-\u03ce\u0410-\u044fёЁ]/.test(character)) return -0.5;
  if (isUpper(character)) return isLower(before) ? -1 : 0.9;
  return 0.95;
}

function weighEastern(character: string, before: string, after: string, encoding: string): number {
  const isAlone = !eastern.test(before) && !eastern.test(after);
  if (isAlone && /[a-z]/i.test(before) && /[a-z]/i.test(after)) return -1;
  if (isAlone) return 0.1;
  if (/[a-z]/.test(before) || /[a-z]/.test(after)) return 0.3;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}ー、。・]/u.test(character)) return 1;
  if (/\p{Script=Hangul}/u.test(character)) return 1;
  return isOfEveryday(character, encoding) ? 0.85 : 0.1;
}

type Range = readonly [number, number];

/** The ranges of both bytes of the common characters: the standards have them before the rare ones. */
const everydayRanges: Readonly<Record<string, readonly (readonly [lead: Range, trail: Range])[]>> =
  {
    gbk: [
      [
        [0xb0, 0xd7],
        [0xa1, 0xfe],
      ],
    ],
    shift_jis: [
      [
        [0x88, 0x97],
        [0x9f, 0xfc],
      ],
      [
        [0x89, 0x97],
        [0x40, 0x9e],
      ],
    ],
    big5: [
      [
        [0xa4, 0xc6],
        [0x40, 0xfe],
      ],
    ],
    "euc-jp": [
      [
        [0xb0, 0xcf],
        [0xa1, 0xfe],
      ],
    ],
  };

const everyday = new Map<string, ReadonlySet<string>>();

function isOfEveryday(character: string, encoding: string): boolean {
  let known = everyday.get(encoding);
  if (known === undefined) {
    const ranges = everydayRanges[encoding] ?? [];
    known = new Set(ranges.flatMap(([lead, trail]) => [...allOf(encoding, lead, trail)]));
    everyday.set(encoding, known);
  }
  return known.has(character);
}

/** Every character of two bytes in these ranges. */
function* allOf(encoding: string, [first, last]: Range, [low, high]: Range): Generator<string> {
  for (let lead = first; lead <= last; lead += 1) {
    for (let trail = low; trail <= high; trail += 1) {
      const text = textIn(Buffer.of(lead, trail), encoding);
      if (text !== undefined) yield text;
    }
  }
}

const isUpper = (text: string): boolean => text !== text.toLowerCase();
const isLower = (text: string): boolean => text !== text.toUpperCase();

/** The word with the first character that is not ASCII. */
function sampleOf(text: string): string {
  const at = text.search(/[\u0080-\uffff]/);
  const start = Math.max(text.slice(0, at).search(/[^\s,;|"]{0,20}$/), 0);
  return /^[^\s,;|"]{1,30}/.exec(text.slice(start))?.[0] ?? "";
}
