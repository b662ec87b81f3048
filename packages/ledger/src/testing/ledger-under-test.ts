import type { Ledger } from "../ledger.ts";

/** The `test` function of a test runner, such as vitest's or `node:test`'s. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;

/** A fresh ledger, and what it is kept in. */
export interface LedgerUnderTest {
  /** The ledger, open and empty. */
  readonly ledger: Ledger;
  /** Closes the ledger and opens it again on the same storage, with the same clock. */
  reopen(): Promise<Ledger>;
  /** Closes the ledger, whichever is open, and removes the storage. */
  close(): Promise<void>;
}

/** What `testLedger` takes. */
export interface TestLedgerOptions {
  /** The runner's function that registers a test. */
  readonly test: TestFunction;
  /**
   * Makes a fresh ledger.
   *
   * @param now - The clock that it has to use, in milliseconds since 1970.
   * @returns The ledger.
   */
  readonly open: (now: () => number) => Promise<LedgerUnderTest>;
}

/** A ledger within a test, with its clock. */
export interface LedgerHarness extends LedgerUnderTest {
  /** What the clock says; a test may set it. It stands still at one minute after 1970 otherwise. */
  time: number;
}

/** Tests by the sentence that each proves. */
export type LedgerTests = Readonly<Record<string, (harness: LedgerHarness) => Promise<void>>>;
