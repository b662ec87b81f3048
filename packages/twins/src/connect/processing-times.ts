import type { ConnectCatalogue } from "../catalogue/catalogue.ts";

/** How long the platform takes for its own work, in milliseconds. */
export interface ProcessingTimes {
  /** From `uploading` to `processing`. */
  readonly store: number;
  /** From `processing` to `ready` or `invalid`. */
  readonly check: number;
  /** From a submitted file to the decision of rules. */
  readonly review: number;
  /** From a chunk's `draft` to `ready` or `failed`. */
  readonly generate: number;
  /** From an uploaded reconciliation to `processing`, and from there to its end. */
  readonly reconcile: number;
}

const usual: ProcessingTimes = { store: 10, check: 20, review: 20, generate: 20, reconcile: 20 };

/**
 * Tells how long the platform takes.
 *
 * @param catalogue - Its `processingTime` holds for every step.
 * @returns Milliseconds by step.
 */
export function processingTimes({ processingTime: time }: ConnectCatalogue): ProcessingTimes {
  if (time === undefined) return usual;
  return { store: time, check: time, review: time, generate: time, reconcile: time };
}
