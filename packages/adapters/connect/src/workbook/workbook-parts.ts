import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { parseXml } from "./parse-xml.ts";
import type { ZipArchive } from "./zip-reader.ts";

interface Relation {
  readonly id: string;
  /** The last word of its type, for example `comments`. */
  readonly type: string;
  /** The part it leads to, from the root of the archive. */
  readonly part: string;
}

function resolvePart(folder: string, target: string): string {
  return new URL(target, `part:///${folder}`).pathname.slice(1);
}

/** The relations that a part declares, in `_rels` beside it. */
function readRelations(archive: ZipArchive, part: string): readonly Relation[] {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const xml = archive.read(`${folder}_rels/${part.slice(slash)}.rels`);
  const relations: Relation[] = [];
  if (xml === undefined) return relations;
  parseXml(xml, {
    onOpen: (name, { Id = "", Type = "", Target = "" }) => {
      if (name !== "Relationship") return;
      const type = Type.slice(Type.lastIndexOf("/") + 1);
      relations.push({ id: Id, type, part: resolvePart(folder, Target) });
    },
  });
  return relations;
}

const findPart = (relations: readonly Relation[], type: string): string | undefined =>
  relations.find((relation) => relation.type === type)?.part;

/** Where a workbook keeps what the reader needs. */
export interface WorkbookParts {
  /** The part of each sheet, by the sheet's name. */
  readonly sheets: ReadonlyMap<string, string>;
  /** The part of the shared texts. */
  readonly sharedStrings: string | undefined;
}

/**
 * Finds the parts of a workbook by following its relations, never by guessing names.
 *
 * @param archive - The workbook.
 * @returns Its sheets and shared texts.
 * @throws {@link InvalidWorkbookError} When it has no workbook part.
 */
export function findWorkbookParts(archive: ZipArchive): WorkbookParts {
  const workbook = findPart(readRelations(archive, ""), "officeDocument");
  const xml = workbook === undefined ? undefined : archive.read(workbook);
  if (workbook === undefined || xml === undefined) {
    throw new InvalidWorkbookError("the file is an archive, but no workbook");
  }
  const relations = readRelations(archive, workbook);
  const sheets = new Map<string, string>();
  parseXml(xml, {
    onOpen: (name, attributes) => {
      if (name !== "sheet") return;
      const part = relations.find(({ id }) => id === attributes["r:id"])?.part;
      if (part !== undefined) sheets.set(attributes["name"] ?? "", part);
    },
  });
  return { sheets, sharedStrings: findPart(relations, "sharedStrings") };
}

/**
 * Finds the comments of a sheet.
 *
 * @param archive - The workbook.
 * @param sheetPart - The sheet's part.
 * @returns The comments' part; nothing when the sheet has none.
 */
export function findCommentsPart(archive: ZipArchive, sheetPart: string): string | undefined {
  return findPart(readRelations(archive, sheetPart), "comments");
}
