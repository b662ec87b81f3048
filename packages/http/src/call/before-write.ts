/** What has to be asked right before a request is written, by the signal that the request carries. */
const asked = new WeakMap<AbortSignal, () => void>();

/**
 * Makes a transport ask before it writes the request that carries a signal. The signal is what a
 * generated client hands through from the call to the transport, so the question travels with it.
 *
 * @param signal - The signal of one attempt.
 * @param beforeWrite - Throws when the request must not be written.
 */
export function askBeforeWrite(signal: AbortSignal, beforeWrite: () => void): void {
  asked.set(signal, beforeWrite);
}

/**
 * Asks whether a request may be written.
 *
 * @param signal - The signal that the request carries.
 * @returns What was thrown; `undefined` when it may be written.
 */
export function findObjection(signal: AbortSignal | null): unknown {
  try {
    if (signal !== null) asked.get(signal)?.();
    return undefined;
  } catch (error) {
    return error ?? new Error("the request may not be written");
  }
}
