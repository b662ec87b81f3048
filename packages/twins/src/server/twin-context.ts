import type { TwinClock } from "./twin-clock.ts";

/** What the behaviour of an API gets from the server around it. */
export interface TwinContext {
  readonly clock: TwinClock;
  /** `http://host:port` of the running server, for links. */
  readonly origin: () => string;
}
