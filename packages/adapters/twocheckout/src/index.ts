export { twoCheckoutCapabilities } from "./capabilities.ts";
export type { CriteriaCarriage } from "./delete-criteria.ts";
export {
  createTwoCheckoutChannel,
  type TwoCheckoutChannelOptions,
} from "./two-checkout-channel.ts";
