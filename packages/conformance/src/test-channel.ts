import { billingTests } from "./billing-tests.ts";
import { changingTests } from "./changing-tests.ts";
import type { BillingHarness, ConformanceOptions } from "./channel-harness.ts";
import { listingTests } from "./listing-tests.ts";
import { planningTests } from "./planning-tests.ts";
import { registerTests } from "./register-tests.ts";
import { sendingTests } from "./sending-tests.ts";

/**
 * Registers the tests that every channel must pass. What a channel is held to follows from the
 * capabilities that it declares.
 *
 * @param options - The runner's `test` and a factory of channels under test.
 * @example
 * ```ts
 * import { testChannel } from "@usage-billing/conformance";
 * import { test } from "node:test";
 *
 * testChannel({ test, createHarness: startMyChannelWithItsServer });
 * ```
 */
export function testChannel(options: ConformanceOptions): void {
  for (const tests of [planningTests, sendingTests, listingTests, changingTests]) {
    registerTests(options, tests);
  }
}

/**
 * Registers the tests of what a channel must do with usage that was billed, for servers that can bill.
 *
 * @param options - The runner's `test` and a factory of channels under test.
 */
export function testBilledUsage(options: ConformanceOptions<BillingHarness>): void {
  registerTests(options, billingTests);
}
