import {
  type Channel,
  type ChannelCapabilities,
  checkRecord,
  type Delivery,
  deriveDeliveryId,
  type Outcome,
  type UsageRecord,
} from "@usage-billing/core";

/** A channel in memory that takes what it is given, but for subscriptions whose name says otherwise. */
export interface Shelf extends Channel {
  /** What it was asked to correct, in order. */
  readonly corrected: UsageRecord[];
  /** What a correction waits for; nothing when left out. */
  gate?: Promise<void>;
}

const CAPABILITIES: ChannelCapabilities = {
  ...{ decimals: 3, minimumQuantity: "0", meter: "required", time: "period", timeResolution: 1 },
  ...{ batch: { shape: "array", maximumRecords: 10 }, correction: "update", retraction: "delete" },
  ...{ partialQuantity: true, acceptance: false, closing: false, recordIdReadBack: true },
};

const PROBLEM = {
  rule: "unknown-subscription",
  field: "subscription",
  message: "there is no such subscription",
  channelWords: "Subscription <b>not</b> found",
} as const;

function answer({ recordId, subscription, quantity, period }: UsageRecord): Outcome {
  if (subscription.startsWith("closed")) return { status: "refused", recordId, problem: PROBLEM };
  if (!subscription.startsWith("doubtful")) {
    return { status: "accepted", recordId, reference: `shelf-${recordId}` };
  }
  const candidate = { channel: "shelf", reference: "box-7", subscription, quantity, period };
  const candidates = [{ ...candidate, status: "open" as const }];
  return { status: "unknown", recordId, reason: "something alike is there", candidates };
}

function toDelivery(key: string, records: readonly UsageRecord[]): Delivery {
  const id = deriveDeliveryId(
    "shelf",
    key,
    records.map(({ recordId }) => recordId),
  );
  return { id, channel: "shelf", key, records, body: new TextEncoder().encode(key) };
}

/**
 * Makes the channel.
 *
 * @returns The channel, with the id `shelf`.
 */
export function createShelf(): Shelf {
  const shelf: Shelf = {
    id: "shelf",
    capabilities: CAPABILITIES,
    corrected: [],
    check: (record) => checkRecord(record, CAPABILITIES),
    deliveryKey: ({ subscription }) => subscription,
    plan: (records) => {
      const groups = Map.groupBy(records, ({ subscription }) => subscription);
      return [...groups].map(([key, group]) => toDelivery(key, group));
    },
    send: async ({ records }) => records.map(answer),
    settle: async ({ records }) => records.map(answer),
    follow: async ({ records }) => records.map(answer),
    list: async function* () {},
    retract: async () => undefined,
    correct: async (_, replacement) => {
      await shelf.gate;
      shelf.corrected.push(replacement);
      return answer(replacement);
    },
  };
  return shelf;
}
