import {
  type AcceptedOutcome,
  type Channel,
  type ChannelCapabilities,
  ChannelConnectionError,
  checkRecord,
  type Delivery,
  deriveDeliveryId,
  type HeldUsage,
  InvalidUsageRecordError,
  type Settlement,
  UnsupportedOperationError,
  type UsageRecord,
} from "@usage-billing/core";

/** What a memory channel holds: the usage and the record that it came from. */
export interface Holding {
  readonly record: UsageRecord;
  readonly usage: HeldUsage;
}

/** A channel whose server is an array. */
export interface Memory {
  readonly capabilities: ChannelCapabilities;
  holdings: readonly Holding[];
  /** Whether the next answer is lost. */
  losesAnswer: boolean;
  created: number;
}

function toHeld(memory: Memory, record: UsageRecord): HeldUsage {
  memory.created += 1;
  const { recordId, channel, subscription, meter, quantity, period } = record;
  const { capabilities } = memory;
  return {
    channel,
    reference: `usage-${memory.created}`,
    subscription,
    quantity,
    period: capabilities.time === "instant" ? { start: period.start, end: period.start } : period,
    status: "open",
    ...(meter === undefined || capabilities.meter === "unused" ? {} : { meter }),
    ...(capabilities.recordIdReadBack ? { recordId } : {}),
  };
}

function toAccepted({ record, usage }: Holding): AcceptedOutcome {
  const { reference, status, billingReference } = usage;
  return {
    status: "accepted",
    recordId: record.recordId,
    reference,
    channelState: status,
    ...(billingReference === undefined ? {} : { billingReference }),
  };
}

/**
 * Keeps records, and says so unless the answer is to be lost.
 *
 * @param memory - The server.
 * @param records - The records.
 * @returns Their outcomes.
 */
export function store(memory: Memory, records: readonly UsageRecord[]): readonly AcceptedOutcome[] {
  const added = records.map((record) => ({ record, usage: toHeld(memory, record) }));
  memory.holdings = [...memory.holdings, ...added];
  if (!memory.losesAnswer) return added.map(toAccepted);
  memory.losesAnswer = false;
  const lost = { channel: "memory", operation: "store", reason: "lost", outcomeUnknown: true };
  throw new ChannelConnectionError(lost);
}

function find(memory: Memory, recordId: string): Holding | undefined {
  return memory.holdings.find(({ record }) => record.recordId === recordId);
}

function findOpen(memory: Memory, { recordId }: UsageRecord): Holding {
  const holding = find(memory, recordId);
  if (holding?.usage.status === "open") return holding;
  throw new UnsupportedOperationError(`record ${recordId} is not open`);
}

function plan(memory: Memory, records: readonly UsageRecord[]): readonly Delivery[] {
  for (const record of records) {
    const problems = checkRecord(record, memory.capabilities);
    if (problems.length > 0) throw new InvalidUsageRecordError(record.recordId, problems);
  }
  const { maximumRecords } = memory.capabilities.batch;
  const sorted = records.toSorted((left, right) => (left.recordId < right.recordId ? -1 : 1));
  const groups = [...Map.groupBy(sorted, ({ subscription }) => subscription)].sort();
  return groups.flatMap(([key, group]) =>
    Array.from({ length: Math.ceil(group.length / maximumRecords) }, (_, at) => {
      const batch = group.slice(at * maximumRecords, (at + 1) * maximumRecords);
      const ids = batch.map(({ recordId }) => recordId);
      const body = new TextEncoder().encode(JSON.stringify(batch));
      return {
        id: deriveDeliveryId("memory", key, ids),
        channel: "memory",
        key,
        records: batch,
        body,
      };
    }),
  );
}

/**
 * Makes a channel that does everything right.
 *
 * @param memory - Its server.
 * @returns The channel.
 */
export function createMemoryChannel(memory: Memory): Channel {
  const settle = async ({ records }: Delivery): Promise<readonly Settlement[]> =>
    records.map(({ recordId }) => {
      const holding = find(memory, recordId);
      return holding === undefined ? { status: "absent", recordId } : toAccepted(holding);
    });
  const remove = (gone: Holding): void => {
    memory.holdings = memory.holdings.filter((holding) => holding !== gone);
  };
  return {
    id: "memory",
    capabilities: memory.capabilities,
    check: (record) => checkRecord(record, memory.capabilities),
    deliveryKey: ({ subscription }) => subscription,
    plan: (records) => plan(memory, records),
    send: async ({ records }) => store(memory, records),
    settle,
    follow: settle,
    list: async function* ({ from, to, subscriptions }) {
      for (const { usage } of memory.holdings) {
        const isAskedFor = subscriptions?.includes(usage.subscription) ?? true;
        if (isAskedFor && usage.period.start >= from && usage.period.start < to) yield usage;
      }
    },
    retract: async ({ record }) => remove(findOpen(memory, record)),
    correct: async ({ record }, replacement) => {
      plan(memory, [replacement]);
      const holding = findOpen(memory, record);
      if (record.subscription !== replacement.subscription) {
        throw new InvalidUsageRecordError(replacement.recordId, [
          { rule: "changed-fact", field: "subscription", message: "the subscription stays" },
        ]);
      }
      remove(holding);
      const [outcome] = store(memory, [replacement]);
      if (outcome === undefined) throw new Error("one record has one outcome");
      return outcome;
    },
  };
}
