import { RqlError } from "./expression.ts";

/** A place in a query, moved on by what is read. */
export interface Cursor {
  /** Reads what the pattern matches here; nothing and no move when it does not. */
  take(pattern: RegExp): string | undefined;
  /** Reads these characters if they stand here. */
  skip(text: string): boolean;
  /** Reads these characters, which must stand here. */
  expect(text: string): void;
  /** Whether everything is read. */
  isAtEnd(): boolean;
  /** Ends the reading. */
  fail(wanted: string): never;
}

/**
 * Puts a cursor at the start of a text.
 *
 * @param text - The decoded query.
 * @returns The cursor.
 */
export function createCursor(text: string): Cursor {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    const sticky = new RegExp(pattern, "y");
    sticky.lastIndex = at;
    const found = sticky.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const skip = (part: string): boolean => {
    const stands = text.startsWith(part, at);
    if (stands) at += part.length;
    return stands;
  };
  const fail = (wanted: string): never => {
    throw new RqlError(`expected ${wanted} at position ${at} of "${text}"`);
  };
  return {
    take,
    skip,
    expect: (part) => {
      if (!skip(part)) fail(`"${part}"`);
    },
    isAtEnd: () => at === text.length,
    fail,
  };
}
