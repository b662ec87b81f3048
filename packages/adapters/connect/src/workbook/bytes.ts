/**
 * Joins bytes.
 *
 * @param parts - The parts, in order.
 * @returns Their bytes in memory of its own.
 */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

/**
 * Compares bytes.
 *
 * @param some - Bytes.
 * @param others - Bytes.
 * @returns Whether they are the same.
 */
export function areSameBytes(some: Uint8Array, others: Uint8Array): boolean {
  return some.length === others.length && some.every((byte, index) => byte === others[index]);
}
