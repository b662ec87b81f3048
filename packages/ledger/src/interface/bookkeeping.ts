import type { LedgerWindow, StatedWindow, WindowQuery } from "../model.ts";

/** What a ledger keeps beside records and deliveries: accounts, and windows of sources. */
export interface Bookkeeping {
  /**
   * Tells which account each channel's usage goes to, as it was committed last.
   *
   * @returns The accounts by channel.
   */
  accounts(): Promise<ReadonlyMap<string, string>>;

  /**
   * Commits which account a channel's usage goes to, so that a ledger that is opened with another one's
   * configuration is noticed. Where that is known, nothing is added to the log.
   *
   * @param channel - The channel's id.
   * @param account - The account in words that tell it from others; no secret.
   */
  commitAccount(channel: string, account: string): Promise<void>;

  /**
   * Commits what became of a window of a source. It may be stated again: the newest statement counts.
   * Counts and sums are what that run read, not what was new.
   *
   * @param window - The source, the channel, the period, and what came of it; text without secrets.
   * @throws {@link LedgerError} When the period is empty, the count is no whole number, or the sum is no decimal.
   */
  commitWindow(window: LedgerWindow): Promise<void>;

  /**
   * Lists windows of sources as they were stated last, one for each source, channel and period.
   *
   * @param query - Which ones; all by default.
   * @returns The windows, ordered by their periods, then by source and channel.
   */
  windows(query?: WindowQuery): Promise<readonly StatedWindow[]>;
}
