import type { Channel, Settlement } from "@usage-billing/core";
import type { LedgerDelivery, LedgerRecord, RecordState } from "@usage-billing/ledger";
import { isLedgerError } from "../classify-error.ts";
import { ChannelRun } from "../report/channel-run.ts";
import { runTasks } from "../report/run-tasks.ts";
import type { Settings } from "../settings.ts";
import { alignOutcomes } from "../settle/align-outcomes.ts";
import { findAlarm, isBilled } from "./find-alarm.ts";
import { FollowTally } from "./follow-tally.ts";
import type { FollowedChannel, FollowOptions } from "./follow-types.ts";
import { leaveOutDecided } from "./leave-out-decided.ts";

/** The channel holds the record, and may still say something new of it. */
const FOLLOWED: readonly RecordState[] = ["accepted", "disputed", "partial", "pending"];

/** What the parts of following one channel share. */
interface Following {
  readonly run: ChannelRun;
  readonly tally: FollowTally;
  readonly only: FollowContext["only"];
}

async function findFollowed(
  { run }: Following,
  { delivery }: LedgerDelivery,
): Promise<readonly LedgerRecord[]> {
  const members = await run.settings.ledger.recordsOf(delivery.id);
  return members.filter(({ state, outcome }) => FOLLOWED.includes(state) && !isBilled(outcome));
}

function describe(kind: string, { recordId, ...settlement }: Settlement): string {
  if (settlement.status === "refused")
    return `${kind} later: ${recordId}: ${settlement.problem.message}`;
  if (settlement.status !== "unknown") return `${kind}: ${recordId}: the channel does not hold it`;
  const references = settlement.candidates?.map(({ reference }) => reference).join(", ") ?? "";
  return `${kind}: ${recordId}: the channel holds ${references}: ${settlement.reason}`;
}

async function raise(
  following: Following,
  deliveryId: string,
  found: { readonly held: LedgerRecord; readonly settlement: Settlement },
): Promise<void> {
  const { held, settlement } = found;
  const kind = findAlarm(settlement);
  if (kind === undefined) return;
  const { record } = held;
  const now = await following.run.settings.ledger.record(record.recordId);
  const isChanging = now === undefined || !(FOLLOWED.includes(now.state) || kind === "refused");
  // A person took it back or corrected it while the channel was asked.
  if (isChanging) return;
  const words = describe(kind, settlement);
  following.tally.alarm({ kind, record, deliveryId, settlement });
  following.run.settings.onProgress({
    channel: following.run.channel.id,
    kind: "alarm",
    deliveryId,
    detail: words,
    finished: 0,
    total: 0,
  });
}

async function ask(
  { run }: Following,
  open: LedgerDelivery,
  held: readonly LedgerRecord[],
): Promise<readonly Settlement[] | undefined> {
  const { channel, settings } = run;
  const delivery = { ...open.delivery, records: held.map(({ record }) => record) };
  try {
    const said = await settings.telemetry.trace(
      { kind: "follow", channel: channel.id, delivery },
      () => channel.follow(delivery),
    );
    return alignOutcomes(delivery.records, said);
  } catch (thrown) {
    run.fail(thrown, delivery);
    return undefined;
  }
}

/** Asks once more when something is missing: the channel may not show yet what it has just stored. */
async function askSurely(
  following: Following,
  open: LedgerDelivery,
  held: readonly LedgerRecord[],
): Promise<readonly Settlement[] | undefined> {
  const first = await ask(following, open, held);
  const { run } = following;
  if (!first?.some(({ status }) => status === "absent")) return first;
  try {
    await run.settings.clock.sleep(run.settings.visibilityLag(run.channel.id), run.signal);
  } catch (error) {
    if (!run.isOver) throw error;
    return undefined;
  }
  return ask(following, open, held);
}

