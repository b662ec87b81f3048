export { rebillyCapabilities } from "./capabilities.ts";
export { createRebillyChannel, type RebillyChannelOptions } from "./rebilly-channel.ts";
export { rebillyRefusals } from "./refusals/rebilly-refusals.ts";
