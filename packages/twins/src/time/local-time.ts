const LOCAL_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** Reads the text as if it were UTC. */
function asUtc(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`);
}

/**
 * Tells whether a text is a time of the account: a calendar time without a zone.
 *
 * @param text - Any text.
 * @returns Whether it is `YYYY-MM-DD HH:MM:SS` and exists in the calendar.
 */
export function isLocalTime(text: string): boolean {
  if (!LOCAL_TIME.test(text)) return false;
  const instant = asUtc(text);
  // Date.parse rolls 31 April over into May.
  return !Number.isNaN(instant) && formatUtc(instant) === text;
}

function formatUtc(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace("T", " ");
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show. Swedish writes times as `YYYY-MM-DD HH:MM:SS`. */
function toLocal(instant: number, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  formats.set(timeZone, format);
  return format.format(instant);
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Finds the instant at which the clocks of a zone show a time.
 *
 * A time that the clocks show twice stands for its first instant; one that they skip is read
 * with the offset from before the gap.
 *
 * @param text - `YYYY-MM-DD HH:MM:SS`.
 * @param timeZone - An IANA name.
 * @returns Milliseconds since 1970.
 */
export function toInstant(text: string, timeZone: string): number {
  const naive = asUtc(text);
  const offsetAt = (instant: number): number => asUtc(toLocal(instant, timeZone)) - instant;
  const before = naive - offsetAt(naive - DAY);
  const after = naive - offsetAt(naive + DAY);
  const found = [before, after].filter((instant) => toLocal(instant, timeZone) === text);
  return found.length > 0 ? Math.min(...found) : before;
}

/**
 * Brings an inclusive end, one second before the next minute, to the first instant after it.
 *
 * @param end - The end as it was reported, in milliseconds since 1970.
 * @returns The next second after an end at second 59; any other end unchanged.
 */
export function toExclusiveEnd(end: number): number {
  return end % 60_000 === 59_000 ? end + 1000 : end;
}
