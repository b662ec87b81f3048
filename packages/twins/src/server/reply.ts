import type { TwinResponse } from "./exchange.ts";

/** Stands for the end of the connection in place of an answer. */
export const RESET = "reset";

/** Stands for no answer on a connection that stays. */
export const SILENCE = "silence";

/** An answer whose body comes piece by piece. */
export interface SlowAnswer {
  readonly response: TwinResponse;
  /** How many pieces the body is cut into. */
  readonly pieces: number;
  /** Waits before each piece; tells whether to go on. */
  readonly pause: () => Promise<boolean>;
}

/** What happens to a request. */
export type Reply = TwinResponse | SlowAnswer | typeof RESET | typeof SILENCE;
