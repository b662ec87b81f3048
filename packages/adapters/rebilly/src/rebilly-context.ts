import type { UsagesApi } from "./usages-api.ts";

/** What the channel's methods work with. */
export interface RebillyContext {
  /** The channel's id. */
  readonly channel: string;
  /** The usages operations. */
  readonly usages: UsagesApi;
}
