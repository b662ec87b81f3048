import {
  type Delivery,
  InvalidUsageRecordError,
  type Problem,
  type RefusedOutcome,
  type UsageRecord,
} from "@usage-billing/core";
import type { ChannelRun } from "./channel-run.ts";
import { findNaturalTwin, hasNaturalKey } from "./find-natural-twin.ts";

/** About how many records are loaded, and how many intents are committed, at a time. */
const BATCH_SIZE = 1_000;

/** How many records of one key to load: whole deliveries, and at least one. */
function pageSize(maximumRecords: number): number {
  return maximumRecords * Math.max(1, Math.floor(BATCH_SIZE / maximumRecords));
}

/** Takes out, and commits as refused, what breaks a rule of the channel, so that the rest has a delivery key. */
async function refuseInvalid(
  run: ChannelRun,
  records: readonly UsageRecord[],
): Promise<readonly UsageRecord[]> {
  return refuseWhere(run, records, (record) => run.channel.check(record)[0]);
}

/** Takes out, and commits as refused, what the channel could not tell from what it holds. */
async function refuseTwins(
  run: ChannelRun,
  records: readonly UsageRecord[],
): Promise<readonly UsageRecord[]> {
  const { channel, settings } = run;
  const [first] = records;
  if (first === undefined || !hasNaturalKey(channel)) return records;
  const held = await settings.ledger.heldRecords(channel.id, channel.deliveryKey(first));
  return refuseWhere(run, records, (record) => findNaturalTwin(record, held));
}

async function refuseWhere(
  run: ChannelRun,
  records: readonly UsageRecord[],
  findProblem: (record: UsageRecord) => Problem | undefined,
): Promise<readonly UsageRecord[]> {
  const refusals = new Map<string, RefusedOutcome>();
  for (const record of records) {
    const problem = findProblem(record);
    const { recordId } = record;
    if (problem !== undefined) refusals.set(recordId, { status: "refused", recordId, problem });
  }
  return refuse(run, records, refusals);
}

/** Commits refusals and gives the records that are left. */
async function refuse(
  run: ChannelRun,
  records: readonly UsageRecord[],
  refusals: ReadonlyMap<string, RefusedOutcome>,
): Promise<readonly UsageRecord[]> {
  if (refusals.size === 0) return records;
  await run.settings.ledger.commitRefusals([...refusals.values()]);
  for (const record of records) {
    const refusal = refusals.get(record.recordId);
    if (refusal !== undefined) run.tally.add(record, refusal);
  }
  run.tally.countFinished(refusals.size);
  return records.filter(({ recordId }) => !refusals.has(recordId));
}

/** The refusals that a plan's error stands for: records that cannot go beside the others. */
function toRefusals(
  error: unknown,
  records: readonly UsageRecord[],
): ReadonlyMap<string, RefusedOutcome> {
  if (!(error instanceof InvalidUsageRecordError)) return new Map();
  const ours = new Set(records.map(({ recordId }) => recordId));
  const refusals = new Map<string, RefusedOutcome>();
  for (const { recordId, problems } of [error, ...error.others]) {
    const [problem] = problems;
    if (problem === undefined || !ours.has(recordId)) continue;
    refusals.set(recordId, { status: "refused", recordId, problem });
  }
  return refusals;
}

/** Plans records; those that cannot go beside the others are refused, so that the others still go. */
async function planValid(
  run: ChannelRun,
  records: readonly UsageRecord[],
): Promise<readonly Delivery[]> {
  let rest = await refuseTwins(run, await refuseInvalid(run, records));
  while (rest.length > 0) {
    try {
      const deliveries = run.channel.plan(rest);
      assertWhole(rest, deliveries);
      return deliveries;
    } catch (error) {
      const refusals = toRefusals(error, rest);
      if (refusals.size === 0) throw error;
      rest = await refuse(run, rest, refusals);
    }
  }
  return [];
}

/** Makes sure that a plan loses nothing and doubles nothing before any of it is committed. */
function assertWhole(records: readonly UsageRecord[], deliveries: readonly Delivery[]): void {
  const planned = deliveries.flatMap((delivery) =>
    delivery.records.map(({ recordId }) => recordId),
  );
  const given = new Set(records.map(({ recordId }) => recordId));
  const isWhole =
    planned.length === given.size &&
    new Set(planned).size === given.size &&
    planned.every((recordId) => given.has(recordId));
  if (isWhole) return;
  throw new Error(
    `the channel planned ${planned.length} records of the ${given.size} it was given`,
  );
}

/** How much is planned. */
export interface PlanSize {
  /** How many deliveries at most; all by default. */
  readonly maximum?: number;
  /** How many deliveries are intended in one commit at most; as many as are sent side by side by default. */
  readonly together?: number;
}

/**
 * Plans waiting records and commits the intents, a batch at a time and in bounded memory.
 *
 * @param run - The channel's report.
 * @param size - How much.
 * @returns Deliveries whose intents are committed. Take all of them: one that is not sent has to be left unsent.
 */
export async function* planDeliveries(
  run: ChannelRun,
  { maximum = Number.POSITIVE_INFINITY, together = run.settings.concurrency }: PlanSize = {},
): AsyncGenerator<Delivery> {
  const { channel } = run;
  const { ledger } = run.settings;
  const limit = pageSize(channel.capabilities.batch.maximumRecords);
  let batch: Delivery[] = [];
  let [size, left] = [0, maximum];

  async function* commit(): AsyncGenerator<Delivery> {
    const committed = batch.slice(0, left);
    [batch, size, left] = [[], 0, left - committed.length];
    await ledger.commitIntents(committed);
    yield* committed;
  }

  for await (const key of ledger.pendingKeys(channel.id)) {
    for (let isLast = false; !isLast; ) {
      if (run.isOver || left <= 0) return;
      const records = await ledger.pendingRecords(channel.id, key, limit);
      const deliveries = await run.settings.telemetry.trace(
        { kind: "plan", channel: channel.id },
        () => planValid(run, records),
      );
      batch.push(...deliveries);
      size += records.length;
      isLast = records.length < limit;
      const isFull = size >= BATCH_SIZE || batch.length >= Math.min(together, left);
      if (!isLast || isFull) yield* commit();
    }
  }
  if (!run.isOver) yield* commit();
}
