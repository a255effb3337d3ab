// Finds the parts of a workbook that are needed, and refuses workbooks of other kinds.
import { posix } from "node:path";
import type { Archive } from "./archive.ts";
import { baseName } from "../frame.ts";
import { Unreadable } from "../unreadable.ts";
import { readXml } from "./xml.ts";

/** The names of the parts, and the date system. */
export interface Book {
  /** All worksheets; charts and other sheets without cells are not among them. */
  readonly sheets: readonly Sheet[];
  /** The hidden sheet with the base, if there is one. */
  readonly base: string | undefined;
  readonly strings: string | undefined;
  readonly styles: string | undefined;
  readonly is1904: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly visible: boolean;
  /** The name of its part. */
  readonly target: string;
}

/** Throws an Unreadable if this is not a plain workbook; the message says in which format to save it. */
export async function findBook(archive: Archive): Promise<Book> {
  await refuseOthers(archive);
  const root = await relations(archive, "_rels/.rels", "");
  const main = root.find(({ kind }) => kind === "officeDocument")?.target;
  if (main === undefined) throw new Unreadable(noWorkbook);
  await refuseMacros(archive, main);
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const related = await relations(
    archive,
    `${folder}_rels/${main.slice(folder.length)}.rels`,
    folder,
  );
  const worksheets = new Map(
    related.filter(({ kind }) => kind === "worksheet").map(({ id, target }) => [id, target]),
  );
  const sheets: Sheet[] = [];
  let is1904 = false;
  await readXml(archive.read(main), main, {
    open(name, attributes) {
      if (name === "workbookPr") is1904 = /^(?:1|true)$/.test(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
      const target = worksheets.get(id ?? "");
      if (target === undefined) return;
      const visible = (attributes["state"] ?? "visible") === "visible";
      sheets.push({ name: attributes["name"] ?? "", visible, target });
    },
  });
  const partOf = (wanted: string): string | undefined =>
    related.find(({ kind, target }) => kind === wanted && archive.has(target))?.target;
  return {
    sheets,
    base: sheets.find(({ name, visible }) => !visible && name === baseName)?.target,
    is1904,
    strings: partOf("sharedStrings"),
    styles: partOf("styles"),
  };
}

const noWorkbook = "this is a ZIP file, but not a workbook; wanted a CSV or an .xlsx";

async function refuseOthers(archive: Archive): Promise<void> {
  if (archive.has("mimetype")) {
    let type = "";
    for await (const piece of archive.read("mimetype")) {
      type += piece.toString();
      if (type.length > 200) break;
    }
    throw new Unreadable(
      type.startsWith("application/vnd.oasis.opendocument.spreadsheet")
        ? "this is an OpenDocument spreadsheet (.ods); save it as .xlsx or CSV UTF-8"
        : noWorkbook,
    );
  }
  if (archive.names.some((name) => name.startsWith("index/") && name.endsWith(".iwa"))) {
    throw new Unreadable("this is an Apple Numbers document; export it as Excel (.xlsx) or CSV");
  }
  if (archive.names.some((name) => /\.(?:csv|tsv|txt|xlsx)$/.test(name))) {
    throw new Unreadable("this is a ZIP file, not a workbook; unpack it and use the sheet inside");
  }
  if (!archive.has("[Content_Types].xml") || !archive.has("_rels/.rels")) {
    throw new Unreadable(noWorkbook);
  }
}

const isMacro = (name: string): boolean => /vbaproject\.bin$|^xl\/macrosheets\//.test(name);

/** Checks the type of the main part, and also the names of all parts, because the type can be wrong. */
async function refuseMacros(archive: Archive, main: string): Promise<void> {
  const types = new Map<string, string>();
  await readXml(archive.read("[Content_Types].xml"), "[Content_Types].xml", {
    open(_, { PartName, Extension = "", ContentType = "" }) {
      types.set((PartName ?? `.${Extension}`).toLowerCase(), ContentType);
    },
  });
  const type = types.get(`/${main.toLowerCase()}`) ?? types.get(posix.extname(main)) ?? "";
  if (type.includes("sheet.binary") || main.endsWith(".bin")) {
    throw new Unreadable("this is a binary workbook (.xlsb); save it as .xlsx");
  }
  if (type.includes("macroEnabled") || archive.names.some(isMacro)) {
    throw new Unreadable("it contains macros; save it as .xlsx, which has none");
  }
  if (!type.includes("spreadsheetml")) throw new Unreadable(noWorkbook);
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

/** The relations of a part to others inside the file. */
async function relations(archive: Archive, part: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = [];
  await readXml(archive.read(part), part, {
    open(name, { Id = "", Type = "", Target = "", TargetMode }) {
      if (name !== "Relationship" || TargetMode === "External") return;
      const kind = Type.slice(Type.lastIndexOf("/") + 1);
      const path = posix.join("/", Target.startsWith("/") ? "" : folder, Target);
      found.push({ id: Id, kind, target: path.slice(1) });
    },
  });
  return found;
}
