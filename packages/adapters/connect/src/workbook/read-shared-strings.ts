import { parseXmlStream } from "./parse-xml.ts";
import { unescapeSigns } from "./unescape-signs.ts";

/**
 * Reads the texts that a workbook's cells share.
 *
 * @param xml - The part `xl/sharedStrings.xml`.
 * @returns The texts; cells name them by position.
 * @throws {@link InvalidWorkbookError} When the XML is broken.
 */
export async function readSharedStrings(
  xml: AsyncIterable<Uint8Array>,
): Promise<readonly string[]> {
  const strings: string[] = [];
  let isInText = false;
  let isInPhonetic = false;
  let words = "";
  await parseXmlStream(xml, {
    onOpen: (name) => {
      if (name === "si") words = "";
      if (name === "rPh") isInPhonetic = true;
      if (name === "t") isInText = !isInPhonetic;
    },
    onText: (text) => {
      if (isInText) words += text;
    },
    onClose: (name) => {
      if (name === "si") strings.push(unescapeSigns(words));
      if (name === "rPh") isInPhonetic = false;
      if (name === "t") isInText = false;
    },
  });
  return strings;
}
