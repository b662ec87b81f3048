const LONGEST = 255;
const TOKEN = /\s*\[ub:([^\]\s]+)\]\s*$/;

/** A description, taken apart. */
export interface ParsedDescription {
  /** The vendor's record id, when the description carries one. */
  readonly recordId?: string;
  /** The note for people; undefined when there is none. */
  readonly note?: string;
}

/**
 * Writes the token that finds a record again.
 *
 * @param recordId - The record's id.
 * @returns `[ub:ID]`, with everything but letters, digits and a few signs percent-encoded.
 */
export function toToken(recordId: string): string {
  return `[ub:${encodeURIComponent(recordId)}]`;
}

/** Cuts a text without tearing a letter that takes two code units. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}…`;
}

/**
 * Writes a description: the note, then the token. A note too long is cut, the token never.
 * How long 2Checkout lets it be is not published; 255 characters are our bound.
 *
 * @param recordId - The record's id.
 * @param note - The note for people.
 * @returns At most 255 characters.
 */
export function toDescription(recordId: string, note = ""): string {
  const token = toToken(recordId);
  const room = LONGEST - token.length - 1;
  return note === "" || room < 2 ? token : `${cut(note, room)} ${token}`;
}

/**
 * Takes a description apart.
 *
 * @param description - What 2Checkout holds.
 * @returns Record id and note.
 */
export function parseDescription(description: string | null | undefined): ParsedDescription {
  const text = description ?? "";
  const [whole = "", token] = TOKEN.exec(text) ?? [];
  const note = text.slice(0, text.length - whole.length);
  const recordId = token === undefined ? undefined : decode(token);
  return {
    ...(recordId === undefined ? {} : { recordId }),
    ...(note === "" ? {} : { note }),
  };
}

function decode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
