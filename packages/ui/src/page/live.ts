import { useEffect, useRef, useState } from "preact/hooks";
import { Failure } from "./api.ts";

const EVERY = 4_000;
const SLOWEST = 60_000;

/** Something that is asked for again and again while somebody looks. */
export interface Live<View> {
  /** What was answered last, also while nothing is answered. */
  readonly view: View | undefined;
  /** Why there is no newer answer. */
  readonly failure: string | undefined;
  /** Asks at once. */
  readonly reload: () => void;
}

/** Tells what went wrong, for a person. */
export function describe(error: unknown): string {
  return error instanceof Failure
    ? error.message
    : "Something went wrong in this page; load it again.";
}

/**
 * Asks now and every few seconds, more seldom while it fails, and not at all while nobody looks.
 *
 * @param load - Asks.
 * @param key - What is asked for; when it changes, the last answer stays until there is another.
 * @param first - What is known already.
 * @returns What was answered.
 */
export function useLive<View>(
  load: (signal: AbortSignal) => Promise<View>,
  key: string,
  first?: View,
): Live<View> {
  const [view, setView] = useState<View | undefined>(first);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const reload = useRef<() => void>(() => undefined);
  // What the page came with is new; it is asked for again when that is not so any more.
  const isNew = useRef(first !== undefined);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    let delay = EVERY;
    let timer: number | undefined;
    let isAsking = false;
    const tick = async (): Promise<void> => {
      window.clearTimeout(timer);
      if (isAsking || document.hidden) return;
      isAsking = true;
      try {
        const answer = await load(signal);
        if (signal.aborted) return;
        setView(() => answer);
        setFailure(undefined);
        delay = EVERY;
      } catch (error) {
        if (signal.aborted) return;
        setFailure(describe(error));
        delay = Math.min(delay * 2, SLOWEST);
      } finally {
        isAsking = false;
      }
      timer = window.setTimeout(wake, delay);
    };
    const wake = (): void => void tick();
    reload.current = wake;
    document.addEventListener("visibilitychange", wake);
    if (isNew.current) timer = window.setTimeout(wake, EVERY);
    else wake();
    isNew.current = false;
    return () => {
      ended.abort();
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [key]);
  return { view, failure, reload: () => reload.current() };
}
