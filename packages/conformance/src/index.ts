export type { ChannelHarness, ConformanceOptions, TestFunction } from "./channel-harness.ts";
export { testChannel } from "./test-channel.ts";