async function followDelivery(following: Following, open: LedgerDelivery): Promise<void> {
  const { run, tally } = following;
  if (run.isOver) return;
  const { id: deliveryId } = open.delivery;
  const held = await findFollowed(following, open);
  const said = held.length === 0 ? [] : await askSurely(following, open, held);
  if (said === undefined) return;
  // Not before: what the channel did not answer is asked again the next time.
  if (following.only === "resent") run.settings.resent.forget(deliveryId);
  if (held.length === 0) return;
  tally.countDelivery();
  const settlements = await leaveOutDecided(run.settings.ledger, said);
  await run.settings.ledger.commitChannelStates([{ deliveryId, outcomes: settlements }]);
  const bySettlement = new Map(settlements.map((one) => [one.recordId, one]));
  for (const record of held) {
    const settlement = bySettlement.get(record.record.recordId);
    if (settlement === undefined) continue;
    tally.add(record, settlement);
    await raise(following, deliveryId, { held: record, settlement });
  }
}

/** How a channel is followed. */
export interface FollowContext extends Pick<FollowOptions, "after" | "turn"> {
  /** Ends it early. */
  readonly signal: AbortSignal;
  /** Which deliveries to ask for. */
  readonly only: NonNullable<FollowOptions["only"]>;
}

/** A part of the deliveries: those that fit into a turn, and at least one. */
class Turn {
  /** The last delivery of a turn that ended before the deliveries did. */
  next: string | undefined;
  readonly #now: () => number;
  readonly #end: number;

  /** Begins the turn. */
  constructor({ clock }: Settings, { turn = Number.POSITIVE_INFINITY, only }: FollowContext) {
    this.#now = clock.now;
    this.#end = only === "all" ? clock.now() + turn : Number.POSITIVE_INFINITY;
  }

  /** Gives deliveries until the turn is over. */
  async *take(deliveries: AsyncIterable<LedgerDelivery>): AsyncGenerator<LedgerDelivery> {
    for await (const open of deliveries) {
      yield open;
      if (this.#now() < this.#end) continue;
      this.next = open.delivery.id;
      return;
    }
  }
}

/** The deliveries to ask for: all that may change, or those that were sent again a while ago. */
async function* findDeliveries(
  { id }: Channel,
  { ledger, clock, lateArrivalWindow, resent }: Settings,
  { only, after }: FollowContext,
): AsyncGenerator<LedgerDelivery> {
  const begin = after === undefined ? {} : { after };
  if (only === "all") {
    return yield* ledger.heldDeliveries({ channel: id, states: FOLLOWED, ...begin });
  }
  for (const deliveryId of resent.listDue(id, clock.now() - lateArrivalWindow)) {
    const delivery = await ledger.delivery(deliveryId);
    if (delivery === undefined) resent.forget(deliveryId);
    else yield delivery;
  }
}

/**
 * Asks a channel what became of the records that it holds: acceptance, billing reference, and whether
 * it holds each of them once. Changes nothing there. An error of the channel ends only this.
 *
 * @param channel - The channel.
 * @param settings - The reporter's settings.
 * @param context - What ends it early, which deliveries to ask for, and for how long.
 * @returns What was found.
 * @throws {@link LedgerError} When the ledger fails.
 */
export async function followChannel(
  channel: Channel,
  settings: Settings,
  context: FollowContext,
): Promise<FollowedChannel> {
  const run = new ChannelRun(channel, settings, { signal: context.signal, total: 0 });
  const following = { run, tally: new FollowTally(), only: context.only };
  const turn = new Turn(settings, context);
  const held = turn.take(findDeliveries(channel, settings, context));
  try {
    await runTasks(run, held, (delivery) => followDelivery(following, delivery));
  } catch (error) {
    if (isLedgerError(error)) throw error;
    run.tally.fail(error);
    run.giveUp(error);
  }
  const summary = following.tally.summarize(run.tally.summarize());
  return run.isOver || turn.next === undefined ? summary : { ...summary, next: turn.next };
}
