import {
  type CallOptions,
  type Channel,
  type ChannelCapabilities,
  checkRecord,
  type Delivery,
  deriveDeliveryId,
  InvalidUsageRecordError,
  type Outcome,
  Quantity,
  type SentRecord,
  type Settlement,
  UnsupportedOperationError,
  type UsageQuery,
  type UsageRecord,
} from "@usage-billing/core";
import { call, type Holding, type Memory } from "./memory-server.ts";

/** A subscription that the server refuses. */
export const UNKNOWN = "sub-unknown";
/** A subscription with an allowance of 100.5. */
export const LIMITED = "sub-limited";
const ALLOWANCE = Quantity.parse("100.5");

/** A memory channel's parts share these. */
export interface MemoryContext {
  readonly memory: Memory;
  readonly capabilities: ChannelCapabilities;
}

function toHolding({ memory, capabilities }: MemoryContext, record: UsageRecord): Holding {
  memory.created += 1;
  const { recordId, channel, subscription, meter, period } = record;
  const quantity = subscription === LIMITED ? ALLOWANCE : record.quantity;
  const usage = {
    channel,
    reference: `usage-${memory.created}`,
    subscription,
    quantity,
    period: capabilities.time === "instant" ? { start: period.start, end: period.start } : period,
    status: "open",
    ...(meter === undefined || capabilities.meter === "unused" ? {} : { meter }),
    ...(capabilities.recordIdReadBack ? { recordId } : {}),
  };
  return { record, usage };
}

function toOutcome({ capabilities }: MemoryContext, { record, usage }: Holding): Outcome {
  const { recordId } = record;
  const { reference, status, billingReference } = usage;
  const sent = record.quantity;
  if (!sent.equals(usage.quantity)) {
    return { status: "partial", recordId, reference, sent, stored: usage.quantity };
  }
  if (capabilities.acceptance && status === "open") {
    return { status: "pending", recordId, reference, channelState: status };
  }
  const bill = billingReference === undefined ? {} : { billingReference };
  return { status: "accepted", recordId, reference, channelState: status, ...bill };
}

function toRefusal(record: UsageRecord, records: readonly UsageRecord[]): Outcome {
  const atFault = records.filter(({ subscription }) => subscription === UNKNOWN);
  const problem = { rule: "refused", field: "subscription", message: "nobody knows it" };
  const { recordId } = record;
  if (atFault.includes(record)) return { status: "refused", recordId, problem };
  const becauseOf = atFault.map((other) => other.recordId);
  return { status: "refused", recordId, problem, becauseOf };
}

/** Keeps what can be kept; a file is refused whole. */
export function store(context: MemoryContext, records: readonly UsageRecord[]): readonly Outcome[] {
  const isFile = context.capabilities.batch.shape === "file";
  const isWholeRefused = isFile && records.some(({ subscription }) => subscription === UNKNOWN);
  return records.map((record) => {
    if (isWholeRefused || record.subscription === UNKNOWN) return toRefusal(record, records);
    const holding = toHolding(context, record);
    context.memory.holdings = [...context.memory.holdings, holding];
    return toOutcome(context, holding);
  });
}

function refuseProblems({ capabilities }: MemoryContext, record: UsageRecord): void {
  const problems = checkRecord(record, capabilities);
  if (problems.length > 0) throw new InvalidUsageRecordError(record.recordId, problems);
}

function plan(context: MemoryContext, records: readonly UsageRecord[]): readonly Delivery[] {
  for (const record of records) refuseProblems(context, record);
  const { maximumRecords } = context.capabilities.batch;
  const sorted = records.toSorted((left, right) => (left.recordId < right.recordId ? -1 : 1));
  const groups = [...Map.groupBy(sorted, ({ subscription }) => subscription)].sort();
  return groups.flatMap(([key, group]) =>
    Array.from({ length: Math.ceil(group.length / maximumRecords) }, (_, at) => {
      const batch = group.slice(at * maximumRecords, (at + 1) * maximumRecords);
      const ids = batch.map(({ recordId }) => recordId);
      const body = new TextEncoder().encode(JSON.stringify(batch));
      const id = deriveDeliveryId("memory", key, ids);
      return { id, channel: "memory", key, records: batch, body };
    }),
  );
}

