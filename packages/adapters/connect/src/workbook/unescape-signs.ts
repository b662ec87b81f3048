const SIGN = /_x([0-9a-f]{4})_/gi;

/**
 * Reads a text of a cell, in which a sign that XML cannot carry stands as `_xHHHH_` (ISO/IEC 29500-1, 22.9.2.19).
 *
 * @param text - The text as the file has it.
 * @returns What it means.
 */
export function unescapeSigns(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(SIGN, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
