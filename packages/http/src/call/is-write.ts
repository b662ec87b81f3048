const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Tells whether a request may change something at the channel.
 *
 * @param method - The HTTP method.
 * @returns Whether it is none of those that only read.
 */
export function isWrite(method: string): boolean {
  return !READS.has(method.toUpperCase());
}
