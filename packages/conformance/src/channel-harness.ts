import type { Channel, UsageRecord } from "@usage-billing/core";

/** One channel under test, with a fresh server behind it. */
export interface ChannelHarness {
  /** The channel. */
  readonly channel: Channel;
  /**
   * At least three records without problems that the server takes: each differs from the others in
   * subscription or start, one of them has decimals where the channel takes any, and all start within
   * {@link ChannelHarness.window}.
   */
  readonly records: readonly UsageRecord[];
  /** The window in which every record starts, in milliseconds since 1970; what `list` is asked for. */
  readonly window: { readonly from: number; readonly to: number };
  /** Makes the server store what the next write carries and lose the answer. */
  loseNextAnswer(): void;
  /** Ends the server. */
  close(): Promise<void>;
}

/** A channel under test whose server can bill. */
export interface BillingHarness extends ChannelHarness {
  /** Makes the server bill all usage that it holds, so that it can no longer be changed. */
  billEverything(): Promise<void> | void;
}

/** The `test` function of a test runner, such as vitest's or `node:test`'s. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;

/** What {@link testChannel} and {@link testBilledUsage} take. */
export interface ConformanceOptions<Harness extends ChannelHarness = ChannelHarness> {
  /** The runner's function that registers a test. */
  readonly test: TestFunction;
  /** Makes a fresh channel and server for each test. */
  readonly createHarness: () => Promise<Harness>;
}

/** Tests by the sentence that each proves. */
export type HarnessTests<Harness extends ChannelHarness = ChannelHarness> = Readonly<
  Record<string, (harness: Harness) => Promise<void>>
>;
