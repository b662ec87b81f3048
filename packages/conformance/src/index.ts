export type {
  BillingHarness,
  ChannelHarness,
  ConformanceOptions,
  TestFunction,
} from "./channel-harness.ts";
export { testBilledUsage, testChannel } from "./test-channel.ts";
