import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { type ScanHandler, XmlScanner } from "./xml-scanner.ts";

/** What is called while XML is read; what is left out is not looked at. */
export type XmlHandler = Partial<ScanHandler>;

function toScanner({
  onOpen = () => undefined,
  onText = () => undefined,
  onClose = () => undefined,
}: XmlHandler): XmlScanner {
  return new XmlScanner({ onOpen, onText, onClose });
}

/** Decodes UTF-8 portion by portion, and ends the text when there is no more. */
class Utf8 {
  readonly #decoder: TextDecoder = new TextDecoder("utf-8", { fatal: true });

  decode(bytes?: Uint8Array): string {
    try {
      return this.#decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      throw new InvalidWorkbookError("the workbook holds XML that is not UTF-8", { cause: error });
    }
  }
}

/**
 * Decodes XML as its bytes come.
 *
 * @param xml - The bytes, UTF-8.
 * @returns The text, portion by portion.
 * @throws {@link InvalidWorkbookError} When it is not UTF-8.
 */
export async function* decodeXml(xml: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new Utf8();
  for await (const bytes of xml) yield utf8.decode(bytes);
  yield utf8.decode();
}

/**
 * Reads XML (UTF-8). Entities other than XML's own five are errors, so none can be expanded.
 *
 * @param xml - The bytes.
 * @param handler - What to call.
 * @throws {@link InvalidWorkbookError} When it is not well-formed.
 */
export function parseXml(xml: Uint8Array, handler: XmlHandler): void {
  const scanner = toScanner(handler);
  const utf8 = new Utf8();
  scanner.write(utf8.decode(xml));
  scanner.write(utf8.decode());
  scanner.end();
}

/**
 * Reads XML (UTF-8) as its bytes come, by the rules of {@link parseXml}.
 *
 * @param xml - The bytes.
 * @param handler - What to call.
 * @throws {@link InvalidWorkbookError} When it is not well-formed.
 */
export async function parseXmlStream(
  xml: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): Promise<void> {
  const scanner = toScanner(handler);
  for await (const text of decodeXml(xml)) scanner.write(text);
  scanner.end();
}
