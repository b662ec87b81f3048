import { InvalidWorkbookError } from "./invalid-workbook-error.ts";

const SIGNS: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};
const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));|&/gi;
const LAST_CODE_POINT = 0x10_ffff;

function toSign(reference: string, hexadecimal?: string, decimal?: string): string {
  const code = Number(hexadecimal === undefined ? decimal : `0x${hexadecimal}`);
  if (Number.isInteger(code) && code > 0 && code <= LAST_CODE_POINT) {
    return String.fromCodePoint(code);
  }
  const sign = SIGNS[reference.slice(1, -1)];
  if (sign !== undefined) return sign;
  throw new InvalidWorkbookError(`the workbook holds broken XML: ${reference} is no entity of XML`);
}

/**
 * Reads text of XML. Only XML's own five entities and character references are known.
 *
 * @param text - The text as it stands between tags.
 * @returns What it means.
 * @throws {@link InvalidWorkbookError} When it holds another entity.
 */
export function unescapeXml(text: string): string {
  return text.includes("&") ? text.replace(REFERENCE, toSign) : text;
}
