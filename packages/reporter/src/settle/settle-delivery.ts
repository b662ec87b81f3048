import type { Delivery, Settlement } from "@usage-billing/core";
import { endsChannel, isLedgerError, toError } from "../classify-error.ts";
import type { ChannelRun } from "../report/channel-run.ts";
import { alignOutcomes, mergeOutcomes, toUnknown } from "./align-outcomes.ts";

/** What is known of an outcome in doubt before read-back. */
export interface Doubt {
  /** When the last attempt ended, in milliseconds since 1970. */
  readonly attemptedAt: number;
  /** What the answer said, where there was one. */
  readonly answered: readonly Settlement[];
  /** Whether the request may come to the channel after that: nobody waited for its end. */
  readonly mayComeLate: boolean;
}

/** What one read-back found, or what it threw. */
type Reading = readonly Settlement[] | Error;

async function readBack(run: ChannelRun, delivery: Delivery): Promise<Reading> {
  const { channel, settings } = run;
  try {
    const said = await settings.telemetry.trace(
      { kind: "settle", channel: channel.id, delivery },
      () => channel.settle(delivery, run.callOptions(delivery)),
    );
    return alignOutcomes(delivery.records, said);
  } catch (thrown) {
    if (isLedgerError(thrown)) throw thrown;
    run.fail(thrown, delivery);
    return toError(thrown);
  }
}

/** Waits, and tells whether the report goes on. */
async function pause(run: ChannelRun, ms: number): Promise<boolean> {
  if (run.isOver) return false;
  try {
    await run.settings.clock.sleep(ms, run.signal);
  } catch (error) {
    if (!run.isOver) throw error;
  }
  return !run.isOver;
}

/**
 * How long to wait until the channel shows everything that it has stored. It counts from when the
 * attempt was over; a request that was given up may be stored later than one that was cut.
 */
function remainingLag(run: ChannelRun, { attemptedAt, mayComeLate }: Doubt): number {
  const { clock, visibilityLag, abandonedLag } = run.settings;
  const { id } = run.channel;
  const lag = Math.max(visibilityLag(id), mayComeLate ? abandonedLag(id) : 0);
  const elapsed = Math.max(0, clock.now() - attemptedAt);
  return Math.max(0, lag - elapsed);
}

function has(reading: Reading, status: Settlement["status"]): boolean {
  return !(reading instanceof Error) && reading.some((outcome) => outcome.status === status);
}

/** What to say of the records when there is no clear reading. */
function doubtful(delivery: Delivery, reading: Reading): readonly Settlement[] {
  if (reading instanceof Error) {
    return toUnknown(delivery.records, `it could not be read back: ${reading.message}`);
  }
  const reason = "read-back found nothing, but the report ended before it could be sure";
  return reading.map((outcome) =>
    outcome.status === "absent"
      ? { status: "unknown", recordId: outcome.recordId, reason }
      : outcome,
  );
}

/** Reads once more when nothing was found before the channel could be trusted to show it. */
async function confirmAbsence(
  run: ChannelRun,
  delivery: Delivery,
  { reading, lag }: { readonly reading: Reading; readonly lag: number },
): Promise<Reading> {
  if (!has(reading, "absent") || lag === 0) return reading;
  run.tell("lag", delivery, `waits ${Math.ceil(lag / 1_000)} s for what may still arrive`);
  if (await pause(run, lag)) return readBack(run, delivery);
  return doubtful(delivery, reading);
}

/**
 * Finds out by read-back what became of a delivery, and tries again while the answer is not clear.
 * That a record is absent is believed only when the channel has had its time to show it.
 *
 * @param run - The channel's report.
 * @param delivery - The delivery, as planned.
 * @param doubt - What is known before.
 * @returns One settlement per record; unknown where read-back did not tell.
 */
export async function settleDelivery(
  run: ChannelRun,
  delivery: Delivery,
  doubt: Doubt,
): Promise<readonly Settlement[]> {
  run.tell("settling", delivery);
  let reading: Reading = [];
  const { settleDelays, random } = run.settings;
  for (const longest of [0, ...settleDelays]) {
    if (longest > 0 && !(await pause(run, Math.round(random() * longest)))) break;
    const lag = remainingLag(run, doubt);
    const first = await readBack(run, delivery);
    reading = await confirmAbsence(run, delivery, { reading: first, lag });
    if (reading instanceof Error) {
      if (endsChannel(reading)) break;
      continue;
    }
    const settled = mergeOutcomes(doubt.answered, reading);
    if (settled.every(({ status }) => status !== "unknown")) return settled;
    reading = settled;
  }
  if (reading instanceof Error) {
    return mergeOutcomes(doubt.answered, doubtful(delivery, reading));
  }
  return reading.length > 0
    ? reading
    : toUnknown(delivery.records, "the report ended before read-back");
}
