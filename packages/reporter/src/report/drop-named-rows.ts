import type { Delivery, RefusedOutcome, Settlement } from "@usage-billing/core";
import type { ChannelRun } from "./channel-run.ts";

const NAMED = 10;

function nameRecords(ids: readonly string[]): string {
  const named = ids.slice(0, NAMED).join(", ");
  return ids.length > NAMED ? `${named} and ${ids.length - NAMED} more` : named;
}

function isNeighbour(
  settlement: Settlement,
): settlement is RefusedOutcome & { readonly becauseOf: readonly string[] } {
  return settlement.status === "refused" && settlement.becauseOf !== undefined;
}

/**
 * Keeps records apart that a channel refused only because others of their delivery are at fault: by
 * the policy `drop-named-rows` they are in line again, to be sent without those.
 *
 * @param run - The channel's report.
 * @param delivery - The delivery.
 * @param settlements - What became of its records.
 * @returns What to commit.
 */
export function dropNamedRows(
  run: ChannelRun,
  delivery: Delivery,
  settlements: readonly Settlement[],
): readonly Settlement[] {
  const neighbours = settlements.filter(isNeighbour);
  if (neighbours.length === 0 || run.settings.onRefusedFile === "keep-file") return settlements;
  const atFault = [...new Set(neighbours.flatMap(({ becauseOf }) => becauseOf))];
  const words = `the channel refused the whole delivery because of ${nameRecords(atFault)}; the other ${neighbours.length} go on without`;
  run.noteStep(delivery, words);
  run.tell("dropped", delivery, words);
  return settlements.map((settlement) =>
    isNeighbour(settlement) ? { status: "absent", recordId: settlement.recordId } : settlement,
  );
}
