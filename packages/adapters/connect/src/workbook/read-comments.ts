import { parseXmlStream } from "./parse-xml.ts";
import { attributeOf } from "./xml-scanner.ts";

/** The texts of comments by the numbers of their rows, then by the letters of their columns. */
export type CommentsByRow = ReadonlyMap<number, ReadonlyMap<string, string>>;

const REFERENCE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;

/**
 * Reads the comments of a sheet.
 *
 * @param xml - The comments' part.
 * @returns The comments; one whose cell cannot be told has row 0 and the reference as its column.
 * @throws {@link InvalidWorkbookError} When the XML is broken.
 */
export async function readComments(xml: AsyncIterable<Uint8Array>): Promise<CommentsByRow> {
  const comments = new Map<number, Map<string, string>>();
  let reference: string | undefined;
  let isInText = false;
  let words = "";
  const add = (place: string): void => {
    const [, column = place, row = "0"] = REFERENCE.exec(place.toUpperCase()) ?? [];
    const ofRow = comments.get(Number(row)) ?? new Map<string, string>();
    comments.set(Number(row), ofRow.set(column, words));
  };
  await parseXmlStream(xml, {
    onOpen: (name, attributes) => {
      isInText = name === "t";
      if (name !== "comment") return;
      reference = attributeOf(attributes, "ref") ?? "";
      words = "";
    },
    onText: (text) => {
      if (isInText) words += text;
    },
    onClose: (name) => {
      if (name === "t") isInText = false;
      if (name !== "comment" || reference === undefined) return;
      add(reference);
      reference = undefined;
    },
  });
  return comments;
}
