import { parseXml } from "./parse-xml.ts";

/**
 * Reads the comments of a sheet.
 *
 * @param xml - The comments' part.
 * @returns The text of each comment by the reference of its cell, for example `D7`.
 */
export function readComments(xml: Uint8Array): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  let reference: string | undefined;
  let inText = false;
  parseXml(xml, {
    onOpen: (name, attributes) => {
      if (name === "comment") reference = attributes["ref"];
      inText = name === "t";
    },
    onText: (text) => {
      if (!inText || reference === undefined) return;
      comments.set(reference, (comments.get(reference) ?? "") + text);
    },
    onClose: (name) => {
      if (name === "t") inText = false;
      if (name === "comment") reference = undefined;
    },
  });
  return comments;
}
