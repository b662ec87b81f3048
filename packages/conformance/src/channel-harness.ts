import type { Channel, UsageRecord } from "@usage-billing/core";

/** One channel under test, with a fresh server behind it. */
export interface ChannelHarness {
  /** The channel. */
  readonly channel: Channel;
  /**
   * At least three records that the channel takes: different subscriptions or times, no problems,
   * all starting within {@link ChannelHarness.window}.
   */
  readonly records: readonly UsageRecord[];
  /** The window in which every record starts; what `list` is asked for. */
  readonly window: { readonly from: number; readonly to: number };
  /**
   * Makes the server store what the next write carries and lose the answer.
   */
  loseNextAnswer(): void;
  /**
   * Makes the server bill all usage that it holds, where it can. Billed usage can no longer be changed
   * and has a billing reference.
   */
  billEverything?(): void;
  /** Ends the server. */
  close(): Promise<void>;
}

/** The `test` function of a test runner, such as vitest's or `node:test`'s. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;

/** What {@link testChannel} takes. */
export interface ConformanceOptions {
  /** The runner's function that registers a test. */
  readonly test: TestFunction;
  /** Makes a fresh channel and server for each test. */
  readonly createHarness: () => Promise<ChannelHarness>;
}
