const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/**
 * Reads an RFC 3339 time.
 *
 * @param text - Date, time and offset.
 * @returns Milliseconds since 1970; nothing when the text is no such time.
 */
export function parseTime(text: string): number | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const instant = Date.parse(text.replace(" ", "T").toUpperCase());
  return Number.isNaN(instant) ? undefined : instant;
}
