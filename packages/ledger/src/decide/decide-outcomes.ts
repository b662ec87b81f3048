import type { Outcome, RefusedOutcome, Settlement } from "@usage-billing/core";
import type { DecisionGrounds, DeliveryResult, RecordDecision } from "../model.ts";
import { nextState, recordMachine } from "../state-machine.ts";
import type { ChangeSet } from "./change-set.ts";
import { requireDelivery, requirePlace, requireStep } from "./requirements.ts";
import { FOLLOWED } from "./rows.ts";
import { laterEvent, stateOutcome } from "./stated-outcome.ts";

/** Says of each record that left a delivery which one it was. */
function addAbsences(set: ChangeSet, deliveryId: string, before: readonly string[]): void {
  for (const recordId of before) {
    if (set.record(recordId)?.state !== "waiting") continue;
    set.add({ kind: "absent", recordId, deliveryId });
  }
}

function settle(set: ChangeSet, { deliveryId, outcomes, foundBy }: DeliveryResult): void {
  const { state } = requireDelivery(set, deliveryId);
  if (state === "unsent") {
    throw set.failure(`has delivery ${deliveryId} unsent: it cannot have an outcome`);
  }
  const mayLeave = outcomes.some(({ status }) => status === "absent");
  const before = mayLeave ? set.membersOf(deliveryId).map(({ id }) => id) : [];
  const kind = foundBy === "read-back" ? "settlement" : "outcome";
  set.add({ kind, deliveryId, outcomes: outcomes.map(stateOutcome) });
  addAbsences(set, deliveryId, before);
}

/**
 * Decides what the outcomes of deliveries come to.
 *
 * @param set - The change, with the deliveries and their records.
 * @param results - What the channel says.
 */
export function settleDeliveries(set: ChangeSet, results: readonly DeliveryResult[]): void {
  for (const result of results) settle(set, result);
}

/** What is worth keeping of what a channel says later: that it cannot tell is no news. */
function toNews(settlement: Settlement): readonly Outcome[] {
  const { status, recordId } = settlement;
  if (status === "absent") {
    return [{ status: "unknown", recordId, reason: "the channel does not hold it any more" }];
  }
  if (status !== "unknown") return [settlement];
  return (settlement.candidates?.length ?? 0) > 0 ? [settlement] : [];
}

/**
 * Decides what is new in what the channel says later of records that it holds.
 *
 * @param set - The change, with the deliveries and their records.
 * @param results - What the channel says.
 */
export function followDeliveries(set: ChangeSet, results: readonly DeliveryResult[]): void {
  for (const { deliveryId, outcomes } of results) {
    requireDelivery(set, deliveryId);
    const stated = outcomes.flatMap(toNews).map(stateOutcome);
    const news = stated.filter((outcome) => {
      const row = set.record(outcome.recordId);
      if (row?.deliveryId !== deliveryId || !FOLLOWED.has(row.state)) return false;
      const next = nextState(recordMachine, row.state, laterEvent(outcome));
      return next !== undefined && row.outcome !== outcome.text;
    });
    if (news.length > 0) set.add({ kind: "channel-state", deliveryId, outcomes: news });
  }
}

/**
 * Decides that waiting records cannot be sent.
 *
 * @param set - The change, with the records.
 * @param refusals - The records and the reasons.
 */
export function refuseRecords(set: ChangeSet, refusals: readonly RefusedOutcome[]): void {
  for (const refusal of refusals) {
    const { recordId } = refusal;
    const state = set.record(recordId)?.state;
    if (state !== "waiting") {
      throw set.failure(`cannot refuse record ${recordId}: it is ${state ?? "not there"}`);
    }
    set.add({ kind: "refused-before-sending", recordId, outcome: stateOutcome(refusal) });
  }
}

/**
 * Decides that the channel's protocol went on.
 *
 * @param set - The change, with the delivery.
 * @param deliveryId - Its id.
 * @param steps - What was done.
 */
export function addSteps(set: ChangeSet, deliveryId: string, steps: readonly string[]): void {
  requireDelivery(set, deliveryId);
  if (steps.length > 0) set.add({ kind: "step", deliveryId, steps });
}

/**
 * Decides that a channel's usage goes to an account from now on.
 *
 * @param set - The change.
 * @param stated - The channel and its account.
 * @param before - The account that was stated of it last.
 */
export function stateAccount(
  set: ChangeSet,
  stated: { readonly channel: string; readonly account: string },
  before: string | undefined,
): void {
  if (stated.account !== before) set.add({ kind: "account", ...stated });
}

/**
 * Decides what a person's decision comes to.
 *
 * @param set - The change, with the record, its delivery and that one's records.
 * @param recordId - The record's id.
 * @param decided - What was decided, by whom, and why.
 */
export function decideRecord(
  set: ChangeSet,
  recordId: string,
  decided: { readonly decision: RecordDecision } & DecisionGrounds,
): void {
  const { decision, reason, by } = decided;
  const row = requireStep(set, recordId, `decided-${decision.kind}`);
  const isPlaced = decision.kind !== "dismissed" || row.deliveryId !== undefined;
  const place = isPlaced ? { deliveryId: requirePlace(set, row) } : {};
  set.add({ kind: "decision", recordId, ...place, decision, reason, by });
}
