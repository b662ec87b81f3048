import type { AccountTime } from "./account-time.ts";
import type { UsagesApi } from "./usages-api.ts";

/** What the channel's methods work with. */
export interface TwoCheckoutContext {
  /** The channel's id. */
  readonly channel: string;
  /** The usage operations. */
  readonly usages: UsagesApi;
  /** The account's time. */
  readonly time: AccountTime;
}
