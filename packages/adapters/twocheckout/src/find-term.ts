import type { Instant } from "@usage-billing/core";

/** Asks whether the channel takes an instant as one within the subscription's term. */
export type IsWithinTerm = (instant: Instant) => Promise<boolean>;

/** A window with both ends included. */
export interface TermWindow {
  /** The first instant. */
  readonly from: Instant;
  /** The last instant. */
  readonly last: Instant;
}

const SECOND = 1_000;

/** Goes from an instant within the term towards another one, as far as the term goes, to the second. */
async function reach(isWithin: IsWithinTerm, inside: Instant, towards: Instant): Promise<Instant> {
  if (inside === towards || (await isWithin(towards))) return towards;
  let [near, far] = [inside, towards];
  while (Math.abs(far - near) > SECOND) {
    const middle = near + Math.trunc((far - near) / 2 / SECOND) * SECOND;
    if (await isWithin(middle)) near = middle;
    else far = middle;
  }
  return near;
}

/**
 * Finds the part of a window that lies within a subscription's term, when the channel refuses the whole
 * window and does not say what the term is.
 *
 * @param window - The window, in whole seconds.
 * @param footholds - Instants of the window of which one is likely to be within the term.
 * @param isWithin - Asks the channel.
 * @returns The part; undefined when no foothold is within the term.
 */
export async function findTerm(
  window: TermWindow,
  footholds: readonly Instant[],
  isWithin: IsWithinTerm,
): Promise<TermWindow | undefined> {
  for (const foothold of footholds) {
    if (!(await isWithin(foothold))) continue;
    return {
      from: await reach(isWithin, foothold, window.from),
      last: await reach(isWithin, foothold, window.last),
    };
  }
  return undefined;
}
