/**
 * Tells how many bytes a content can take when it is packed, whatever it is.
 *
 * @param bytes - How many bytes it has.
 * @returns A bound that is never passed.
 */
export function packedBound(bytes: number): number {
  return bytes + Math.ceil(bytes / 1000) + 64;
}
