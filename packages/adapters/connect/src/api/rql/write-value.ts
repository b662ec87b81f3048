import { UnsupportedOperationError } from "@usage-billing/core";

/** What the grammar takes without quotes, kept narrower than it has to be; a lone `t` is a keyword. */
const PLAIN_VALUE = /^[\w-][\w.:-]+$/;
/** The same with the wildcard of `like`. */
const PLAIN_PATTERN = /^\*?[\w-][\w.:-]+\*?$/;

/** Quotes a value. RQL has no escape: a quoted value cannot contain its own quote. */
function quote(value: string, plain: RegExp): string {
  if (plain.test(value)) return value;
  if (!value.includes('"')) return `"${value}"`;
  if (!value.includes("'")) return `'${value}'`;
  throw new UnsupportedOperationError(
    `Connect cannot filter by ${JSON.stringify(value)}: it holds both kinds of quotes`,
  );
}

/** Percent-encoded, never form-encoded: the server would keep the plus that stands for a space. */
function encode(value: string, plain: RegExp): string {
  if (!value.isWellFormed() || value === "") {
    throw new UnsupportedOperationError(
      `Connect cannot filter by ${JSON.stringify(value)}: it is empty or broken Unicode`,
    );
  }
  return encodeURIComponent(quote(value, plain)).replaceAll("'", "%27");
}

/**
 * Writes a value of a filter.
 *
 * @param value - Any text; what RQL gives a meaning to is quoted.
 * @returns The value, percent-encoded.
 * @throws {@link UnsupportedOperationError} When RQL cannot express it.
 */
export function writeValue(value: string): string {
  return encode(value, PLAIN_VALUE);
}

/**
 * Writes a pattern of `like`, in which an asterisk stands for any text.
 *
 * @param pattern - Any text.
 * @returns The pattern, percent-encoded.
 * @throws {@link UnsupportedOperationError} When RQL cannot express it, or it is nothing but asterisks.
 */
export function writePattern(pattern: string): string {
  if (/^\**$/.test(pattern)) {
    throw new UnsupportedOperationError("Connect cannot filter by a pattern of asterisks alone");
  }
  return encode(pattern, PLAIN_PATTERN);
}
