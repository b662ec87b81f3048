import type { Problem } from "@usage-billing/core";

/** A text of a record that becomes a cell. */
export interface TextField {
  /** The record's field. */
  readonly field: string;
  /** Its value. */
  readonly value: string | undefined;
  /** The greatest length, in UTF-16 code units. */
  readonly maximum: number;
}

interface TextRule {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly holds: string;
  readonly fix: string;
}

const RULES: readonly TextRule[] = [
  {
    rule: "control-character",
    pattern: /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u,
    holds: "holds a control character or broken Unicode, which a workbook cannot carry",
    fix: "Take line breaks and control characters out.",
  },
  {
    rule: "html-tag",
    pattern: /<[a-z!/]/i,
    holds: "holds an HTML tag, which the platform refuses",
    fix: "Take the markup out.",
  },
  {
    rule: "escape-sequence",
    pattern: /_x[0-9a-f]{4}_/i,
    holds:
      "holds _x…_ with four hexadecimal digits, which spreadsheet programs read as one character",
    fix: "Change that part of the text.",
  },
];

/**
 * Checks a text that becomes a cell of the workbook.
 *
 * @param text - The field, its value and its greatest length.
 * @returns Every problem found.
 */
export function checkText({ field, value, maximum }: TextField): readonly Problem[] {
  if (value === undefined) return [];
  const broken = RULES.filter(({ pattern }) => pattern.test(value)).map(
    ({ rule, holds, fix }): Problem => ({ rule, field, message: `${field} ${holds}`, fix }),
  );
  if (value.length <= maximum) return broken;
  const message = `${field} has ${value.length} characters; the channel takes ${maximum}`;
  return [...broken, { rule: "text-too-long", field, message, fix: "Shorten it." }];
}
