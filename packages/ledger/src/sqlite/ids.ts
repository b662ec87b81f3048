/** An id as the file holds it: 16 bytes where it is 32 lower-case hexadecimal digits, otherwise its text. */
export type StoredId = string | Uint8Array;

const HEXADECIMAL = /^[0-9a-f]{32}$/;

/**
 * Tells whether an id is kept as bytes.
 *
 * @param id - The id.
 * @returns Whether it is 32 lower-case hexadecimal digits.
 */
export function isHexadecimal(id: string): boolean {
  return id.length === 32 && HEXADECIMAL.test(id);
}

/**
 * Makes an id what the file holds, half as long as its text.
 *
 * @param id - The id.
 * @returns Its bytes or its text.
 */
export function toStoredId(id: string): StoredId {
  return isHexadecimal(id) ? Buffer.from(id, "hex") : id;
}

/**
 * Reads an id back.
 *
 * @param stored - What the file holds.
 * @returns The id.
 */
export function fromStoredId(stored: StoredId): string {
  if (typeof stored === "string") return stored;
  return Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).toString("hex");
}
