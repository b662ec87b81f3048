import type { Handler } from "./exchange.ts";
import type { TwinClock } from "./twin-clock.ts";

/** What reads see while they lag behind what is stored. */
export interface ReadLag {
  /**
   * Makes reads be answered from the state that is frozen now, for so many milliseconds. What was frozen a
   * moment ago is used again, as a copy is that is brought up to date from time to time.
   */
  hold(freeze: () => Handler, milliseconds: number): void;
  /** Who answers reads now; nobody in particular when they do not lag. */
  reader(): Handler | undefined;
  /** Ends every lag. */
  clear(): void;
}

/** Into how many moments a lag is divided; a busy twin does not keep more states than these. */
const MOMENTS = 20;

/** A state that reads are answered from. */
interface Held {
  readonly reader: Handler;
  readonly at: number;
  readonly until: number;
}

/**
 * Makes the lag of a copy that reads are answered from: the oldest state that is still held is what
 * they see, so nothing becomes visible before its time.
 *
 * @param clock - The time now.
 * @returns No lag as yet.
 */
export function createReadLag(clock: TwinClock): ReadLag {
  let held: readonly Held[] = [];

  function holdNow(): readonly Held[] {
    const now = clock.now();
    held = held.filter(({ until }) => until > now);
    return held;
  }

  return {
    hold: (freeze, milliseconds) => {
      const [now, known] = [clock.now(), holdNow()];
      const [last, until] = [known.at(-1), now + milliseconds];
      if (last === undefined || now - last.at >= milliseconds / MOMENTS) {
        held = [...known, { reader: freeze(), at: now, until }];
      } else {
        held = [...known.slice(0, -1), { ...last, until: Math.max(last.until, until) }];
      }
    },
    reader: () => holdNow()[0]?.reader,
    clear: () => {
      held = [];
    },
  };
}
