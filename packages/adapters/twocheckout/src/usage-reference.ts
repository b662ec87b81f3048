/**
 * Reads a usage's reference. An empty or wrong one would make the path of another operation, or a
 * deletion without criteria.
 *
 * @param reference - The reference, decimal digits.
 * @returns The reference as the API takes it.
 * @throws TypeError When it is anything else; no request must be sent then.
 */
export function toUsageReference(reference: string): number {
  const number = Number(reference);
  if (/^[1-9]\d*$/.test(reference) && Number.isSafeInteger(number)) return number;
  throw new TypeError(`"${reference}" is no usage reference; without one no request is sent`);
}
