export {
  createTwoCheckoutClient,
  type TwoCheckoutClient,
  type TwoCheckoutClientOptions,
  twoCheckoutUrl,
} from "./create-two-checkout-client.ts";
export { type OperationFacts, operations } from "./generated/operations.ts";
export type {
  AccountTime,
  components,
  ErrorBody,
  FilteredUsagesResponse,
  operations as Operations,
  Pagination,
  paths,
  Usage,
  UsageEnd,
  UsageInput,
  UsageStart,
  UsageUpdate,
} from "./generated/schema.ts";
export { type SignatureInput, signRequest, type TwoCheckoutAlgorithm } from "./sign-request.ts";
