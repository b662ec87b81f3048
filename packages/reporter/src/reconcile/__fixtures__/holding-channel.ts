import {
  type Channel,
  type ChannelCapabilities,
  ChannelConnectionError,
  checkRecord,
  deriveDeliveryId,
  type HeldUsage,
  type Settlement,
  type UsageQuery,
  type UsageRecord,
} from "@usage-billing/core";

/** A piece of usage that can be changed, as people do at a channel. */
export type Holding = { -readonly [Name in keyof HeldUsage]: HeldUsage[Name] };

/** A channel in memory that lists what it holds. */
export interface HoldingChannel extends Channel {
  /** What it holds, in the order in which it lists it. */
  holdings: Holding[];
  /** What the next listings show instead; what it holds when it is empty. */
  readonly shown: (readonly Holding[])[];
  /** Subscriptions that it cannot list, and with what error. */
  readonly unlisted: Map<string, Error>;
  /** What it says of a record when it is asked for it, instead of what it holds. */
  readonly says: Map<string, Settlement>;
  /** How often it was listed. */
  readonly listings: { readonly subscriptions?: readonly string[] }[];
  /** What the next retractions do: lose the answer after they took effect. */
  readonly lost: boolean[];
}

/** What a test says of its channel. */
export interface HoldingOptions {
  /** Gives record ids back, as 2Checkout does; otherwise usage is found by its natural key, as at Rebilly. */
  readonly namesRecords?: boolean;
  readonly acceptance?: boolean;
  /** Lists by subscription only. */
  readonly bySubscription?: Error;
}

function capabilitiesOf({
  namesRecords = true,
  acceptance = false,
}: HoldingOptions): ChannelCapabilities {
  return {
    decimals: 3,
    minimumQuantity: "0",
    meter: "required",
    batch: { shape: namesRecords ? "array" : "single", maximumRecords: namesRecords ? 3 : 1 },
    time: "period",
    timeResolution: 1,
    correction: "none",
    retraction: acceptance ? "upload-again" : "delete",
    partialQuantity: !namesRecords,
    acceptance,
    closing: true,
    recordIdReadBack: namesRecords,
  };
}

function toOutcome(record: UsageRecord, held: HeldUsage): Settlement {
  const { recordId, quantity } = record;
  const { reference, billingReference } = held;
  if (held.quantity.equals(quantity)) {
    const billed = billingReference === undefined ? {} : { billingReference };
    return { status: "accepted", recordId, reference, ...billed };
  }
  if (record.acceptPartial === true) {
    return { status: "partial", recordId, reference, sent: quantity, stored: held.quantity };
  }
  return { status: "unknown", recordId, reason: "altered", candidates: [held] };
}

function isLike(record: UsageRecord, held: HeldUsage): boolean {
  const isAbout =
    held.subscription === record.subscription &&
    held.meter === record.meter &&
    held.period.start === record.period.start;
  const order = held.quantity.compare(record.quantity);
  return isAbout && (order === 0 || (order < 0 && record.acceptPartial === true));
}

async function* list(
  channel: HoldingChannel,
  { from, to, subscriptions }: UsageQuery,
  bySubscription: Error | undefined,
): AsyncGenerator<HeldUsage> {
  channel.listings.push(subscriptions === undefined ? {} : { subscriptions });
  if (bySubscription !== undefined && subscriptions === undefined) throw bySubscription;
  const shown = channel.shown.shift() ?? [...channel.holdings];
  for (const name of subscriptions ?? []) {
    const error = channel.unlisted.get(name);
    if (error !== undefined) throw error;
  }
  for (const held of shown) {
    const isAsked = subscriptions?.includes(held.subscription) ?? true;
    if (isAsked && held.period.start >= from && held.period.start < to) yield held;
  }
}

async function retract(channel: HoldingChannel, reference: string): Promise<void> {
  channel.holdings = channel.holdings.filter((held) => held.reference !== reference);
  if (channel.lost.shift() !== true) return;
  const call = { channel: "holding", operation: "deleteUsage", reason: "connection reset" };
  throw new ChannelConnectionError({ ...call, outcomeUnknown: true });
}

/** Makes a channel in memory that lists what it holds. */
export function createHoldingChannel(options: HoldingOptions = {}): HoldingChannel {
  const { namesRecords = true, bySubscription } = options;
  const capabilities = capabilitiesOf(options);
  let count = 0;

  function store(record: UsageRecord): Settlement {
    count += 1;
    const { subscription, meter, quantity, period, recordId } = record;
    const held: Holding = {
      ...{ channel: "holding", reference: `ref-${count}`, subscription, quantity, period },
      ...{ status: "open", ...(meter === undefined ? {} : { meter }) },
      ...(namesRecords ? { recordId } : {}),
    };
    channel.holdings.push(held);
    return toOutcome(record, held);
  }

  function find(record: UsageRecord): Settlement {
    const said = channel.says.get(record.recordId);
    if (said !== undefined) return said;
    const { recordId } = record;
    const found = channel.holdings.filter((held) =>
      namesRecords ? held.recordId === recordId : isLike(record, held),
    );
    const [only, another] = found;
    if (only === undefined) return { status: "absent", recordId };
    if (another === undefined) return toOutcome(record, only);
    return { status: "unknown", recordId, reason: "held twice", candidates: found };
  }

  const channel: HoldingChannel = {
    id: "holding",
    capabilities,
    holdings: [],
    ...{ shown: [], unlisted: new Map(), says: new Map(), listings: [], lost: [] },
    check: (record) => checkRecord(record, capabilities),
    deliveryKey: ({ subscription, period }) =>
      `${subscription}@${namesRecords ? "" : period.start}`,
    plan: (records) =>
      records.map((record) => {
        const key = channel.deliveryKey(record);
        const body = new TextEncoder().encode(record.recordId);
        const id = deriveDeliveryId("holding", key, [record.recordId]);
        return { id, channel: "holding", key, records: [record], body };
      }),
    send: async ({ records }) => records.map(store) as never,
    settle: async ({ records }) => records.map(find),
    follow: async ({ records }) => records.map(find),
    list: (query) => list(channel, query, bySubscription),
    retract: ({ reference }) => retract(channel, reference),
    correct: async () => {
      throw new TypeError("a test did not mean to correct");
    },
  };
  return channel;
}
