const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Shows what would not be seen, or would turn other text round. */
export function toVisible(text: string): string {
  return text.replaceAll(CONTROL, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`);
}

/** Groups the digits before the point, which changes nothing of an exact decimal. */
export function groupDigits(decimal: string | number): string {
  const [whole = "", fraction] = String(decimal).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Prints an instant without what every one has: `2026-10-31 00:00:00`, in UTC. */
export function shortTime(instant: string): string {
  return instant.replace("T", " ").replace(/(\.0+)?Z$/, "");
}

/** Prints a number of records. */
export function countRecords(records: number): string {
  return `${groupDigits(records)} ${records === 1 ? "record" : "records"}`;
}

/** The address of a record's page. */
export function toRecordHash(recordId: string): string {
  return `#/record/${encodeURIComponent(recordId)}`;
}

/** Reads which record an address is of. */
export function readRecordHash(hash: string): string | undefined {
  const [, id] = /^#\/record\/(.+)$/.exec(hash) ?? [];
  if (id === undefined) return undefined;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
