import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { unescapeXml } from "./unescape-xml.ts";

/** What is called while XML is scanned; names come without their namespace prefix. */
export interface ScanHandler {
  /** Called at each start tag, with the text of its attributes. */
  readonly onOpen: (name: string, attributes: string) => void;
  /** Called for text between tags. */
  readonly onText: (text: string) => void;
  /** Called at each end, that of an empty element included. */
  readonly onClose: (name: string) => void;
  /** Called at each `<`; may take a whole element at once, and tells where it ends. */
  readonly onElement?: (text: string, start: number) => number | undefined;
}

/** The most that is kept until the end of a tag or of a text comes. */
const GREATEST_REST = 1 << 20;
/** Sheets are ten deep. */
const GREATEST_DEPTH = 100;
const NAME_END = /[\s/]/;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const GREATER = 0x3e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const SLASH = 0x2f;

const SKIPPED = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<![CDATA[", "]]>"],
] as const;

const broken = (what: string): InvalidWorkbookError =>
  new InvalidWorkbookError(`the workbook holds broken XML: ${what}`);

/** Where a tag ends; a `>` between quotes does not end it. */
function findTagEnd(text: string, start: number): number {
  let quote = 0;
  for (let position = start; position < text.length; position += 1) {
    const sign = text.charCodeAt(position);
    if (quote !== 0) quote = sign === quote ? 0 : quote;
    else if (sign === GREATER) return position;
    else if (sign === DOUBLE_QUOTE || sign === SINGLE_QUOTE) quote = sign;
  }
  return -1;
}

const attributePatterns = new Map<string, RegExp>();

function attributePattern(name: string): RegExp {
  const known = attributePatterns.get(name);
  if (known !== undefined) return known;
  const pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  attributePatterns.set(name, pattern);
  return pattern;
}

/**
 * Reads the attribute of a tag.
 *
 * @param attributes - The text of the tag's attributes.
 * @param name - The attribute's name.
 * @returns Its value; nothing when there is none.
 */
export function attributeOf(attributes: string, name: string): string | undefined {
  const match = attributePattern(name).exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

/** Scans the XML of a sheet, portion by portion, for what a sheet consists of. Knows no DOCTYPE. */
export class XmlScanner {
  readonly #handler: ScanHandler;
  readonly #open: string[] = [];
  #rest = "";
  #hasRoot = false;

  /**
   * Begins a scan.
   *
   * @param handler - What to call.
   */
  constructor(handler: ScanHandler) {
    this.#handler = handler;
  }

  /**
   * Scans a portion.
   *
   * @param portion - The text that follows.
   * @throws {@link InvalidWorkbookError} When it is not well-formed.
   */
  write(portion: string): void {
    const text = this.#rest === "" ? portion : this.#rest + portion;
    let position = 0;
    for (;;) {
      const next = this.#scan(text, position);
      if (next === undefined) break;
      position = next;
    }
    this.#rest = text.slice(position);
    if (this.#rest.length > GREATEST_REST) throw broken("a tag or a text is too long");
  }

  /**
   * Ends the scan.
   *
   * @throws {@link InvalidWorkbookError} When the XML is not at its end.
   */
  end(): void {
    const isAtEnd = this.#hasRoot && this.#open.length === 0 && this.#rest.trim() === "";
    if (!isAtEnd) throw broken("it ends too early");
  }

  /** Handles the text and the tag at a position; nothing when the tag is not there in full. */
  #scan(text: string, position: number): number | undefined {
    const start = text.indexOf("<", position);
    if (start < 0) return undefined;
    const whole = start === position ? this.#handler.onElement?.(text, start) : undefined;
    if (whole !== undefined) return whole;
    const sign = text.charCodeAt(start + 1);
    const isMarkup = sign === EXCLAMATION || sign === QUESTION || Number.isNaN(sign);
    const end = isMarkup ? this.#skip(text, start) : findTagEnd(text, start);
    if (end === undefined || end < 0) return undefined;
    if (start > position) this.#text(text.slice(position, start));
    if (isMarkup) return this.#markup(text, { start, end });
    if (sign === SLASH) this.#close(text.slice(start + 2, end).trimEnd());
    else this.#tag(text.slice(start + 1, end));
    return end + 1;
  }

  #skip(text: string, start: number): number | undefined {
    for (const [opening, closing] of SKIPPED) {
      if (!text.startsWith(opening, start)) continue;
      const end = text.indexOf(closing, start + opening.length);
      return end < 0 ? undefined : end + closing.length;
    }
    if (text.length - start < 9) return undefined;
    throw new InvalidWorkbookError("the workbook holds XML with a DOCTYPE: refused");
  }

  #markup(text: string, { start, end }: { readonly start: number; readonly end: number }): number {
    if (text.startsWith("<![CDATA[", start)) this.#handler.onText(text.slice(start + 9, end - 3));
    return end;
  }

  #text(text: string): void {
    if (this.#open.length > 0) this.#handler.onText(unescapeXml(text));
    else if (text.trim() !== "" && text !== "\uFEFF") throw broken("text outside of all elements");
  }

  #tag(tag: string): void {
    const isEmpty = tag.endsWith("/");
    const space = tag.search(NAME_END);
    const name = space < 0 ? tag : tag.slice(0, space);
    if (name === "" || (this.#hasRoot && this.#open.length === 0)) throw broken(`<${tag}>`);
    this.#hasRoot = true;
    const local = name.slice(name.indexOf(":") + 1);
    this.#handler.onOpen(local, space < 0 ? "" : tag.slice(space));
    if (isEmpty) this.#handler.onClose(local);
    else if (this.#open.push(name) > GREATEST_DEPTH) throw broken("it is too deep");
  }

  #close(name: string): void {
    const open = this.#open.pop();
    if (open !== name) throw broken(`</${name}> closes <${open ?? ""}>`);
    this.#handler.onClose(name.slice(name.indexOf(":") + 1));
  }
}