async function send(
  context: MemoryContext,
  { records }: Delivery,
  options?: CallOptions,
): Promise<readonly Outcome[]> {
  const { memory, capabilities } = context;
  const steps = capabilities.batch.shape === "file" ? ["create", "upload"] : [];
  for (const operation of steps) {
    await call(memory, { operation, isWrite: true, options, handle: () => undefined });
  }
  const handle = () => store(context, records);
  return call(memory, { operation: "submit", isWrite: true, options, handle });
}

function look(context: MemoryContext, { records }: Delivery): readonly Settlement[] {
  return records.map((record): Settlement => {
    const { recordId } = record;
    const holding = context.memory.holdings.find((one) => one.record.recordId === recordId);
    return holding ? toOutcome(context, holding) : { status: "absent", recordId };
  });
}

async function* list({ memory }: MemoryContext, query: UsageQuery, options?: CallOptions) {
  const { from, to, subscriptions } = query;
  const handle = () => memory.holdings.map(({ usage }) => usage);
  for (const usage of await call(memory, { operation: "list", isWrite: false, options, handle })) {
    const isAskedFor = subscriptions?.includes(usage.subscription) ?? true;
    if (isAskedFor && usage.period.start >= from && usage.period.start < to) yield usage;
  }
}

/** Takes a record out; one that is not there is as good as out, one that is billed stays. */
function remove({ memory }: MemoryContext, { recordId }: UsageRecord): void {
  const holding = memory.holdings.find(({ record }) => record.recordId === recordId);
  if (holding !== undefined && holding.usage.status !== "open") {
    throw new UnsupportedOperationError(`record ${recordId} is billed`);
  }
  memory.holdings = memory.holdings.filter((one) => one !== holding);
}

function refuseMove({ record }: SentRecord, replacement: UsageRecord): void {
  const isThere = record.subscription === replacement.subscription;
  if (isThere && record.period.start === replacement.period.start) return;
  throw new InvalidUsageRecordError(replacement.recordId, [
    { rule: "changed-fact", field: "record", message: "a correction stays where it is" },
  ]);
}

function refuseUndeclared(way: string): void {
  if (way === "none") throw new UnsupportedOperationError("memory changes nothing");
}

async function retract(
  context: MemoryContext,
  { record }: SentRecord,
  options?: CallOptions,
): Promise<void> {
  refuseUndeclared(context.capabilities.retraction);
  const handle = () => remove(context, record);
  await call(context.memory, { operation: "remove", isWrite: true, options, handle });
}

async function correct(
  context: MemoryContext,
  { sent, replacement }: { readonly sent: SentRecord; readonly replacement: UsageRecord },
  options?: CallOptions,
): Promise<Outcome> {
  const { memory, capabilities } = context;
  refuseUndeclared(capabilities.correction);
  refuseProblems(context, replacement);
  refuseMove(sent, replacement);
  if (capabilities.correction === "delete-and-send") await retract(context, sent, options);
  if (capabilities.correction === "upload-again") {
    await call(memory, { operation: "upload", isWrite: true, options, handle: () => undefined });
  }
  const handle = () => {
    remove(context, sent.record);
    remove(context, replacement);
    return store(context, [replacement]);
  };
  try {
    const [outcome] = await call(memory, { operation: "put", isWrite: true, options, handle });
    if (outcome === undefined) throw new TypeError("one record has one outcome");
    return outcome;
  } catch (error) {
    if (capabilities.correction !== "delete-and-send") throw error;
    return { status: "unknown", recordId: replacement.recordId, reason: String(error) };
  }
}

/**
 * Makes a channel that does everything right.
 *
 * @param memory - Its server.
 * @param capabilities - What it declares.
 * @returns The channel.
 */
export function createMemoryChannel(memory: Memory, capabilities: ChannelCapabilities): Channel {
  const context = { memory, capabilities };
  const settle = (delivery: Delivery, options?: CallOptions) => {
    const handle = () => look(context, delivery);
    return call(memory, { operation: "look", isWrite: false, options, handle });
  };
  return {
    id: "memory",
    capabilities,
    check: (record) => checkRecord(record, capabilities),
    deliveryKey: ({ subscription }) => subscription,
    plan: (records) => plan(context, records),
    send: (delivery, options) => send(context, delivery, options),
    settle,
    follow: settle,
    list: (query, options) => list(context, query, options),
    retract: (sent, options) => retract(context, sent, options),
    correct: (sent, replacement, options) => correct(context, { sent, replacement }, options),
  };
}
