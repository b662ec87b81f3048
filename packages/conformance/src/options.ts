import type { Channel } from "@usage-billing/core";
import type { KitClock, World } from "./world/world.ts";

/** The `test` function of a test runner, such as vitest's or `node:test`'s. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;

/** What a channel under test is made with. */
export interface Connection {
  /** Where it reaches its server; already known to be nowhere when only its capabilities are read. */
  readonly baseUrl: string;
  /** Tells the time and waits. */
  readonly clock: KitClock;
}

/** What {@link testChannel} takes. */
export interface ConformanceOptions {
  /** The runner's function that registers a test. */
  readonly test: TestFunction;
  /**
   * Makes the channel under test, which repeats nothing by itself. It is called once without a server, to
   * read what the channel declares, and must not reach anything while it is made.
   */
  readonly createChannel: (connection: Connection) => Channel;
  /** The server behind the channel, and what it knows. */
  readonly world: World;
}
