/**
 * Puts the line that marks generated files in front of a text.
 *
 * @param text - What a generator made.
 * @param spec - File name of the document in `specs/`.
 * @param path - Where the text goes; its ending chooses the comment syntax.
 * @returns The text with its header, ending in exactly one line feed.
 */
export function withHeader(text: string, spec: string, path: string): string {
  const notice = `Generated from specs/${spec} by npm run generate. Do not edit.`;
  const header = path.endsWith(".md") ? `<!-- ${notice} -->\n` : `// ${notice}`;
  return `${header}\n${text.replaceAll("\r\n", "\n").trim()}\n`;
}
