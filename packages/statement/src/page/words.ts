import type { Figure, PeriodStanding } from "../statement.ts";

/** Figures that have a column: what was dismissed never counted, and is in the comparison with the ledger. */
export type ShownFigure = Exclude<Figure, "dismissed">;

/** The columns of figures, in their order, and what each means. */
export const FIGURE_WORDS: Readonly<Record<ShownFigure, { title: string; meaning: string }>> = {
  reported: {
    title: "Reported",
    meaning: "what is to be billed: accepted, billed, open and disputed together",
  },
  accepted: { title: "Accepted", meaning: "the channel holds it and has not billed it yet" },
  billed: { title: "Billed", meaning: "the channel names the invoice or order that bills it" },
  open: {
    title: "Open",
    meaning: "not sent, refused, in doubt, or waiting to be accepted by somebody at the channel",
  },
  disputed: {
    title: "Disputed",
    meaning: "the channel took it, and says since that it holds something else",
  },
  corrected: {
    title: "Corrected",
    meaning: "replaced or taken back; it counts no more and is not part of what is reported",
  },
  credited: {
    title: "Credited",
    meaning:
      "outside the API: what a correction found too much after it was billed, a credit note to ask the channel for; billed less credited is what is true",
  },
};

/** The names of the columns of figures, in their order. */
export const FIGURES: readonly ShownFigure[] = Object.keys(FIGURE_WORDS) as ShownFigure[];

/** How a period stands. */
export const STANDING_WORDS: Readonly<Record<PeriodStanding, string>> = {
  running: "Period still open",
  open: "Not settled",
  settled: "Settled",
};

const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Shows what would not be seen, or would turn other text round: control characters, halves of letters and
 * marks of direction.
 *
 * @param text - A text from outside.
 * @returns One line with escapes in their place.
 */
export function toVisible(text: string): string {
  return text.replaceAll(CONTROL, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`);
}

const LONGEST = 300;

/**
 * Shows a text from outside, but not at any length.
 *
 * @param text - For example a reason.
 * @returns Its first 300 characters on one line.
 */
export function shorten(text: string): string {
  const visible = toVisible(text);
  return visible.length > LONGEST ? `${visible.slice(0, LONGEST)}…` : visible;
}

/**
 * Groups the digits before the point, which changes nothing of the number.
 *
 * @param decimal - An exact decimal.
 * @returns For example `-1,234,567.125`.
 */
export function groupDigits(decimal: string | number): string {
  const [whole = "", fraction] = String(decimal).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * Prints how many records there are.
 *
 * @param number - How many.
 * @returns For example `1 record` or `1,000 records`.
 */
export function countRecords(number: number): string {
  return `${groupDigits(number)} ${number === 1 ? "record" : "records"}`;
}
