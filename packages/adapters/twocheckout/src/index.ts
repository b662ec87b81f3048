export { twoCheckoutCapabilities } from "./capabilities.ts";
export {
  createTwoCheckoutChannel,
  type TwoCheckoutChannelOptions,
} from "./two-checkout-channel.ts";
