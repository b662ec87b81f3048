import { formatInstant, type Instant, type Period } from "@usage-billing/core";
import { type CalendarUnit, calendarPieces, findUnknownField, formatLocal } from "./zones.ts";

const PLACEHOLDER = /\{(start|end|hour|day|month)(?::([^{}]*))?\}/g;
const UNITS: readonly CalendarUnit[] = ["hour", "day", "month"];

/** The text, or the number, that a placeholder stands for. */
function write(instant: Instant, format: string | undefined, zone: string): string {
  if (format === undefined) return formatInstant(instant);
  if (format === "seconds") return String(Math.floor(instant / 1_000));
  if (format === "milliseconds") return String(instant);
  return formatLocal(instant, format, zone);
}

/**
 * Finds what is wrong with the placeholders of a text.
 *
 * @param template - For example `exports/{day:yyyy-MM-dd}.csv`.
 * @param allowed - The names of the placeholders that may stand in it.
 * @returns What is wrong, as the end of a sentence.
 */
export function findTemplateProblem(
  template: string,
  allowed: readonly string[],
): string | undefined {
  for (const [whole, name = "", format] of template.matchAll(PLACEHOLDER)) {
    if (!allowed.includes(name)) {
      return `has ${whole}, where only ${allowed.map((one) => `{${one}}`).join(", ")} can stand`;
    }
    if (format === "seconds" || format === "milliseconds" || format === undefined) continue;
    const unknown = findUnknownField(format);
    if (unknown !== undefined) {
      return `has ${whole}, of which "${unknown}" is unknown; use yyyy, MM, dd, HH, mm and ss`;
    }
  }
  return undefined;
}

/**
 * Replaces the window's ends in a text.
 *
 * @param template - A text with `{start}` and `{end}`, as ISO 8601 UTC, or with a format behind a colon: `{start:yyyy-MM-dd}`, `{end:seconds}`.
 * @param window - The window.
 * @param zone - The IANA time zone of formats.
 * @returns The text.
 */
export function fillTemplate(template: string, window: Period, zone: string): string {
  return template.replace(PLACEHOLDER, (_, name: string, format?: string) =>
    write(name === "end" ? window.end : window.start, format, zone),
  );
}

/**
 * Takes the window's ends out of a text as values that can be bound.
 *
 * @param template - A text with `{start}` and `{end}`.
 * @param window - The window.
 * @param options - The IANA time zone of formats, and what a placeholder becomes: by its number, counted from 1, and whether its value is an ISO 8601 time.
 * @returns The text, and the values by number.
 */
export function bindTemplate(
  template: string,
  window: Period,
  options: {
    readonly zone: string;
    readonly placeholder: (number: number, isTime: boolean) => string;
  },
): { readonly text: string; readonly values: readonly string[] } {
  const values: string[] = [];
  const text = template.replace(PLACEHOLDER, (_, name: string, format?: string) => {
    values.push(write(name === "end" ? window.end : window.start, format, options.zone));
    return options.placeholder(values.length, format === undefined);
  });
  return { text, values };
}

/**
 * Writes a text once for each hour, day or month of the window that it names, and once when it names none.
 *
 * @param template - A text with `{start}`, `{end}`, `{hour}`, `{day}` and `{month}`.
 * @param window - The window.
 * @param zone - The IANA time zone of formats, days and months.
 * @returns The different texts, in order.
 */
export function spreadTemplate(template: string, window: Period, zone: string): readonly string[] {
  const names = new Set([...template.matchAll(PLACEHOLDER)].map(([, name]) => name));
  const unit = UNITS.find((name) => names.has(name));
  if (unit === undefined) return [fillTemplate(template, window, zone)];
  const texts = calendarPieces(window, unit, zone).map(({ start }) =>
    template.replace(PLACEHOLDER, (_, name: string, format?: string) => {
      const fixed = name === "end" ? window.end : window.start;
      return write(name === "start" || name === "end" ? fixed : start, format, zone);
    }),
  );
  return [...new Set(texts)];
}
