// The parts of a workbook around its rows: styles, the hidden list of countries, the frozen header and the drop-downs.
import { countryChoices } from "../item/country/country.ts";
import { columnName } from "../sheet/file/row-widths.ts";
import {
  columnStyle,
  style,
  textOf,
  type WorkbookCell,
  type WorkbookColumn,
  xmlText,
} from "./cell-xml.ts";

export const sheetName = "items";
const countriesName = "countries";
/** The hidden sheet with the values at export. */
export const baseName = "base";

/** Widths of columns in characters. */
const narrowest = 12;
const filterButton = 4;
const widest = 60;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const relationships = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${declaration}<Relationships xmlns="${packaged}/relationships">${targets
    .map(
      ([kind, target], at) =>
        `<Relationship Id="rId${at + 1}" Type="${office}/${kind}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;

const cell = (format: number, font = 0, fill = 0): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`;
const font = (face: string): string => `<font>${face}<sz val="11"/><name val="Calibri"/></font>`;
const fill = (kind: string, colour = ""): string =>
  `<fill><patternFill patternType="${kind}">${colour}</patternFill></fill>`;
const solid = (rgb: string): string =>
  fill("solid", `<fgColor rgb="${rgb}"/><bgColor indexed="64"/>`);

/** Formats: 49 is text, 0 is general; 164 shows at least two decimals, and more if they are typed. */
function stylesXml(): string {
  const grey = '<color rgb="FF595959"/>';
  const cells = {
    0: cell(0),
    [style.text]: cell(49),
    [style.readOnly]: cell(49, 2, 3),
    [style.header]: cell(49, 1, 2),
    [style.readOnlyHeader]: cell(49, 3, 3),
    [style.number]: cell(0),
    [style.decimal]: cell(164),
  };
  const styles = Object.values(cells);
  return `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00########"/></numFmts><fonts count="4">${font("")}${font("<b/>")}${font(grey)}${font(`<b/>${grey}`)}</fonts><fills count="4">${fill("none")}${fill("gray125")}${solid("FFDDEBF7")}${solid("FFE7E6E6")}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

/** The XML before and after the rows of a hidden sheet. */
export const plainSheet = [
  `${declaration}<worksheet xmlns="${main}"><sheetData>`,
  "</sheetData></worksheet>",
] as const;

/** The parts that are the same in all workbooks, with or without a base, by name. */
export const fixedParts = (hasBase: boolean): readonly (readonly [name: string, xml: string])[] => [
  [
    "[Content_Types].xml",
    `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${contentType}.worksheet+xml"/>${hasBase ? `<Override PartName="/xl/worksheets/sheet3.xml" ContentType="${contentType}.worksheet+xml"/>` : ""}</Types>`,
  ],
  ["_rels/.rels", relationships([["officeDocument", "xl/workbook.xml"]])],
  [
    "xl/_rels/workbook.xml.rels",
    relationships([
      ["worksheet", "worksheets/sheet1.xml"],
      ["worksheet", "worksheets/sheet2.xml"],
      ["styles", "styles.xml"],
      ...(hasBase ? [["worksheet", "worksheets/sheet3.xml"] as const] : []),
    ]),
  ],
  ["xl/styles.xml", stylesXml()],
  [
    "xl/worksheets/sheet2.xml",
    plainSheet[0] +
      countryChoices()
        .map(
          (choice, at) =>
            `<row r="${at + 1}"><c r="A${at + 1}" t="inlineStr"><is><t>${xmlText(choice)}</t></is></c></row>`,
        )
        .join("") +
      plainSheet[1],
  ],
];

export function workbookXml(
  columns: readonly WorkbookColumn[],
  lastRow: number,
  hasBase: boolean,
): string {
  const base = hasBase
    ? `<sheet name="${baseName}" sheetId="3" state="veryHidden" r:id="rId4"/>`
    : "";
  const filtered = `${sheetName}!$A$1:$${columnName(columns.length - 1)}$${lastRow}`;
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView activeTab="0"/></bookViews><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/><sheet name="${countriesName}" sheetId="2" state="hidden" r:id="rId2"/>${base}</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${filtered}</definedName></definedNames></workbook>`;
}

/** The worksheet before its first row; the header and these rows decide how wide the columns are. */
export function sheetHead(
  columns: readonly WorkbookColumn[],
  rows: readonly (readonly WorkbookCell[])[],
): string {
  const widths = columns.map((column, at) => {
    const longest = rows.reduce((most, cells) => Math.max(most, textOf(cells[at]).length), 0);
    const width = Math.max(
      narrowest,
      column.name.length + filterButton,
      Math.min(longest + 2, widest),
    );
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${columnStyle(column)}" customWidth="1"/>`;
  });
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join("")}</cols><sheetData>`;
}

/** The worksheet after its last row. */
export function sheetTail(columns: readonly WorkbookColumn[], lastRow: number): string {
  const last = Math.max(2, lastRow);
  const notes = columns.flatMap((column, at) => {
    const letter = columnName(at);
    const note = noteOf(column);
    return note === undefined
      ? []
      : [note.replace("@", `${letter}${column.readOnly ? 1 : 2}:${letter}${last}`)];
  });
  const validations =
    notes.length === 0
      ? ""
      : `<dataValidations count="${notes.length}">${notes.join("")}</dataValidations>`;
  const all = `A1:${columnName(columns.length - 1)}${lastRow}`;
  return `</sheetData><autoFilter ref="${all}"/>${validations}<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

/**
 * The drop-down or note of a column; `@` is replaced by the range of its cells. Other text such as `[clear]` is
 * allowed.
 */
function noteOf({ name, kind, readOnly }: WorkbookColumn): string | undefined {
  if (readOnly) {
    return `<dataValidation allowBlank="1" showInputMessage="1" promptTitle="Read-only" prompt="Leave this column as it is: an import sends no change to it." sqref="@"/>`;
  }
  if (kind === "flag") {
    return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" errorTitle="${xmlText(name.slice(0, 32))}" error="Wanted true or false." sqref="@"><formula1>"true,false"</formula1></dataValidation>`;
  }
  if (kind !== "country") return undefined;
  // No warning: a code without a name is not in the list, but may be typed.
  return `<dataValidation type="list" allowBlank="1" sqref="@"><formula1>${countriesName}!$A$1:$A$${countryChoices().length}</formula1></dataValidation>`;
}
