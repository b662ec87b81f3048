export { rebillyCapabilities } from "./capabilities.ts";
export { createRebillyChannel, type RebillyChannelOptions } from "./rebilly-channel.ts";
export { findRebillyRefusals } from "./refusals/find-rebilly-refusals.ts";
export type { RebillyRefusal, RebillyWords } from "./refusals/rebilly-refusal.ts";
export { rebillyRefusals } from "./refusals/rebilly-refusals.ts";
