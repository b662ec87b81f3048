import { testBilledUsage, testChannel } from "@usage-billing/conformance";
import { test } from "vitest";
import { startTwoCheckout } from "./__fixtures__/start-two-checkout.ts";

testChannel({ test, createHarness: () => startTwoCheckout() });
testBilledUsage({ test, createHarness: () => startTwoCheckout() });
