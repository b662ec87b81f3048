import { SaxesParser } from "saxes";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";

const CHUNK_BYTES = 1 << 16;

/** What is called while XML is read; names come without their namespace prefix. */
export interface XmlHandler {
  /** Called at each start tag. */
  readonly onOpen?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  /** Called for text between tags, whole or in pieces. */
  readonly onText?: (text: string) => void;
  /** Called at each end tag, that of an empty element included. */
  readonly onClose?: (name: string) => void;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Reads XML (UTF-8) piece by piece. Entities other than XML's own five are errors, so none can be expanded.
 *
 * @param xml - The bytes.
 * @param handler - What to call.
 * @throws {@link InvalidWorkbookError} When it is not well-formed.
 */
export function parseXml(xml: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw new InvalidWorkbookError(`the workbook holds broken XML: ${error.message}`);
  });
  parser.on("doctype", () => {
    throw new InvalidWorkbookError("the workbook holds XML with a DOCTYPE: refused");
  });
  parser.on("opentag", ({ name, attributes }) => {
    handler.onOpen?.(localName(name), attributes as Record<string, string>);
  });
  parser.on("text", (text) => handler.onText?.(text));
  parser.on("cdata", (text) => handler.onText?.(text));
  parser.on("closetag", ({ name }) => handler.onClose?.(localName(name)));
  const decoder = new TextDecoder();
  for (let start = 0; start < xml.length; start += CHUNK_BYTES) {
    parser.write(decoder.decode(xml.subarray(start, start + CHUNK_BYTES), { stream: true }));
  }
  parser.write(decoder.decode());
  parser.close();
}
