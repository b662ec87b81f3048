/**
 * Copies a text out of the larger text that it was cut from. A cell of a parsed file is a view of a
 * whole piece of the file; keeping one alive keeps the piece in memory.
 *
 * @param text - A text that will be kept for long.
 * @returns The same text on its own.
 */
export function detach(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}
