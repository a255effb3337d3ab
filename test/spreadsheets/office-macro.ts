// What a person does to columns by the menus of LibreOffice, as a macro of its own Basic: sort the selected cells, insert
// or delete a cell, drag a cell down, show numbers with decimals or with thousands separators.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type Deed = "sort" | "insert" | "delete" | "fill" | "decimals" | "thousands";

/** The row where cells are inserted, deleted or dragged from, the header being row 1. */
export const deedRow = 21;

const doctype = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ${name} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${name.replace(/.*:/, "")}.dtd">`;
const namespaces =
  'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"';

const libraries = `${doctype("library:libraries")}
<library:libraries ${namespaces}>
<library:library library:name="Standard" library:link="false"/>
</library:libraries>`;
const library = `${doctype("library:library")}
<library:library ${namespaces} library:name="Standard" library:readonly="false" library:passwordprotected="false">
<library:element library:name="Deeds"/>
</library:library>`;

// The numbers of the formats are those of com.sun.star.i18n.NumberFormatIndex, in the locale of the profile.
const basic = (opened: string, saved: string): string => `
Sub Work(source As String, targets As String, deed As String, titles As String)
  Dim opening(2) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  opening(1).Name = "FilterName" : opening(1).Value = "Text - txt - csv (StarCalc)"
  opening(2).Name = "FilterOptions" : opening(2).Value = "${opened}"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
  ' Without this it would show the error in a window, and wait.
  On Error Goto Broken
  For Each title In Split(titles, ";")
    Change(document, deed, title)
  Next
  Dim asText(1) As New com.sun.star.beans.PropertyValue
  asText(0).Name = "FilterName" : asText(0).Value = "Text - txt - csv (StarCalc)"
  asText(1).Name = "FilterOptions" : asText(1).Value = "${saved}"
  Dim asWorkbook(0) As New com.sun.star.beans.PropertyValue
  asWorkbook(0).Name = "FilterName" : asWorkbook(0).Value = "Calc MS Excel 2007 XML"
  For Each target In Split(targets, ";")
    If Right(target, 5) = ".xlsx" Then
      document.storeToURL(target, asWorkbook())
    Else
      document.storeToURL(target, asText())
    End If
  Next
Broken:
  document.close(True)
End Sub

Sub Change(document, deed, title)
  sheet = document.Sheets.getByIndex(0)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndRow
  column = 0
  Do While sheet.getCellByPosition(column, 0).String <> title
    column = column + 1
  Loop
  at = ${deedRow - 1}
  cell = sheet.getCellRangeByPosition(column, at, column, at).RangeAddress
  cells = sheet.getCellRangeByPosition(column, 1, column, last)
  Dim own As New com.sun.star.lang.Locale
  Select Case deed
    Case "sort"
      Dim field(0) As New com.sun.star.table.TableSortField
      field(0).Field = 0 : field(0).IsAscending = True
      Dim order(0) As New com.sun.star.beans.PropertyValue
      order(0).Name = "SortFields" : order(0).Value = field()
      cells.sort(order())
    Case "insert"
      sheet.insertCells(cell, com.sun.star.sheet.CellInsertMode.DOWN)
      sheet.getCellRangeByPosition(column, last + 1, column, last + 1).clearContents(1023)
    Case "delete"
      sheet.removeRange(cell, com.sun.star.sheet.CellDeleteMode.UP)
    Case "fill"
      sheet.getCellRangeByPosition(column, at, column, last).fillAuto(com.sun.star.sheet.FillDirection.TO_BOTTOM, 1)
    Case "decimals"
      cells.NumberFormat = document.NumberFormats.getFormatIndex(2, own)
    Case "thousands"
      cells.NumberFormat = document.NumberFormats.getFormatIndex(4, own)
  End Select
End Sub
`;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Puts the macro into a profile; `opened` and `saved` are the options of the CSV filter. */
export async function installMacro(profile: string, opened: string, saved: string): Promise<void> {
  const folder = join(profile, "user", "basic", "Standard");
  await mkdir(folder, { recursive: true });
  const module = `${doctype("script:module")}
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Deeds" script:language="StarBasic">
${escaped(basic(opened, saved))}
</script:module>`;
  await writeFile(join(folder, "..", "script.xlc"), libraries);
  await writeFile(join(folder, "script.xlb"), library);
  await writeFile(join(folder, "Deeds.xba"), module);
}

/** The argument by which soffice runs it. */
export const macroCall = (
  source: string,
  targets: readonly string[],
  deed: Deed,
  titles: readonly string[],
): string =>
  `macro:///Standard.Deeds.Work("${source}","${targets.join(";")}","${deed}","${titles.join(";")}")`;
