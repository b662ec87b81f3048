import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { parseXml } from "./parse-xml.ts";
import { attributeOf } from "./xml-scanner.ts";
import type { ZipArchive } from "./zip-reader.ts";

interface Relation {
  readonly id: string;
  /** The last word of its type, for example `comments`. */
  readonly type: string;
  /** The part it leads to, from the root of the archive. */
  readonly part: string;
}

/** The attribute with a prefix, which writers choose freely. */
const RELATION_ID = /\s\w+:id\s*=\s*["']([^"']*)["']/;

/** By hand: a target need not be an address that `URL` takes. */
function resolvePart(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith("/") ? target : `${folder}${target}`).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}

/** The relations that a part declares, in `_rels` beside it. */
function readRelations(archive: ZipArchive, part: string): readonly Relation[] {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const xml = archive.read(`${folder}_rels/${part.slice(slash)}.rels`);
  const relations: Relation[] = [];
  if (xml === undefined) return relations;
  parseXml(xml, {
    onOpen: (name, attributes) => {
      if (name !== "Relationship") return;
      const [id = "", type = "", target = ""] = ["Id", "Type", "Target"].map((member) =>
        attributeOf(attributes, member),
      );
      // What is outside of the file is never fetched.
      if (attributeOf(attributes, "TargetMode") === "External") return;
      const part = resolvePart(folder, target);
      relations.push({ id, type: type.slice(type.lastIndexOf("/") + 1), part });
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
      const wanted = RELATION_ID.exec(attributes)?.[1];
      const part = relations.find(({ id }) => id === wanted)?.part;
      const sheet = attributeOf(attributes, "name") ?? "";
      if (part === undefined)
        throw new InvalidWorkbookError(`sheet ${sheet} is not in the workbook`);
      sheets.set(sheet, part);
    },
  });
  if (sheets.size === 0) throw new InvalidWorkbookError("the workbook has no sheets");
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
