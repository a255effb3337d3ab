// The macro that an office runs as long as it is open, in its own Basic: it carries out requests, each a file in a folder.
// It opens a file, does to columns what a person does by the menus, and saves the file in one or several formats.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Sort the selected cells, insert or delete a cell, drag a cell down, show numbers with decimals or thousands separators. */
export type Deed = "sort" | "insert" | "delete" | "fill" | "decimals" | "thousands";

/** The row where cells are inserted, deleted or dragged from, the header being row 1. */
export const deedRow = 21;

/** A format as LibreOffice names it, and the options of its filter. */
export interface Format {
  readonly filter: string;
  readonly options?: string;
}

/** To open a file and save it. */
export interface Request {
  readonly source: string;
  /** Found out by LibreOffice where it is absent. */
  readonly format?: Format | undefined;
  readonly deed?: { readonly name: Deed; readonly titles: readonly string[] };
  readonly targets: readonly (Format & { readonly url: string })[];
}

/** The lines that the macro reads. */
export const linesOf = ({ source, format, deed, targets }: Request): string =>
  [
    source,
    format?.filter ?? "",
    format?.options ?? "",
    deed?.name ?? "",
    deed?.titles.join(";") ?? "",
    ...targets.flatMap(({ url, filter, options = "" }) => [url, filter, options]),
  ]
    .map((line) => `${line}\n`)
    .join("");

/** What the macro answers to a request that it has carried out; anything else is the error. */
export const done = "done";

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
<library:element library:name="Office"/>
</library:library>`;

// The numbers of the formats are those of com.sun.star.i18n.NumberFormatIndex, in the locale of the profile.
const basic = `
Sub Serve(folder As String)
  Do Until FileExists(folder & "/quit")
    request = Dir(folder & "/*.request", 0)
    If request = "" Then
      Wait 20
    Else
      Answer(folder & "/" & request)
    End If
  Loop
End Sub

Sub Answer(request As String)
  Dim document As Object
  said = "${done}"
  ' Without this it would show the error in a window, and wait.
  On Error Goto Broken
  reading = FreeFile
  Open request For Input As #reading
  Line Input #reading, source
  Line Input #reading, filter
  Line Input #reading, options
  Line Input #reading, deed
  Line Input #reading, titles
  document = Opened(source, filter, options, deed = "")
  If IsNull(document) Then
    said = "it cannot be opened"
    Goto Finished
  End If
  If deed <> "" Then
    For Each title In Split(titles, ";")
      Change(document, deed, title)
    Next
  End If
  Do Until Eof(reading)
    Line Input #reading, target
    Line Input #reading, filter
    Line Input #reading, options
    document.storeToURL(target, Filtered(filter, options))
  Loop
  Goto Finished
Broken:
  said = "line " & Erl & " of the macro: " & Error$
  Resume Finished
Finished:
  ' Whatever is wrong with one request, the next ones are carried out.
  On Error Resume Next
  Close #reading
  If Not IsNull(document) Then document.close(True)
  Kill request
  writing = FreeFile
  Open request & ".answer" For Output As #writing
  Print #writing, said
  Close #writing
  Name request & ".answer" As Left(request, Len(request) - 7) & "answer"
End Sub

Function Opened(source, filter, options, readOnly)
  Dim opening(4) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  opening(1).Name = "Silent" : opening(1).Value = True
  ' Another office may have the same file open.
  opening(2).Name = "ReadOnly" : opening(2).Value = readOnly
  If filter <> "" Then
    opening(3).Name = "FilterName" : opening(3).Value = filter
    opening(4).Name = "FilterOptions" : opening(4).Value = options
  End If
  Opened = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
End Function

Function Filtered(filter, options)
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = filter
  If options <> "" Then
    saving(1).Name = "FilterOptions" : saving(1).Value = options
  End If
  Filtered = saving()
End Function

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

/** Puts the macro into a profile. */
export async function installMacro(profile: string): Promise<void> {
  const folder = join(profile, "user", "basic", "Standard");
  await mkdir(folder, { recursive: true });
  const module = `${doctype("script:module")}
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Office" script:language="StarBasic">
${escaped(basic)}
</script:module>`;
  await writeFile(join(folder, "..", "script.xlc"), libraries);
  await writeFile(join(folder, "script.xlb"), library);
  await writeFile(join(folder, "Office.xba"), module);
}

/** The argument by which soffice runs it; it ends when the folder has a file "quit". */
export const serve = (folder: string): string => `macro:///Standard.Office.Serve("${folder}")`;
