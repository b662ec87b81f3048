export { twoCheckoutCapabilities } from "./capabilities.ts";
export type { CriteriaCarriage } from "./delete-criteria.ts";
export { twoCheckoutRefusals } from "./refusals/two-checkout-refusals.ts";
export {
  createTwoCheckoutChannel,
  type TwoCheckoutChannelOptions,
} from "./two-checkout-channel.ts";
