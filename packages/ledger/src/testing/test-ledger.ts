import { bookkeepingTests } from "./bookkeeping-tests.ts";
import { changingTests } from "./changing-tests.ts";
import { decidingTests } from "./deciding-tests.ts";
import { intakeTests } from "./intake-tests.ts";
import type { LedgerHarness, LedgerTests, TestLedgerOptions } from "./ledger-under-test.ts";
import { logTests } from "./log-tests.ts";
import { outcomeTests } from "./outcome-tests.ts";
import { queryTests } from "./query-tests.ts";
import { sendingTests } from "./sending-tests.ts";

const ONE_MINUTE = 60_000;

async function createHarness(open: TestLedgerOptions["open"]): Promise<LedgerHarness> {
  const clock = { time: ONE_MINUTE };
  const underTest = await open(() => clock.time);
  return Object.assign(clock, underTest);
}

function register({ test, open }: TestLedgerOptions, tests: LedgerTests): void {
  for (const [name, run] of Object.entries(tests)) {
    test(name, async () => {
      const harness = await createHarness(open);
      try {
        await run(harness);
      } finally {
        await harness.close();
      }
    });
  }
}

/**
 * Registers the tests that every ledger must pass, whatever it is kept in.
 *
 * @param options - The runner's `test` and a factory of ledgers under test.
 * @example
 * ```ts
 * import { testLedger } from "@usage-billing/ledger/testing";
 * import { test } from "node:test";
 *
 * testLedger({ test, open: openMyLedgerOnFreshStorage });
 * ```
 */
export function testLedger(options: TestLedgerOptions): void {
  const all = [
    ...[intakeTests, sendingTests, outcomeTests, decidingTests],
    ...[changingTests, queryTests, logTests, bookkeepingTests],
  ];
  for (const tests of all) register(options, tests);
}
