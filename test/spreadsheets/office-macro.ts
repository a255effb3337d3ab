// What a person does to a column by the menus of LibreOffice, as a macro of its own Basic: sort the selected cells,
// insert or delete a cell, drag a cell down.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type Deed = "sort" | "insert" | "delete" | "fill";

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

const basic = (opened: string, saved: string): string => `
Sub Work(source As String, target As String, deed As String, title As String)
  Dim opening(2) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  opening(1).Name = "FilterName" : opening(1).Value = "Text - txt - csv (StarCalc)"
  opening(2).Name = "FilterOptions" : opening(2).Value = "${opened}"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
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
  Select Case deed
    Case "sort"
      Dim field(0) As New com.sun.star.table.TableSortField
      field(0).Field = 0 : field(0).IsAscending = True
      Dim order(0) As New com.sun.star.beans.PropertyValue
      order(0).Name = "SortFields" : order(0).Value = field()
      sheet.getCellRangeByPosition(column, 1, column, last).sort(order())
    Case "insert"
      sheet.insertCells(cell, com.sun.star.sheet.CellInsertMode.DOWN)
      sheet.getCellRangeByPosition(column, last + 1, column, last + 1).clearContents(1023)
    Case "delete"
      sheet.removeRange(cell, com.sun.star.sheet.CellDeleteMode.UP)
    Case "fill"
      sheet.getCellRangeByPosition(column, at, column, last).fillAuto(com.sun.star.sheet.FillDirection.TO_BOTTOM, 1)
  End Select
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = "Text - txt - csv (StarCalc)"
  saving(1).Name = "FilterOptions" : saving(1).Value = "${saved}"
  document.storeToURL(target, saving())
  document.close(True)
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
export const macroCall = (source: string, target: string, deed: Deed, title: string): string =>
  `macro:///Standard.Deeds.Work("${source}","${target}","${deed}","${title}")`;
