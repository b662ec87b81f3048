import type { Delivery, Settlement } from "@usage-billing/core";
import { isAbandoned, isLedgerError, isOutcomeUnknown, toError } from "../classify-error.ts";
import { alignOutcomes } from "../settle/align-outcomes.ts";
import { type Doubt, settleDelivery } from "../settle/settle-delivery.ts";
import type { ChannelRun } from "./channel-run.ts";
import { dropNamedRows } from "./drop-named-rows.ts";
import { mendRefused, takeInMended } from "./mend-refused.ts";

/** How many times one report sends the bytes of one delivery that the channel turns out not to hold. */
const MAXIMUM_ATTEMPTS = 3;

/** A delivery whose intent is committed. */
export interface DeliveryTask {
  readonly delivery: Delivery;
  /** Its records in doubt; all of them for a new delivery. */
  readonly openRecordIds: ReadonlySet<string>;
  /** Those of them that the channel may hold in another's place: they are read back and never sent. */
  readonly ambiguousRecordIds?: ReadonlySet<string>;
  /** Set when an earlier attempt left it in doubt: it is read back before it is sent. */
  readonly doubt?: Doubt;
}

/** What sending came to. */
type Sent =
  | { readonly kind: "answered"; readonly outcomes: readonly Settlement[] }
  | { readonly kind: "unsent"; readonly reason: string }
  | {
      readonly kind: "doubt";
      readonly answered: readonly Settlement[];
      readonly mayComeLate: boolean;
    };

async function send(run: ChannelRun, delivery: Delivery): Promise<Sent> {
  const { channel, settings } = run;
  if (!(await run.admit(delivery))) return { kind: "unsent", reason: "the report ended first" };
  run.tell("sending", delivery);
  try {
    const said = await settings.telemetry.trace(
      { kind: "send", channel: channel.id, delivery },
      () => channel.send(delivery, run.callOptions(delivery)),
    );
    const outcomes = alignOutcomes(delivery.records, said);
    const isClear = outcomes.every(({ status }) => status !== "unknown");
    // What it sent for a record that it cannot tell of may have been given up: it does not say.
    return isClear
      ? { kind: "answered", outcomes }
      : { kind: "doubt", answered: outcomes, mayComeLate: true };
  } catch (thrown) {
    if (isLedgerError(thrown)) throw thrown;
    if (isOutcomeUnknown(thrown)) {
      run.tally.fail(thrown, delivery.id);
      return { kind: "doubt", answered: [], mayComeLate: isAbandoned(thrown) };
    }
    run.fail(thrown, delivery);
    return { kind: "unsent", reason: toError(thrown).message };
  }
}

/** Whether the bytes of the delivery can be sent again as they are: the channel has none of them. */
function isWhollyAbsent(task: DeliveryTask, settlements: readonly Settlement[]): boolean {
  return (
    (task.ambiguousRecordIds?.size ?? 0) === 0 &&
    task.openRecordIds.size === task.delivery.records.length &&
    settlements.every(({ status }) => status === "absent")
  );
}

function noteResent({ channel, settings }: ChannelRun, { id }: Delivery): void {
  settings.resent.add({ deliveryId: id, channel: channel.id, at: settings.clock.now() });
}

async function commit(
  run: ChannelRun,
  task: DeliveryTask,
  found: { readonly settlements: readonly Settlement[]; readonly by: "answer" | "read-back" },
): Promise<void> {
  const { delivery } = task;
  const mended = mendRefused(run, delivery, found.settlements);
  const settlements = dropNamedRows(run, delivery, found.settlements);
  if (found.by === "read-back") {
    const released = found.settlements.filter(({ status }) => status === "absent");
    run.settings.resent.addReleased(released.map(({ recordId }) => recordId));
  }
  await run.commit(delivery, settlements, { foundBy: found.by, mended });
  await takeInMended(run, mended);
}

/**
 * Brings one delivery to an outcome: reads back what is in doubt, sends what the channel does not
 * hold, always the bytes of the intent, and commits what became of it.
 *
 * @param run - The channel's report.
 * @param task - The delivery.
 */
export async function bringToOutcome(run: ChannelRun, task: DeliveryTask): Promise<void> {
  const { delivery, openRecordIds } = task;
  let { doubt } = task;
  const recordIds = delivery.records.map(({ recordId }) => recordId);
  if (run.settings.resent.takeReleased(recordIds)) noteResent(run, delivery);
  for (let attempts = 0; ; ) {
    if (doubt === undefined) {
      attempts += 1;
      const sent = await send(run, delivery);
      if (sent.kind === "answered") {
        return commit(run, task, { settlements: sent.outcomes, by: "answer" });
      }
      if (sent.kind === "unsent") return run.leaveUnsent(delivery, sent.reason);
      const { answered, mayComeLate } = sent;
      doubt = { attemptedAt: run.settings.clock.now(), answered, mayComeLate };
    }
    const settled = await settleDelivery(run, delivery, doubt);
    const settlements = settled.filter(({ recordId }) => openRecordIds.has(recordId));
    if (!isWhollyAbsent(task, settlements)) {
      return commit(run, task, { settlements, by: "read-back" });
    }
    if (run.isOver) return run.leaveUnsent(delivery, "the report ended before it was sent again");
    if (attempts >= MAXIMUM_ATTEMPTS) {
      const reason = `the channel did not take it in ${attempts} attempts`;
      run.fail(new Error(reason), delivery);
      return run.leaveUnsent(delivery, reason);
    }
    await run.settings.ledger.commitResends([delivery.id]);
    noteResent(run, delivery);
    doubt = undefined;
  }
}
