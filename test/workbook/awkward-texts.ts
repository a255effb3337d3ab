// Texts that spreadsheets, XML or ZIP files are known to change.
const plain = [
  ["43729076559912", "4372907655991234", "43729076559912345", "9223372036854775807", "0", "00"],
  ["010121", "0101210000", "6109.10", "25.00", "0.10", "12.10", "25,00", "1.234", "1,234"],
  ["1,234.50", "1.234,50", "000123", "1E5", "12E45", "1e-7", "4.37291E+13", "0x1F", "1/0"],
  ["+1", "-0", "-1", "3/4", "1/2", "3-4", "MAR-1", "MAR1", "May 2024", "12:30", "12:30:00"],
  ["2026-03-04", "04.03.2026", "3/4/26", "2026-01-09T17:04:11-05:00", "1.2.", "10-12", "1 2/3"],
  ["true", "false", "TRUE", "FALSE", "WAHR", "VRAI", "NA", "NO", "N/A", "#N/A", "#REF!"],
  ["#VALUE!", "NULL", "null", "undefined", "NaN", "Infinity", "-Infinity", "%", "50%", "$25.00"],
  ["25 EUR", "€5", "1 234,50", "1'234.50", "5e", "E5", "1d", "0b1", "١٢٣", "１２３"],
].flat();
const formulas = [
  ["=SUM(A1)", "=1+1", '="0101"', "=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3", "@SUM(A1)"],
  ['=HYPERLINK("http://x")', "'=1", "''=1", "'", "'plain", "''", "=", "+", "-", "@"],
].flat();
const spaced = [
  [" ", "  ", " edge", "edge ", "  both  ", "in  side", "\t", "\ttab", "tab\t", "a\tb"],
  [
    "\u00a0nbsp\u00a0",
    "\u2003em",
    "\u200bzero",
    "\ufeffmark",
    "line\nbreak",
    "\n",
    "two\n\nbreaks",
  ],
  ["ends\n", "\u2028", "\u2029", "a\u0085b"],
].flat();
const marked = [
  [
    "&",
    "&amp;",
    "&#13;",
    "<",
    ">",
    "<b>",
    "]]>",
    "<![CDATA[x]]>",
    "<!--",
    "&lt;",
    '"',
    '""',
    'a"b',
  ],
  ['"quoted"', "a;b", "a,b", "CA:1234561111;US:1234562222", "gid://shopify/InventoryItem/1"],
  [
    "[clear]",
    '[text]"x"',
    "{}",
    "\\",
    "\\n",
    "%0A",
    "_x000D_",
    "_x000d_",
    "_x005F_",
    "_x005F_x000D_",
  ],
  ["__x0041_", "_x0041", "x0041_", "_xD800_", "_x_", "_X0041_"],
].flat();
const beyond = [
  ["é", "e\u0301", "Größe", "naïve", "日本語", "한국어", "עברית", "العربية", "ไทย", "ﬁ", "ß", "İ"],
  ["🍵", "👩‍👩‍👧", "🇨🇦", "𝟙", "\u{10ffff}", "\u200d", "\u202eabc", "\ufffd", "\ue000"],
].flat();

/** Those that any program keeps. */
export const awkwardTexts = [...plain, ...formulas, ...spaced, ...marked, ...beyond];

/** Those that XML cannot hold as they are. */
export const unwritableTexts = [
  ["\0", "a\0b", "\u0001", "\b", "\v", "\f", "\u001b[31m", "\u001f", "\u007f", "\u0080", "\u009f"],
  [
    "\ufffe",
    "\uffff",
    "\ud800",
    "\udc00",
    "a\ud83d",
    "\ude00b",
    "\ude00\ud83d",
    "\r",
    "a\rb",
    "a\r\nb",
  ],
  ["\r\n", "\u0000_x0000_", "\ud800\ud83c\udf75"],
].flat();
