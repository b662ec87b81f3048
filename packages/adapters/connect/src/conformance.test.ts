import { testChannel } from "@usage-billing/conformance";
import { test } from "vitest";
import { startHarness } from "./__fixtures__/conformance-harness.ts";

testChannel({ test, createHarness: startHarness });
