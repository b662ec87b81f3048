const POLYNOMIAL = 0xedb8_8320;

const TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  }
  return value;
});

/**
 * Counts on a CRC-32 (ISO 3309), where the platform does not.
 *
 * @param content - The next bytes.
 * @param checksum - That of the bytes before; 0 when there are none.
 * @returns That of all.
 */
export function crc32(content: Uint8Array, checksum: number): number {
  let value = ~checksum;
  for (const byte of content) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}
