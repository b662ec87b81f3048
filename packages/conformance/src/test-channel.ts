import { changingTests } from "./changing-tests.ts";
import type { ChannelHarness, ConformanceOptions } from "./channel-harness.ts";
import { planningTests } from "./planning-tests.ts";
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
export function testChannel({ test, createHarness }: ConformanceOptions): void {
  const register = (name: string, run: (harness: ChannelHarness) => Promise<void>) =>
    test(name, async () => {
      const harness = await createHarness();
      try {
        await run(harness);
      } finally {
        await harness.close();
      }
    });
  for (const group of [planningTests, sendingTests, changingTests]) {
    for (const [name, run] of Object.entries(group)) register(name, run);
  }
}
