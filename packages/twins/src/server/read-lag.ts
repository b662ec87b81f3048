import type { Handler } from "./exchange.ts";
import type { TwinClock } from "./twin-clock.ts";

/** What reads see while they lag behind what is stored. */
export interface ReadLag {
  /** Makes reads be answered so until an instant, in milliseconds since 1970. */
  hold(reader: Handler, until: number): void;
  /** Who answers reads now; nobody in particular when they do not lag. */
  reader(): Handler | undefined;
  /** Ends every lag. */
  clear(): void;
}

/**
 * Makes the lag of a copy that reads are answered from: the oldest state that is still held is what
 * they see, so nothing becomes visible before its time.
 *
 * @param clock - The time now.
 * @returns No lag as yet.
 */
export function createReadLag(clock: TwinClock): ReadLag {
  let held: readonly { readonly reader: Handler; readonly until: number }[] = [];
  return {
    hold: (reader, until) => {
      held = [...held, { reader, until }];
    },
    reader: () => {
      const now = clock.now();
      held = held.filter(({ until }) => until > now);
      return held[0]?.reader;
    },
    clear: () => {
      held = [];
    },
  };
}
