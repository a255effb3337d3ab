// Texts in which another encoding has damaged some characters and nothing else has changed.

/** The most characters in a cell of a spreadsheet. */
const longest = 32_767;

export function isCharacterEcho(seen: string, old: string): boolean {
  if (seen.length > 4 * longest || old.length > longest || isAscii(old)) return false;
  if (seen.includes("?") && isReplaced(seen, old, "?")) return true;
  if (seen.includes("_") && isReplaced(seen, old, "_")) return true;
  return seen.length > old.length && !isAscii(seen) && isMisread(seen, old);
}

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
};

/** True if `mark` replaces characters that are not ASCII; a character of two UTF-16 units may have two marks. */
const isReplaced = (seen: string, old: string, mark: string): boolean =>
  isReplacedBy(seen, old, mark, 1) || isReplacedBy(seen, old, mark, 2);

function isReplacedBy(seen: string, old: string, mark: string, width: 1 | 2): boolean {
  let at = 0;
  for (const character of old) {
    if (seen.startsWith(character, at)) at += character.length;
    else if ((character.codePointAt(0) ?? 0) <= 0x7f) return false;
    else {
      const marks = mark.repeat(character.length === 2 ? width : 1);
      if (!seen.startsWith(marks, at)) return false;
      at += marks.length;
    }
  }
  return at === seen.length;
}

// From 0x80 to 0x9f; node reads these as control characters.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const macintosh = new TextDecoder("macintosh");

/**
 * True if UTF-8 was read in the old encoding of the system, as in GrÃ¶ÃŸe for Größe. Bytes without a letter in that
 * encoding may be lost when the file is saved again.
 */
function isMisread(seen: string, old: string): boolean {
  const bytes = new TextEncoder().encode(old);
  const windows = asWindows1252(bytes);
  const found = seen.replace(privateUse, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) & 0xff),
  );
  if (macintosh.decode(bytes) === found || windows === found) return true;
  return ["?", "_"].some((mark) => found.includes(mark) && isReplaced(found, windows, mark));
}

/** LibreOffice reads bytes without a letter in windows-1252 as these characters. */
const privateUse = /[\uf180-\uf19f]/g;

const asWindows1252 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? windows1252[byte - 0x80] : String.fromCharCode(byte),
  ).join("");

// Full-width, Arabic, Persian and Devanagari.
const zeros = [0xff10, 0x0660, 0x06f0, 0x0966];

/** The text with ASCII digits: spreadsheets write numbers with these. */
export function asciiDigits(text: string): string {
  if (text.length > longest || isAscii(text)) return text;
  return text.replace(/[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (zeros.find((zero) => code >= zero && code <= zero + 9) ?? code));
  });
}
