import { readSubject, withBench } from "./bench.ts";
import type { ConformanceOptions } from "./options.ts";
import { RULES, tagOf } from "./rules/rules.ts";

/**
 * Registers the tests that every channel must pass. What a channel is held to follows from the
 * capabilities that it declares and from what its world can do.
 *
 * @param options - The runner's `test`, a factory of channels, and the world behind them.
 * @example
 * ```ts
 * import { test } from "node:test";
 * import { testChannel } from "@usage-billing/conformance";
 * import { createTwinWorld } from "@usage-billing/twins";
 *
 * testChannel({ test, createChannel: createMyChannel, world: createTwinWorld("rebilly") });
 * ```
 */
export function testChannel(options: ConformanceOptions): void {
  const subject = readSubject(options);
  for (const [index, rule] of RULES.entries()) {
    const tag = tagOf(index);
    for (const [name, run] of rule.cases({ ...subject, tag })) {
      options.test(`${rule.name}: ${name}`, () => withBench({ ...options, tag }, run));
    }
  }
}
