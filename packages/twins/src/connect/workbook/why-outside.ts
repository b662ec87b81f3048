import type { UsageFile } from "../files/usage-file.ts";

const DAY = 86_400_000;

/**
 * Tells why a file does not take a time.
 *
 * @param file - The file; without a period it takes any time.
 * @param time - Milliseconds since 1970.
 * @param end - Whether usage ends then, so that the first instant after the period is still within it.
 * @returns What is wrong; nothing when the time is within the period, or the product takes others.
 */
export function whyOutside(
  { period, product }: Pick<UsageFile, "period" | "product">,
  time: number,
  end: "starts" | "ends",
): string | undefined {
  if (period === null) return undefined;
  const first = Date.parse(`${period.from}T00:00:00Z`);
  const after = Date.parse(`${period.to}T00:00:00Z`) + DAY;
  if (time < first && product.late !== true) {
    return `it ${end} before the file's period, whose first day is ${period.from}`;
  }
  const isAfter = end === "ends" ? time > after : time >= after;
  if (isAfter && product.future !== true) {
    return `it ${end} after the file's period, whose last day is ${period.to}`;
  }
  return undefined;
}
