import type { Channel, UsageRecord } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { Reporter } from "@usage-billing/reporter";
import { makeRecords } from "../input/make-records.ts";
import { makeReplacement } from "../input/make-replacement.ts";
import type { Change, Job } from "./job.ts";

/** What a task works with. */
export interface TaskParts {
  readonly reporter: Reporter;
  readonly ledger: Ledger;
  readonly channels: ReadonlyMap<string, Channel>;
}

const BATCH = 1_000;

async function takeIn(job: Job, reporter: Reporter): Promise<void> {
  for (const channel of job.channels) {
    const records = makeRecords(job.input, channel);
    for (let at = 0; at < records.length; at += BATCH) {
      await reporter.takeIn(records.slice(at, at + BATCH));
    }
  }
}

async function report(job: Job, { reporter }: TaskParts): Promise<readonly string[]> {
  await takeIn(job, reporter);
  const { channels } = await reporter.report();
  return channels.flatMap(({ channel, error, failures }) => [
    ...(error === undefined ? [] : [`${channel}: ${error.message}`]),
    ...failures.map((failure) => `${channel}: ${failure.error.message}`),
  ]);
}

/** Does a change to each record; one that fails is in the errors, and does not hold up the others. */
async function changeEach(
  job: Job,
  changes: readonly Change[],
  change: (record: UsageRecord) => Promise<unknown>,
): Promise<readonly string[]> {
  const errors: string[] = [];
  const inputs = new Map(job.channels.map((name) => [name, makeRecords(job.input, name)]));
  for (const { channel, index } of changes) {
    const record = inputs.get(channel)?.[index];
    if (record === undefined) continue;
    try {
      await change(record);
    } catch (error) {
      errors.push(`${channel}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return errors;
}

async function follow({ reporter }: TaskParts): Promise<readonly string[]> {
  const { channels } = await reporter.follow();
  return channels.flatMap(({ channel, error, failures, alarms }) => [
    ...(error === undefined ? [] : [`${channel}: ${error.message}`]),
    ...failures.map((failure) => `${channel}: ${failure.error.message}`),
    ...alarms.map(({ kind, record }) => `${channel}: ${kind} ${record.recordId}`),
  ]);
}

/** Retries what is refused and was never retried, so that doing it again comes to the same. */
async function retryOnce({ reporter, ledger, channels }: TaskParts): Promise<void> {
  for (const channel of channels.keys()) {
    const recordIds: string[] = [];
    for await (const { record } of ledger.records({ channel, states: ["refused"] })) {
      const history = await ledger.history(record.recordId);
      if (history.filter(({ kind }) => kind === "intent").length < 2)
        recordIds.push(record.recordId);
    }
    if (recordIds.length > 0) await reporter.retry({ recordIds });
  }
}

/** Decides as a person would who finds the record at the channel. */
async function decideHeld({ recordId }: UsageRecord, { reporter, ledger }: TaskParts) {
  const outcome = (await ledger.record(recordId))?.outcome;
  if (outcome?.status !== "unknown") return;
  const reference = outcome.candidates?.[0]?.reference ?? "found by hand";
  await reporter.decide(recordId, { kind: "held", reference }, { reason: "seen", by: "campaign" });
}

/**
 * Does what a life is for. Every task can be done again, in whatever state the last life left it.
 *
 * @param job - The job.
 * @param parts - Reporter, ledger and channels.
 * @returns Errors that ended a part of it.
 */
export async function doTask(job: Job, parts: TaskParts): Promise<readonly string[]> {
  const { task } = job;
  const { reporter, ledger } = parts;
  switch (task.kind) {
    case "report":
      return report(job, parts);
    case "retract":
      return changeEach(job, task.changes, async ({ recordId }) => {
        const known = await ledger.record(recordId);
        if (known?.state !== "retracted") await reporter.retract(recordId);
      });
    case "correct":
      return changeEach(job, task.changes, async (record) => {
        const known = await ledger.record(record.recordId);
        if (known?.state === "corrected") return;
        await reporter.correct(record.recordId, makeReplacement(record));
      });
    case "follow":
      return follow(parts);
    case "retry":
      await retryOnce(parts);
      return report(job, parts);
    case "decide":
      return changeEach(job, task.changes, (record) => decideHeld(record, parts));
  }
}
