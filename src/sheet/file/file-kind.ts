// Recognises files of other kinds by their first bytes, because a file name can be wrong.

/** Bytes that show the kind of a file; enough for the first element after an XML declaration and a comment. */
export const headLength = 1024;

const csv = 'save it as "CSV UTF-8"';
const open = `open it in a spreadsheet program and ${csv} or as .xlsx`;
const unpack = "unpack it, and use the CSV or the workbook inside";
const other = "wanted a CSV or an .xlsx";

/** First bytes, as hexadecimal digits. */
const binary: readonly (readonly [starts: readonly string[], what: string])[] = [
  [["504b0304", "504b0506", "504b0708"], `this is a workbook or a ZIP file; ${csv}`],
  [["d0cf11e0a1b11ae1"], `this is an old workbook (.xls); ${open}`],
  [
    ["09000400", "09020600", "09040600", "09080800", "09081000"],
    `this is a very old workbook (.xls); ${open}`,
  ],
  [["1f8b"], `this is a gzip file; ${unpack}`],
  [["425a68"], `this is a bzip2 file; ${unpack}`],
  [["fd377a585a00"], `this is an xz file; ${unpack}`],
  [["28b52ffd"], `this is a Zstandard file; ${unpack}`],
  [["377abcaf271c"], `this is a 7-Zip file; ${unpack}`],
  [["526172211a07"], `this is a RAR file; ${unpack}`],
  [["89504e470d0a", "ffd8ff", "474946383761", "474946383961"], `this is an image; ${other}`],
  [["50415231"], `this is a Parquet file; ${other}`],
  [["53514c69746520666f726d6174203300"], `this is an SQLite database; ${other}`],
];

/** For the text without a byte order mark and blanks at its beginning. */
const textual: readonly (readonly [start: RegExp, what: string])[] = [
  [/^%PDF-/, `this is a PDF; ${other}: copy its table into a spreadsheet program, and ${csv}`],
  [/^<\?xml[^]*(?:<html[\s>]|<!doctype html)/i, `this is HTML; ${open}`],
  [
    /^<(?:!doctype html|html|head|body|table|meta|title|style|script|div)[\s/>]/i,
    `this is HTML; ${open}`,
  ],
  [
    /^<[^]*(?:urn:schemas-microsoft-com:office:spreadsheet|opendocument:xmlns:office)/,
    `this is an XML spreadsheet; ${open}`,
  ],
  [/^<!--/, `this is HTML or XML; ${open}`],
  [/^<(?:[?!]|[a-z][\w:.-]*[\s/>])/i, `this is XML; ${other}`],
  [/^\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*$)/, `this is JSON; ${other}`],
  [/^\[\s*(?:[[{\]]|"(?:[^"\\]|\\.)*"\s*[,\]]|-?\d[\d.]*\s*[,\]])/, `this is JSON; ${other}`],
  [/^\{\\rtf/, `this is a text document (RTF); ${other}`],
  [/^MIME-Version:/i, `this is a saved web page or e-mail; ${open}`],
  [/^ID;P[^\r\n]*\r?\n[BCFOP];/, `this is a SYLK file; ${open}`],
];

/** The message for a file that begins with these bytes; undefined if it may be a CSV file. */
export function foreignKind(head: Uint8Array): string | undefined {
  const bytes = Buffer.from(head.subarray(0, headLength));
  const hex = bytes.toString("hex", 0, 16);
  const found = binary.find(([starts]) => starts.some((start) => hex.startsWith(start)));
  if (found !== undefined) return found[1];
  // UTF-16 too: its markup is ASCII, with a zero byte for each letter.
  const text = bytes
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .trimStart();
  return textual.find(([start]) => start.test(text))?.[1];
}
