/** A line of the file, as its bytes. */
export interface EvidenceLine {
  /** Its number, counted from 1. */
  readonly number: number;
  /** Where it begins, in bytes from the file's beginning. */
  readonly at: number;
  /** Its bytes with its line feed, if it has one. */
  readonly bytes: Uint8Array;
  /** Whether a line feed ends it. */
  readonly isEnded: boolean;
}

const LINE_FEED = 10;

/**
 * Splits a file at its line feeds.
 *
 * @param bytes - The file.
 * @returns Its lines; the last may lack its line feed.
 */
export function splitLines(bytes: Uint8Array): readonly EvidenceLine[] {
  const lines: EvidenceLine[] = [];
  let at = 0;
  while (at < bytes.length) {
    const feed = bytes.indexOf(LINE_FEED, at);
    const end = feed === -1 ? bytes.length : feed + 1;
    const piece = bytes.subarray(at, end);
    lines.push({ number: lines.length + 1, at, bytes: piece, isEnded: feed !== -1 });
    at = end;
  }
  return lines;
}
