/**
 * Writes a text as it stands in SQL.
 *
 * @param text - Any text.
 * @returns The text in single quotes.
 */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Writes a name as it stands in SQL.
 *
 * @param name - The name of a column.
 * @returns The name in double quotes.
 */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
