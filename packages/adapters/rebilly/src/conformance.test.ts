import { testBilledUsage, testChannel } from "@usage-billing/conformance";
import { test } from "vitest";
import { startRebilly } from "./__fixtures__/start-rebilly.ts";

testChannel({ test, createHarness: () => startRebilly() });
testBilledUsage({ test, createHarness: () => startRebilly() });
