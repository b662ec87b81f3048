import type { UsageRecord } from "./usage-record.ts";

/** A unit of sending: records that go to a channel together, with the exact bytes to be sent. */
export interface Delivery {
  /** Derived from the channel, the key and the record ids; see {@link deriveDeliveryId}. */
  readonly id: string;
  /** The channel that it goes to. */
  readonly channel: string;
  /** What its records have in common. */
  readonly key: string;
  /** The records, in the order in which they are written. */
  readonly records: readonly UsageRecord[];
  /** The bytes of the request body; the same records give the same bytes. */
  readonly body: Uint8Array;
}
