import type { ChannelHarness, ConformanceOptions, HarnessTests } from "./channel-harness.ts";

/**
 * Registers tests, each with a harness of its own that is closed after it.
 *
 * @param options - The runner's `test` and the factory of harnesses.
 * @param tests - The tests.
 */
export function registerTests<Harness extends ChannelHarness>(
  { test, createHarness }: ConformanceOptions<Harness>,
  tests: HarnessTests<Harness>,
): void {
  for (const [name, run] of Object.entries(tests)) {
    test(name, async () => {
      const harness = await createHarness();
      try {
        await run(harness);
      } finally {
        await harness.close();
      }
    });
  }
}
