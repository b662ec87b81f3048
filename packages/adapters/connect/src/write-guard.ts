import type { CallOptions } from "@usage-billing/core";

/** Call options whose `beforeWrite` remembers what it threw. */
export interface WriteGuard {
  /** The options to hand on. */
  readonly options: CallOptions;
  /** Whether an error is what `beforeWrite` threw: it must reach the caller as it is. */
  readonly hasThrown: (error: unknown) => boolean;
}

/**
 * Tells an error of the caller's from one of the channel's.
 *
 * @param options - The caller's options.
 * @returns The options to hand on, and the question.
 */
export function createWriteGuard(options: CallOptions): WriteGuard {
  const { beforeWrite } = options;
  if (beforeWrite === undefined) return { options, hasThrown: () => false };
  const thrown: unknown[] = [];
  const guarded = (): void => {
    try {
      beforeWrite();
    } catch (error) {
      thrown.push(error);
      throw error;
    }
  };
  return {
    options: { ...options, beforeWrite: guarded },
    hasThrown: (error) => thrown.includes(error),
  };
}
