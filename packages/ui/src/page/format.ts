/** Prints an instant without what every one has: `2026-10-31 00:00:00`, in UTC. */
export function shortTime(instant: string): string {
  return instant.replace("T", " ").replace(/(\.0+)?Z$/, "");
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
