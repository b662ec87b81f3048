import type { Ledger } from "@usage-billing/ledger";

const NAMED = 5;
/** So many signs, in one place, may be wrong, missing or too many. */
const TOLERANCE = 3;

function countShared(left: string, right: string): number {
  let shared = 0;
  while (shared < left.length && shared < right.length && left[shared] === right[shared])
    shared += 1;
  return shared;
}

function reverse(text: string): string {
  return [...text].reverse().join("");
}

function isNear(id: string, other: string): boolean {
  if (Math.abs(id.length - other.length) > TOLERANCE) return false;
  const beginning = countShared(id, other);
  if (beginning >= 4 && beginning >= id.length - TOLERANCE) return true;
  const end = countShared(reverse(id.slice(beginning)), reverse(other.slice(beginning)));
  return beginning + end > 0 && beginning + end >= Math.max(id.length, other.length) - TOLERANCE;
}

/**
 * Finds record ids that somebody may have meant.
 *
 * @param ledger - The ledger.
 * @param id - An id that it does not know.
 * @returns At most five ids that differ from it in one place only; ids that it is in, or that are in it, too.
 */
export async function findNearIds(ledger: Ledger, id: string): Promise<readonly string[]> {
  const near: string[] = [];
  if (id.length < 2) return near;
  for await (const { record } of ledger.records()) {
    const other = record.recordId;
    if (
      !isNear(id, other) &&
      !(id.length >= 4 && other.includes(id)) &&
      !(other.length >= 4 && id.includes(other))
    )
      continue;
    near.push(other);
    if (near.length === NAMED) break;
  }
  return near;
}
