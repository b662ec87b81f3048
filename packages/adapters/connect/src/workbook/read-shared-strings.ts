import { parseXml } from "./parse-xml.ts";

/**
 * Reads the texts that a workbook's cells share.
 *
 * @param xml - The part `xl/sharedStrings.xml`.
 * @returns The texts; cells name them by position.
 */
export function readSharedStrings(xml: Uint8Array): readonly string[] {
  const strings: string[] = [];
  let inText = false;
  let inPhonetic = false;
  parseXml(xml, {
    onOpen: (name) => {
      if (name === "si") strings.push("");
      if (name === "rPh") inPhonetic = true;
      if (name === "t") inText = !inPhonetic;
    },
    onText: (text) => {
      if (inText) strings.push((strings.pop() ?? "") + text);
    },
    onClose: (name) => {
      if (name === "rPh") inPhonetic = false;
      if (name === "t") inText = false;
    },
  });
  return strings;
}
