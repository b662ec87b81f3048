import type { Outcome, Settlement } from "@usage-billing/core";
import type { AlarmKind } from "./follow-types.ts";

/**
 * Tells whether what a channel says of a record that it took is a reason for alarm.
 *
 * @param settlement - What it says now.
 * @returns The kind of alarm; `undefined` when all is well, or when the channel could not tell.
 */
export function findAlarm(settlement: Settlement): AlarmKind | undefined {
  if (settlement.status === "absent") return "missing";
  if (settlement.status === "refused") return "refused";
  if (settlement.status !== "unknown") return undefined;
  const { candidates = [] } = settlement;
  if (candidates.length === 0) return undefined;
  return candidates.length > 1 ? "duplicate" : "altered";
}

/**
 * Tells whether the channel has billed a record.
 *
 * @param outcome - Its last outcome.
 * @returns Whether there is a reference of its billing.
 */
export function isBilled(outcome: Outcome | Settlement | undefined): boolean {
  return outcome?.status === "accepted" && outcome.billingReference !== undefined;
}
