/** The end of one attempt: its time ran out, or the caller's signal ended it. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Ends the watch; call it when the attempt is over. */
  release(): void;
}

/**
 * Starts the time of one attempt. `AbortSignal.timeout` would keep a timer for every call that is over.
 *
 * @param timeout - How long, in milliseconds.
 * @param parent - The caller's signal.
 * @returns The signal for the attempt.
 */
export function startDeadline(timeout: number, parent: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const expire = (): void => {
    const seconds = timeout / 1000;
    controller.abort(new DOMException(`no answer within ${seconds} s`, "TimeoutError"));
  };
  const end = (): void => controller.abort(parent?.reason);
  const timer = setTimeout(expire, timeout);
  if (parent?.aborted) end();
  parent?.addEventListener("abort", end);
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      parent?.removeEventListener("abort", end);
    },
  };
}
